"""Actions shared by several kinds of faults."""

import json
import os
import signal
import time

from checks import whole_video
from fault import USERMEDIA, Broken, Fault, Run

# The possible errors of a run whose device is gone, depending on which call notices first.
GONE = ["NotFoundError", "NotReadableError"]


def do_nothing(run: Run):
    pass


def send(name: str):
    """Sends a signal, such as `SIGINT`."""
    return lambda run: run.process.send_signal(getattr(signal, name))


def while_writing(fault, name: str = "v.y4m", byte_count: int = 300_000):
    """Injects a fault once a file has `byte_count` bytes."""
    def do(run: Run):
        run.until_written(name, byte_count)
        fault(run)
    return do


def goes_on(fault, name: str = "v.y4m", byte_count: int = 300_000, more: int = 1_000_000):
    """Injects a fault, waits until the file has grown further, then interrupts the run."""
    def do(run: Run):
        while_writing(fault, name, byte_count)(run)
        run.until_written(name, os.path.getsize(run.path(name)) + more)
        send("SIGINT")(run)
    return do


def suspended(process, seconds: float = 2):
    """Suspends a process, such as `lambda run: run.process.pid`, and resumes it later."""
    def do(run: Run):
        number = process(run)
        os.kill(number, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            os.kill(number, signal.SIGCONT)
    return do


def device_id(run: Run, kind: str, is_wanted) -> str:
    """Waits for a device of a kind whose label matches; returns its deviceId."""
    def found():
        listed = json.loads(run.run(USERMEDIA, "devices", "--devices", "system", "--json"))
        return [device["deviceId"] for device in listed["devices"]
                if device["kind"] == kind and is_wanted(device["label"])]
    run.until(f"a device of kind {kind}", found)
    return found()[0]


def interrupted(capture: list[str], before, brightness, usual: int):
    """Rows that send signals to a capture that sets the brightness: the run restores it or, after SIGKILL, the next
    one does."""
    def restored(run: Run):
        if brightness(run) != usual:
            raise Broken(f"brightness is {brightness(run)}, not {usual}")

    def kill_and_run_again(run: Run):
        run.process.kill()
        run.process.wait()
        if brightness(run) == usual:
            raise Broken("brightness was not set")
        run.start(["capture", "--devices", "system", "--constraints", '{"video":true}', "--frames", "1"])

    controls = {"controls are as before": restored}
    left = {"whole frames are left": whole_video, **controls}
    for name in ["SIGINT", "SIGTERM", "SIGHUP"]:
        yield Fault(name, "streaming", "status 0", [*capture, "--seconds", "60"], before=before,
                    during=while_writing(send(name)), left=left)
    yield Fault("SIGKILL, and the program runs again", "streaming", "status 0", [*capture, "--seconds", "60"],
                before=before, during=while_writing(kill_and_run_again), left=controls)
    yield Fault("SIGSTOP, and SIGCONT after 2 s", "streaming", "status 0", [*capture, "--seconds", "600"],
                before=before, during=goes_on(suspended(lambda run: run.process.pid)), left=left)
