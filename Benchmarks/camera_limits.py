"""How much memory a capture takes at 1080p, and how soon it ends when its camera is unplugged, beside
other programs in the same run.

Usage: camera_limits.py USERMEDIA [--rounds N] [--json FILE]

Runs where /dev/video0 is a camera of vivid's. Memory is the most that a process has
had resident, of which shared libraries are a part; the driver's buffers are not. A camera is unplugged
by vivid's own control, and what is measured is the time until the program has ended by itself; one that
has not within some seconds is left out.
"""

import fcntl
import os
import statistics
import struct
import sys
import time

import capture_cost
import measurement

LARGE = 1920, 1080, 5
FRAMES = 20
# Seconds.
SETTLING, PATIENCE = 5, 5
# linux/videodev2.h, and VIVID_CID_DISCONNECT of drivers/media/test-drivers/vivid/vivid-ctrls.c.
VIDIOC_S_CTRL, DISCONNECT = 0xC008561C, 0x00F0F041
PEER = "ffmpeg"


def programs(usermedia):
    cameras = capture_cost.camera_ids(usermedia)
    lines = {
        "usermedia capture": capture_cost.usermedia(usermedia, cameras, "async"),
        "v4l2-ctl": capture_cost.v4l2_ctl, "GStreamer": capture_cost.gstreamer(),
        "ffmpeg": capture_cost.ffmpeg("-c", "copy"),
    }
    return {name: line for name, line in lines.items() if capture_cost.is_installed(line)}


def memory(line):
    """The most MB that a capture had."""
    process = capture_cost.start(line("/dev/video0", FRAMES, LARGE))
    usage = capture_cost.end(process)
    if process.returncode != 0:
        capture_cost.fail(process)
    return usage.ru_maxrss / 1024


def unplug(process, node):
    """ms from unplugging to the end of the program; `None` when it does not end."""
    camera = os.open(node, os.O_RDWR)
    try:
        begin = time.monotonic()
        fcntl.ioctl(camera, VIDIOC_S_CTRL, struct.pack("Ii", DISCONNECT, 1))
        # Looked for often, because waiting with a limit is done in steps that grow to 50 ms (subprocess).
        while process.poll() is None:
            if time.monotonic() - begin > PATIENCE:
                return None
            time.sleep(0.001)
        return 1000 * (time.monotonic() - begin)
    finally:
        # vivid's camera is plugged in again when nobody has it open.
        os.close(camera)


def unplugged(line):
    """The same for a program, which is started for it."""
    process = capture_cost.start(line("/dev/video0", capture_cost.ENDLESS))
    try:
        time.sleep(SETTLING)
        return unplug(process, "/dev/video0")
    finally:
        process.kill()
        process.communicate()


def rows(usermedia, rounds):
    compared = programs(usermedia)
    figures = {name: [] for name in compared}
    for number in range(rounds):
        print(f"memory and unplugging: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for name, line in compared.items():
            figures[name].append((memory(line), unplugged(line)))
    peaks = {name: statistics.median(peak for peak, _ in column) for name, column in figures.items()}
    delays = {name: statistics.median(delay for _, delay in column)
              for name, column in figures.items() if all(delay for _, delay in column)}
    return [measurement.row(what, name, value, unit, PEER, values.get(PEER))
            for what, unit, values in (("memory of a capture at 1080p", "MB", peaks),
                                       ("from unplugging to the end of the program", "ms", delays))
            for name, value in values.items()]


if __name__ == "__main__":
    measurement.main(__doc__, rows)
