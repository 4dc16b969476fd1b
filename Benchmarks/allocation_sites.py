"""Attributes allocations to code: resolves the call sites that Sources/CAllocations recorded."""

import bisect
import subprocess

# Allocators, and the standard library's containers, whose memory counts as their callers'.
ALLOCATORS = "malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "swift_slowAlloc", \
    "swift_allocObject", "_swift_allocObject_", "$ss", "$sS"
OWN = "UserMedia", "Consumer"


class Symbols:
    """The functions of an unstripped program."""

    def __init__(self, program):
        lines = subprocess.run(["nm", "-n", "--defined-only", program], check=True, capture_output=True,
                               text=True).stdout.splitlines()
        functions = [(int(address, 16), name) for address, kind, name in (line.split(None, 2) for line in lines)
                     if kind in "tTwWvVi"]
        start = next((int(line.split()[0], 16) for line in lines if line.endswith(" __executable_start")), 0)
        self.addresses = [address - start for address, _ in functions]
        self.names = [name for _, name in functions]

    def name(self, call):
        """The function that contains a return address; `None` outside the program."""
        # A return address is that of the next instruction, which can belong to the next function.
        return self.names[bisect.bisect_right(self.addresses, call - 1) - 1] if call else None


def owner(symbols, calls):
    """The innermost function that is neither an allocator nor a container."""
    return next((name for name in map(symbols.name, calls) if name and not name.startswith(ALLOCATORS)), "")


def bytes_by_owner(program, sites):
    """Bytes allocated by this package's code, and by the runtime beneath it."""
    symbols = Symbols(program)
    own = beneath = 0
    for site in sites:
        name = owner(symbols, site["calls"])
        if any(word in name for word in OWN):
            own += site["bytes"]
        else:
            beneath += site["bytes"]
    return own, beneath
