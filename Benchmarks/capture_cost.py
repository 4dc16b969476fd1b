"""What a frame costs, and how long the first one takes, beside other programs in the same run.

Usage: capture_cost.py USERMEDIA CONSUMER [--rounds N] [--json FILE]

Runs where there are five cameras from /dev/video0 on that have 640x360 YUYV at 30 frames a second.

The cost of a frame is measured while all programs of a group capture at the same time, each from a
camera of its own, so that a machine that is busy is so for all of them: the user and system time that
each took meanwhile, by the number of frames that the kernel says it took. Each round they change
cameras, because what a frame costs depends on when among the others' it comes. The cost of the first
frame is that of a process which ends with it. A program that is not installed is left out.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import frame_counter
import measurement

MODE = WIDTH, HEIGHT, RATE = 640, 360, 30
# Seconds until the slowest program has long started, under emulation too; seconds of one measurement.
SETTLING, MEASURED = 10, 20
ENDLESS = 1_000_000

OPENCV = f"""
import cv2, sys
camera = cv2.VideoCapture(sys.argv[1], cv2.CAP_V4L2)
camera.set(cv2.CAP_PROP_FRAME_WIDTH, {WIDTH}); camera.set(cv2.CAP_PROP_FRAME_HEIGHT, {HEIGHT})
camera.set(cv2.CAP_PROP_FPS, {RATE})
for _ in range(int(sys.argv[2])): camera.read()
"""


def camera_ids(command):
    """The deviceId of each camera, by its node."""
    listed = subprocess.run([command, "devices", "--devices", "system", "--json"],
                            check=True, capture_output=True).stdout
    return {device["address"]: device["deviceId"] for device in json.loads(listed)["devices"]
            if device["kind"] == "videoinput"}


def usermedia(command, cameras, style):
    """The command, counting frames of the camera at a node."""
    def line(node, frames, mode=MODE):
        width, height, rate = mode
        exact = {"deviceId": cameras[node], "width": width, "height": height, "frameRate": rate,
                 "resizeMode": "none"}
        constraints = json.dumps({"video": {name: {"exact": value} for name, value in exact.items()}})
        return [command, "capture", "--devices", "system", "--style", style,
                "--constraints", constraints, "--frames", str(frames)]
    return line


def consumer(command, cameras, form, consumers=1):
    """A program of the library's, built of Sources/Consumer."""
    return lambda node, frames: [command, cameras[node], str(WIDTH), str(HEIGHT), str(RATE), form,
                                 str(frames), str(consumers)]


def v4l2_ctl(node, frames, mode=MODE):
    width, height, rate = mode
    return ["v4l2-ctl", "-d", node, f"--set-parm={rate}",
            f"--set-fmt-video=width={width},height={height},pixelformat=YUYV",
            "--stream-mmap", f"--stream-count={frames}"]


def ffmpeg(*output):
    return lambda node, frames, mode=MODE: [
        "ffmpeg", "-nostdin", "-loglevel", "error", "-f", "v4l2", "-input_format", "yuyv422",
        "-video_size", f"{mode[0]}x{mode[1]}", "-framerate", str(mode[2]), "-i", node,
        "-frames:v", str(frames), *output, "-f", "null", "-"]


def gstreamer(*between):
    return lambda node, frames, mode=MODE: [
        "gst-launch-1.0", "-q", "v4l2src", f"device={node}", f"num-buffers={frames}", "!",
        "video/x-raw,format=YUY2,width={},height={},framerate={}/1".format(*mode), "!",
        *between, "fakesink", "sync=false"]


def opencv(node, frames):
    return [sys.executable, "-c", OPENCV, node, str(frames)]


def groups(command, consumer_path, cameras):
    """What is compared: programs that do the same, the first of them ours, the peer named."""
    convert = ["videoconvert", "!"]
    return {
        "a frame delivered": ("v4l2-ctl", {
            "usermedia, async loop": consumer(consumer_path, cameras, "none"),
            "usermedia capture, callback": usermedia(command, cameras, "callback"),
            "v4l2-ctl": v4l2_ctl, "GStreamer": gstreamer(), "ffmpeg": ffmpeg("-c", "copy"),
        }),
        "a frame as I420": ("ffmpeg", {
            "usermedia, async loop": consumer(consumer_path, cameras, "i420"),
            "ffmpeg": ffmpeg("-pix_fmt", "yuv420p"),
            "GStreamer": gstreamer(*convert, "video/x-raw,format=I420", "!"),
        }),
        "a frame as BGRA (OpenCV: BGR)": ("ffmpeg", {
            "usermedia, async loop": consumer(consumer_path, cameras, "bgra"),
            "ffmpeg": ffmpeg("-pix_fmt", "bgra"),
            "GStreamer": gstreamer(*convert, "video/x-raw,format=BGRA", "!"),
            "OpenCV": opencv,
        }),
    }


def is_installed(line):
    program = line("/dev/video0", 1)
    if program[0] == sys.executable:
        return subprocess.run([program[0], "-c", "import cv2"], capture_output=True).returncode == 0
    return shutil.which(program[0]) is not None


def start(command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def end(process):
    """Waits for a process that ends by itself; what it used."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def fail(process):
    message = process.stderr.read().decode(errors="replace")
    sys.exit(f"{process.args[0]} ended with {process.returncode}: {message}")


def frame_costs(programs, counter, shift):
    """ms of CPU a frame of each program, while all of them capture, each `shift` cameras on."""
    cameras = {name: (number + shift) % len(programs) for number, name in enumerate(programs)}
    processes = {name: start(line(f"/dev/video{cameras[name]}", ENDLESS))
                 for name, line in programs.items()}
    try:
        time.sleep(SETTLING)
        for process in processes.values():
            if process.poll() is not None:
                fail(process)
        def state():
            counts = counter.counts()
            return {name: (measurement.cpu_seconds(process.pid), counts.get(cameras[name], 0))
                    for name, process in processes.items()}

        before = state()
        time.sleep(MEASURED)
        after = state()
        result = {}
        for name, (seconds, frames) in after.items():
            frames -= before[name][1]
            print(f"{name}: {frames} frames", file=sys.stderr, flush=True)
            if frames == 0:
                sys.exit(f"{name} took no frame in {MEASURED} seconds")
            result[name] = 1000 * (seconds - before[name][0]) / frames
        return result
    finally:
        for process in processes.values():
            process.kill()
            process.communicate()


def first_frame(command):
    """ms of CPU and of wall time of a process that ends with its first frame."""
    begin = time.monotonic()
    process = start(command)
    usage = end(process)
    wall = time.monotonic() - begin
    if process.returncode != 0:
        fail(process)
    return 1000 * (usage.ru_utime + usage.ru_stime), 1000 * wall


def memory(line):
    """Bytes that a frame has memory asked for, once the first few have come."""
    output = subprocess.run(line("/dev/video0", 360), check=True, capture_output=True).stdout
    used = json.loads(output)
    return used["bytes"] / used["frames"]


def rows(command, consumer_path, rounds):
    counter = frame_counter.FrameCounter()
    cameras = camera_ids(command)
    result = []
    for measures, (peer, programs) in groups(command, consumer_path, cameras).items():
        programs = {name: line for name, line in programs.items() if is_installed(line)}
        costs = []
        for number in range(rounds):
            print(f"{measures}: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            costs.append(frame_costs(programs, counter, number))
        medians = {name: statistics.median(cost[name] for cost in costs) for name in programs}
        result += [measurement.row(f"{measures}, CPU", name, value, "ms", peer, medians.get(peer))
                   for name, value in medians.items()]
    starting = {
        "usermedia, async loop": consumer(consumer_path, cameras, "none"),
        "usermedia capture": usermedia(command, cameras, "async"), "v4l2-ctl": v4l2_ctl,
        "GStreamer": gstreamer(), "ffmpeg": ffmpeg("-c", "copy"), "OpenCV": opencv,
    }
    starting = {name: line for name, line in starting.items() if is_installed(line)}
    print("first frames", file=sys.stderr, flush=True)
    medians = measurement.median_rows(
        rounds, starting, lambda name, line: first_frame(line("/dev/video0", 1)))
    for column, what in enumerate(("CPU", "time")):
        result += [measurement.row(f"the first frame, {what}", name, values[column], "ms", "ffmpeg",
                                   medians["ffmpeg"][column]) for name, values in medians.items()]
    print("memory", file=sys.stderr, flush=True)
    result += [measurement.row("a frame, memory asked for", f"usermedia, {count} async loops, {form}",
                               memory(consumer(consumer_path, cameras, form, count)), "bytes", None, None)
               for count, form in ((1, "none"), (1, "i420"), (1, "bgra"), (8, "none"), (64, "none"))]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("usermedia", help="the command, built for release")
    parser.add_argument("consumer", help="Benchmarks' Consumer, built for release")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        # Where the pages of a file stay in memory, as those of the installed programs do; the current
        # directory is the host's.
        ours = [shutil.copy(program, directory) for program in (options.usermedia, options.consumer)]
        measurement.report(rows(*ours, options.rounds), options.json)


if __name__ == "__main__":
    main()
