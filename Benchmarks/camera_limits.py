"""Memory at 1080p, the time to the first frame, and the time from unplugging the camera to the end of the
program, compared with other programs in the same run.

Usage: camera_limits.py USERMEDIA [--rounds N] [--json FILE]

Needs a vivid camera at /dev/video0. Memory is a process's peak resident set, including shared libraries but
not the driver's buffers. The camera is unplugged with vivid's own control; a program that doesn't end by
itself within a few seconds is left out.
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
SETTLE_TIME, END_TIMEOUT = 5, 5
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
    """The peak memory of a capture, in MB."""
    return processes.run(line(CAMERA, FRAMES, LARGE)).ru_maxrss / 1024


def first_frame(line):
    """The time until a program ends after its first frame, in ms."""
    begin = time.monotonic()
    processes.run(line(CAMERA, 1))
    return 1000 * (time.monotonic() - begin)


def unplug(process, node):
    """The time from unplugging to the end of the program, in ms; `None` if it doesn't end."""
    camera = os.open(node, os.O_RDWR)
    try:
        begin = time.monotonic()
        fcntl.ioctl(camera, VIDIOC_S_CTRL, struct.pack("Ii", DISCONNECT, 1))
        # Polls often, because subprocess waits with a timeout in steps that grow to 50 ms.
        while process.poll() is None:
            if time.monotonic() - begin > END_TIMEOUT:
                return None
            time.sleep(0.001)
        return 1000 * (time.monotonic() - begin)
    finally:
        # vivid plugs its camera in again when its last file is closed.
        os.close(camera)


def unplugged(line):
    """Starts a program and measures `unplug`."""
    process = processes.start(line(CAMERA, programs.ENDLESS))
    try:
        time.sleep(SETTLE_TIME)
        return unplug(process, CAMERA)
    finally:
        process.kill()
        process.communicate()


def rows(usermedia, rounds):
    with tempfile.TemporaryDirectory() as directory:
        # In a directory whose files stay in the page cache, like the installed programs.
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
