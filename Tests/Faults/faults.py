"""The fault matrix: `faults.py run PLACE [REGEX]` prints rows as JSON, `faults.py table FILE…` prints the page."""

import importlib
import json
import re
import sys

PLACES = {
    "files": "Files", "camera": "Cameras", "usb": "USB cameras", "pulseaudio": "Microphones, by PulseAudio",
    "pipewire": "Microphones, by PipeWire", "display": "Screens and windows",
}
HEAD = """# Reliability

This page lists the faults injected into a running program, the promised outcome of each, and what happened.
`scripts/test-faults` injects them into `usermedia capture`, a small program built on the library, with the kernel's
camera drivers in virtual machines, private sound servers, a private X server, and disks that fill up. It fails if a
promise is broken, or if this page differs from what was observed (`scripts/test-faults --update` rewrites it).

Every run ends within a bounded time. An error name, such as `NotReadableError`, is the error that the program gets; the
command prints it as one line and exits with status 2. `status 0` means that the run completes, or ends in order when it
is interrupted.
"""


def run(place: str, pattern: str = ""):
    from fault import run_all
    module = importlib.import_module("sound" if place in ("pulseaudio", "pipewire") else place)
    results = run_all([fault for fault in module.FAULTS if re.search(pattern, f"{fault.what}, {fault.moment}")])
    rows = [[fault.what, fault.moment, fault.promised, happened] for fault, happened in results]
    json.dump({"place": place, "rows": rows}, sys.stdout, indent=1)


def table(paths: list[str]):
    print(HEAD)
    broken = 0
    for path in paths:
        with open(path) as file:
            result = json.load(file)
        print(f"## {PLACES[result['place']]}\n")
        print("| what was done | when | promised | happened |\n| --- | --- | --- | --- |")
        for row in result["rows"]:
            print("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
            broken += row[2] != row[3]
        print()
    if broken:
        sys.exit(f"{broken} promises are broken")


if sys.argv[1] == "run":
    run(*sys.argv[2:])
else:
    table(sys.argv[2:])
