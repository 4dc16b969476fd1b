"""An X server that goes, and windows that change. Run with a display of its own."""

import os
import signal
import subprocess

from checks import whole_video
from fault import Fault, Run

CAPTURE = ["capture", "--video", "v.y4m", "--seconds", "60", "--display"]


def window(run: Run):
    """A window of another program."""
    run.window = subprocess.Popen(
        ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "window.py")], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)
    run.cleanups.append(lambda: (run.window.kill(), run.window.wait()))
    number = run.window.stdout.readline().strip()
    run.start([*CAPTURE, f"window:{number}"])


def tell(word: str):
    def do(run: Run):
        run.until_written("v.y4m", 100_000)
        run.window.stdin.write(word + "\n")
        run.window.stdin.flush()
    return do


def resize(run: Run):
    tell("resize")(run)
    run.until_written("v.y4m", os.path.getsize(run.path("v.y4m")) + 300_000)
    run.process.send_signal(signal.SIGINT)


def kill_server(run: Run):
    run.until_written("v.y4m", 100_000)
    os.kill(int(os.environ["USERMEDIA_DISPLAY_PID"]), signal.SIGKILL)


WHOLE = {"whole frames are left": whole_video}

FAULTS = [
    Fault("the window is resized", "capturing", "status 0", [], before=window, during=resize, left=WHOLE),
    Fault("the window is closed", "capturing", ["NotFoundError", "NotReadableError"], [], before=window,
          during=tell("close"), left=WHOLE),
    Fault("the window's program is killed", "capturing", ["NotFoundError", "NotReadableError"], [], before=window,
          during=lambda run: (run.until_written("v.y4m", 100_000), run.window.kill()), left=WHOLE),
    # Last, because nothing is left to capture.
    Fault("the X server is killed", "capturing", ["NotFoundError", "NotReadableError"], [*CAPTURE, "screen"],
          during=kill_server, left=WHOLE),
    Fault("the X server is gone", "before the request", ["NotFoundError", "NotReadableError"],
          [*CAPTURE, "screen"]),
]
