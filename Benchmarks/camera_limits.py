"""How much memory a capture takes at 1080p, how soon the first frame is there, and how soon the program
ends when its camera is unplugged, beside other programs in the same run.

Usage: camera_limits.py USERMEDIA [--rounds N] [--json FILE]

Runs where /dev/video0 is a camera of vivid's. Memory is the most that a process has
had resident, of which shared libraries are a part; the driver's buffers are not. A camera is unplugged
by vivid's own control, and what is measured is the time until the program has ended by itself; one that
has not within some seconds is left out.
"""

import fcntl
import os
import shutil
import statistics
import struct
import sys
import tempfile
import time

import measurement
import processes
import programs

CAMERA = "/dev/video0"
LARGE = 1920, 1080, 5
FRAMES = 20
# Seconds.
SETTLING, PATIENCE = 5, 5
# linux/videodev2.h, and VIVID_CID_DISCONNECT of drivers/media/test-drivers/vivid/vivid-ctrls.c.
VIDIOC_S_CTRL, DISCONNECT = 0xC008561C, 0x00F0F041
PEER = "ffmpeg"


def compared_programs(usermedia):
    return programs.installed({
        "usermedia capture": programs.usermedia(usermedia, programs.camera_ids(usermedia), "async"),
        "v4l2-ctl": programs.v4l2_ctl, "GStreamer": programs.gstreamer(),
        "ffmpeg": programs.ffmpeg("-c", "copy"),
    })


def memory(line):
    """The most MB that a capture had."""
    return processes.run(line(CAMERA, FRAMES, LARGE)).ru_maxrss / 1024


def first_frame(line):
    """ms until a program has ended with its first frame."""
    begin = time.monotonic()
    processes.run(line(CAMERA, 1))
    return 1000 * (time.monotonic() - begin)


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
    process = processes.start(line(CAMERA, programs.ENDLESS))
    try:
        time.sleep(SETTLING)
        return unplug(process, CAMERA)
    finally:
        process.kill()
        process.communicate()


def rows(usermedia, rounds):
    with tempfile.TemporaryDirectory() as directory:
        # Where the pages of a file stay in memory, as those of the installed programs do.
        return measured(compared_programs(shutil.copy(usermedia, directory)), rounds)


def measured(compared, rounds):
    figures = {name: [] for name in compared}
    for number in range(rounds):
        print(f"memory, first frame, unplugging: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for name, line in compared.items():
            figures[name].append((memory(line), first_frame(line), unplugged(line)))
    result = []
    for column, (what, unit) in enumerate((
            ("memory of a capture at 1080p", "MB"), ("from the start to the first frame", "ms"),
            ("from unplugging to the end of the program", "ms"))):
        values = {name: [row[column] for row in column_rows] for name, column_rows in figures.items()}
        result += measurement.rows(what, {name: statistics.median(each) for name, each in values.items()
                                          if None not in each}, unit, PEER)
    return result


if __name__ == "__main__":
    measurement.main(__doc__, rows)
