"""An X server that disappears, and windows that change. Run with a private display."""

import os
import signal
import subprocess

from actions import GONE, goes_on, suspended, while_writing
from checks import whole_video
from fault import Broken, Fault, Run

CAPTURE = ["capture", "--video", "v.y4m", "--seconds", "600", "--display"]


def window(run: Run):
    """Captures a window of another program."""
    run.window = subprocess.Popen(
        ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "window.py")], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)
    run.cleanups.append(lambda: (run.window.kill(), run.window.wait()))
    number = run.window.stdout.readline().strip()
    run.start([*CAPTURE, f"window:{number}"])


def capturing(fault):
    return while_writing(fault, byte_count=100_000)


def still_capturing(fault):
    return goes_on(fault, byte_count=100_000, more=300_000)


def tell(word: str):
    def do(run: Run):
        run.window.stdin.write(word + "\n")
        run.window.stdin.flush()
    return do


def server(run: Run) -> int:
    return int(os.environ["USERMEDIA_DISPLAY_PID"])


def first_size(run: Run):
    """The video has the first size; later ones are scaled to fit."""
    whole_video(run)
    with open(run.path("v.y4m"), "rb") as file:
        if b" W300 H200 " not in (header := file.readline()):
            raise Broken(f"the video has the header {header}")


WHOLE = {"whole frames are left": whole_video}

FAULTS = [
    Fault("the window is resized", "capturing", "status 0", [], before=window, during=still_capturing(tell("resize")),
          left={"whole frames of the first size are left": first_size}),
    Fault("the X server is suspended for 3 s", "capturing", "status 0", [*CAPTURE, "screen"],
          during=still_capturing(suspended(server, seconds=3)), left=WHOLE),
    Fault("the X server is suspended for 3 s, and a window is captured", "capturing", "status 0", [], before=window,
          during=still_capturing(suspended(server, seconds=3)), left=WHOLE),
    Fault("the window is closed", "capturing", GONE, [], before=window,
          during=capturing(tell("close")), left=WHOLE),
    Fault("the window's program is killed", "capturing", GONE, [], before=window,
          during=capturing(lambda run: run.window.kill()), left=WHOLE),
    # Last, because nothing is left to capture.
    Fault("the X server is killed", "capturing", GONE, [*CAPTURE, "screen"],
          during=capturing(lambda run: os.kill(server(run), signal.SIGKILL)), left=WHOLE),
    Fault("the X server is gone", "before the request", GONE,
          [*CAPTURE, "screen"]),
]
