"""The cost of a frame, and of the first frame, in instructions, compared with other programs.

Usage: capture_cost.py USERMEDIA CONSUMER CAPTURE CONVERSION [--rows REGEX] [--json FILE]

Runs in `scripts/with-virtual-camera --count`, with a camera at /dev/video0 that has 640x360 YUYV at 30 frames
per second. The cost of a frame is what a capturing program takes per second, divided by 30. The cost of the
first frame is that of a program that ends after it. Skips programs that aren't installed and, with --rows,
those whose `what: program` doesn't match the expression.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile

import allocation_sites
import counting
import measurement
import programs

CAMERA = "/dev/video0"
FRAME, I420, BGRA = "a frame delivered", "a frame as I420", "a frame as BGRA"
SHARED, FIRST, MEMORY = "a frame, for each consumer", "the first frame", "a frame, memory asked for"
STYLES = "async", "promise", "callback"
# The numbers of direct libyuv conversions; their difference cancels out the program's start.
FEW, MANY = 20, 220


def delivering(command, consumer, bare, cameras):
    """Programs that take frames unconverted."""
    return {
        "usermedia, async loop on the capture executor": programs.consumer(consumer, cameras),
        "usermedia, async loop": programs.consumer(consumer, cameras, way="default"),
        "usermedia, callback": programs.consumer(consumer, cameras, way="callback"),
        **{f"usermedia capture --style {style}": programs.usermedia(command, cameras, style)
           for style in STYLES},
        "v4l2-ctl": programs.v4l2_ctl, "GStreamer": programs.gstreamer(),
        "ffmpeg": programs.ffmpeg("-c", "copy"),
        "a bare loop": programs.bare_capture(bare, "loop"),
        "a bare loop that wakes a thread": programs.bare_capture(bare, "wake"),
    }


def converting(consumer, cameras, form, ffmpeg_form):
    """Programs that convert frames."""
    between = "videoconvert", "!", f"video/x-raw,format={form.upper()}", "!"
    return {
        "usermedia, async loop on the capture executor": programs.consumer(consumer, cameras, form),
        "GStreamer": programs.gstreamer(*between), "ffmpeg": programs.ffmpeg("-pix_fmt", ffmpeg_form),
    }


class Measurements:
    """Measures the requested rows."""

    def __init__(self, command, consumer, bare_capture, bare_conversion, wanted):
        self.command, self.consumer = command, consumer
        self.bare_capture, self.bare_conversion = bare_capture, bare_conversion
        self.wanted = re.compile(wanted)
        self.cameras = programs.camera_ids(command)

    def costs(self, what, lines, measure):
        """`measure(name, program)` for each program that is requested and installed."""
        costs = {name: measure(f"{what}: {name}", line) for name, line in programs.installed(lines).items()
                 if self.wanted.search(f"{what}: {name}")}
        return {name: cost for name, cost in costs.items() if cost is not None}

    @staticmethod
    def frame(name, line):
        """Thousand instructions per frame."""
        cost = counting.per_second(name, line(CAMERA, programs.ENDLESS), programs.RATE)
        return cost and cost / programs.RATE / 1000

    @staticmethod
    def first_frame(name, line):
        """Million instructions of a program that ends after the first frame."""
        return counting.in_total(name, line(CAMERA, 1)) / 1e6

    def bare_call(self, form):
        """Thousand instructions per conversion by libyuv, called as this package does."""
        size = str(programs.WIDTH), str(programs.HEIGHT)
        few, many = (
            counting.in_total(f"{form} by a bare call of libyuv, {count} times",
                              [self.bare_conversion, form, *size, str(count)])
            for count in (FEW, MANY))
        return (many - few) / (MANY - FEW) / 1000

    def delivered(self):
        lines = delivering(self.command, self.consumer, self.bare_capture, self.cameras)
        costs = self.costs(FRAME, lines, self.frame)
        return measurement.rows(FRAME, costs, counting.THOUSAND, "v4l2-ctl")

    def converted(self):
        for what, form, ffmpeg_form in (I420, "i420", "yuv420p"), (BGRA, "bgra", "bgra"):
            lines = converting(self.consumer, self.cameras, form, ffmpeg_form)
            costs = self.costs(what, lines, self.frame)
            peers = [name for name in costs if not name.startswith("usermedia")]
            best = min(peers, key=costs.get, default=None)
            bare = "a bare call of libyuv"
            if self.wanted.search(f"{what}: {bare}"):
                costs[bare] = self.bare_call(form)
            yield from measurement.rows(what, costs, counting.THOUSAND, best)

    def shared(self):
        for count in 8, 64:
            lines = {f"usermedia, {count} async loops on the capture executor":
                     programs.consumer(self.consumer, self.cameras, consumers=count)}
            costs = self.costs(SHARED, lines, self.frame)
            costs = {name: cost / count for name, cost in costs.items()}
            yield from measurement.rows(SHARED, costs, counting.THOUSAND)

    def first(self):
        lines = {
            "usermedia, async loop": programs.consumer(self.consumer, self.cameras, way="default"),
            "usermedia capture": programs.usermedia(self.command, self.cameras, "async"),
            "v4l2-ctl": programs.v4l2_ctl, "GStreamer": programs.gstreamer(),
            "ffmpeg": programs.ffmpeg("-c", "copy"),
        }
        costs = self.costs(FIRST, lines, self.first_frame)
        return measurement.rows(FIRST, costs, counting.MILLION, "GStreamer")

    def memory(self):
        """Bytes allocated per frame, by this package's code and by the runtime beneath it."""
        for name, consumers, form, way in (
                ("async loop on the capture executor", 1, "none", "capture"),
                ("async loop on the capture executor, as I420", 1, "i420", "capture"),
                ("async loop on the capture executor, as BGRA", 1, "bgra", "capture"),
                ("64 async loops on the capture executor", 64, "none", "capture"),
                ("async loop", 1, "none", "default"), ("callback", 1, "none", "callback")):
            if not self.wanted.search(f"{MEMORY}: usermedia, {name}"):
                continue
            print(f"{MEMORY}: {name}", file=sys.stderr, flush=True)
            line = programs.consumer(self.consumer, self.cameras, form, consumers, way)(CAMERA, 360)
            used = json.loads(subprocess.run([*line, "trace"], check=True, capture_output=True).stdout)
            own, beneath = allocation_sites.bytes_by_owner(self.consumer, used["sites"])
            for who, count in (("usermedia", own), ("Swift's runtime and libdispatch", beneath)):
                yield measurement.row(MEMORY, f"{who}, {name}", count / used["frames"], "bytes")

    def rows(self):
        return [*self.delivered(), *self.converted(), *self.shared(), *self.first(), *self.memory()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("usermedia", help="the command, built for release")
    parser.add_argument("consumer", help="Benchmarks' Consumer, built for release")
    parser.add_argument("capture", help="Benchmarks' BareCapture, built for release")
    parser.add_argument("conversion", help="Benchmarks' BareConversion, built for release")
    parser.add_argument("--rows", metavar="REGEX", default="")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        # In a directory whose files stay in the page cache, like the installed programs; the current directory is
        # shared from the host.
        ours = [shutil.copy(program, directory)
                for program in (options.usermedia, options.consumer, options.capture, options.conversion)]
        measurement.report(Measurements(*ours, options.rows).rows(), options.json)


if __name__ == "__main__":
    main()
