"""A row of the fault matrix, and how it is run."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import Callable

# In seconds: ten times what an idle machine takes, so that a busy one doesn't break promises.
END_WITHIN = 90
HAPPENS_WITHIN = 60

USERMEDIA = os.environ["USERMEDIA"]


class Broken(Exception):
    """A broken promise, or a fault that couldn't be injected; `detail` helps to investigate."""

    def __init__(self, message: str, detail: str = ""):
        super().__init__(message)
        self.detail = detail


class Run:
    """One run of the command, in its own directory."""

    def __init__(self, directory: str):
        self.directory = directory
        self.process: subprocess.Popen | None = None
        self.environment = dict(os.environ)
        self.cleanups: list[Callable[[], object]] = []

    def path(self, name: str) -> str:
        return os.path.join(self.directory, name)

    def start(self, arguments: list[str], stdout="out", before: Callable[[], None] | None = None):
        """Starts `usermedia`; its outputs go to the files `out` and `err`."""
        with open(self.path(stdout), "ab") as out, open(self.path("err"), "wb") as err:
            self.process = subprocess.Popen(
                [USERMEDIA, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                cwd=self.directory, env=self.environment, preexec_fn=before)

    def run(self, *command: str) -> str:
        """Runs another program and waits for it."""
        done = subprocess.run(command, capture_output=True, text=True, timeout=HAPPENS_WITHIN)
        if done.returncode:
            raise Broken(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
        return done.stdout

    def until(self, what: str, condition: Callable[[], object], ends: bool = False):
        """Waits for a condition; fails if the command ends first."""
        deadline = time.monotonic() + HAPPENS_WITHIN
        while not condition():
            if time.monotonic() > deadline:
                raise Broken(f"waited in vain for {what}")
            if not ends and self.process and self.process.poll() is not None:
                raise Broken(f"ended before {what}: {self.outcome()}")
            time.sleep(0.05)

    def until_written(self, name: str, byte_count: int = 50_000):
        def is_written():
            try:
                return os.path.getsize(self.path(name)) >= byte_count
            except FileNotFoundError:
                return False
        self.until(f"{byte_count} more bytes in {name}", is_written)

    def errors(self) -> list[str]:
        """The lines on standard error, including the final state of the progress line."""
        with open(self.path("err"), errors="replace") as err:
            return [line for line in err.read().splitlines() if line.strip()]

    def outcome(self) -> str:
        """How the command ended: the name of its error, `status 0`, or what went wrong."""
        try:
            status = self.process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            return "hangs"
        if status < 0:
            return f"killed by {signal.Signals(-status).name}"
        names = [found[1] for line in self.errors()
                 if (found := re.match(r"([A-Z]\w*Error): .", line))]
        if status == 2 and len(names) == 1:
            return names[0]
        return f"status {status}" + "".join(f", {name}" for name in names)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
        for cleanup in reversed(self.cleanups):
            try:
                cleanup()
            except (Broken, OSError, subprocess.SubprocessError) as error:
                print(f"        afterwards: {error}", file=sys.stderr)


@dataclass
class Fault:
    """A row: a fault, and the promised outcome."""

    what: str
    moment: str
    # `status 0`, the name of an error, or several of these if timing decides.
    promise: str | list[str]
    arguments: list[str]
    # Injects the fault before the command starts, or while it runs.
    before: Callable[[Run], object] | None = None
    during: Callable[[Run], object] | None = None
    # What else is promised, each with a check that raises Broken.
    left: dict[str, Callable[[Run], object]] = field(default_factory=dict)

    @property
    def promised(self) -> str:
        one = isinstance(self.promise, str)
        outcome = self.promise if one else " or ".join(self.promise)
        return "; ".join([outcome, *self.left])

    def happens(self) -> str:
        """Injects the fault, and returns what happened."""
        with tempfile.TemporaryDirectory(prefix="fault-") as directory:
            run = Run(directory)
            try:
                return self._happens(run)
            except (Broken, OSError, subprocess.SubprocessError) as error:
                print(f"        {error}: {getattr(error, 'detail', '')}", file=sys.stderr)
                # Numbers of bytes, processes and modules vary.
                return re.sub(r"\d{2,}", "N", f"{error}".replace(directory + "/", ""))
            finally:
                run.end()

    def _happens(self, run: Run) -> str:
        if self.before:
            self.before(run)
        if not run.process:
            run.start(self.arguments)
        if self.during:
            self.during(run)
        outcome = run.outcome()
        allowed = [self.promise] if isinstance(self.promise, str) else self.promise
        if outcome not in allowed:
            raise Broken(outcome, " / ".join(run.errors()[-2:])[:300])
        for check in self.left.values():
            check(run)
        # Which of several outcomes occurred depends on timing, and may differ from run to run.
        return self.promised if len(allowed) > 1 else "; ".join([outcome, *self.left])


def run_all(faults: list[Fault]) -> list[tuple[Fault, str]]:
    results = []
    for fault in faults:
        started = time.monotonic()
        happened = fault.happens()
        kept = "kept" if happened == fault.promised else f"BROKEN ({happened})"
        print(f"{time.monotonic() - started:5.1f} s  {fault.what}, {fault.moment}: {fault.promised}: {kept}",
              file=sys.stderr, flush=True)
        results.append((fault, happened))
    return results
