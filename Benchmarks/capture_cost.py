"""What a frame costs, and how long the first one takes, beside v4l2-ctl and ffmpeg in the same run.

Usage: capture_cost.py USERMEDIA [ROUNDS]

Runs where there are four cameras from /dev/video0 on that have 640x360 YUYV at 30 frames a second.

The cost of a frame is measured while all programs capture at the same time, each from a camera of its
own, so that a machine that is busy is so for all of them: the user and system time that each took
meanwhile, by the number of frames that came. The cost of the first frame is that of a process which
ends with it. Each figure is the median of ROUNDS (default 3).
"""

import json
import os
import statistics
import subprocess
import sys
import time

WIDTH, HEIGHT, RATE = 640, 360, 30
# Seconds until the slowest program has long started, under emulation too; seconds of one measurement.
SETTLING, MEASURED = 8, 20
ENDLESS = 1_000_000


def constraints(camera):
    """A request for exactly one camera and mode."""
    exact = {"deviceId": camera, "width": WIDTH, "height": HEIGHT, "frameRate": RATE, "resizeMode": "none"}
    return json.dumps({"video": {name: {"exact": value} for name, value in exact.items()}})


def commands(usermedia):
    """Each program's command line for a number of frames of its own camera."""
    listed = subprocess.run([usermedia, "devices", "--devices", "system", "--json"],
                            check=True, capture_output=True).stdout
    cameras = {device["address"]: device["deviceId"] for device in json.loads(listed)["devices"]
               if device["kind"] == "videoinput"}

    def capture(node, style):
        return lambda frames: [
            usermedia, "capture", "--devices", "system", "--style", style,
            "--constraints", constraints(cameras[node]), "--frames", str(frames),
        ]

    return {
        "usermedia (async)": capture("/dev/video0", "async"),
        "usermedia (callback)": capture("/dev/video1", "callback"),
        "v4l2-ctl": lambda frames: [
            "v4l2-ctl", "-d", "/dev/video2", f"--set-parm={RATE}",
            f"--set-fmt-video=width={WIDTH},height={HEIGHT},pixelformat=YUYV",
            "--stream-mmap", f"--stream-count={frames}",
        ],
        "ffmpeg": lambda frames: [
            "ffmpeg", "-nostdin", "-loglevel", "error", "-f", "v4l2", "-input_format", "yuyv422",
            "-video_size", f"{WIDTH}x{HEIGHT}", "-framerate", str(RATE), "-i", "/dev/video3",
            "-frames:v", str(frames), "-c", "copy", "-f", "null", "-",
        ],
    }


def start(command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def fail(process):
    message = process.stderr.read().decode(errors="replace")
    sys.exit(f"{process.args[0]} ended with {process.returncode}: {message}")


def cpu_time(process):
    """Seconds of a process that runs: its own clock, see clock_getcpuclockid(3)."""
    return time.clock_gettime(~process.pid << 3 | 2)


def frame_costs(programs):
    """ms of CPU a frame of each program, while all of them capture."""
    processes = {name: start(command(ENDLESS)) for name, command in programs.items()}
    try:
        time.sleep(SETTLING)
        for process in processes.values():
            if process.poll() is not None:
                fail(process)
        before = {name: cpu_time(process) for name, process in processes.items()}
        begin = time.monotonic()
        time.sleep(MEASURED)
        frames = (time.monotonic() - begin) * RATE
        return {name: 1000 * (cpu_time(process) - before[name]) / frames
                for name, process in processes.items()}
    finally:
        for process in processes.values():
            process.kill()
            process.communicate()


def first_frame(command):
    """ms of CPU and of wall time of a process that ends with its first frame."""
    begin = time.monotonic()
    process = start(command(1))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(process)
    return 1000 * (usage.ru_utime + usage.ru_stime), 1000 * wall


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    programs = commands(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) == 3 else 3
    figures = {name: [] for name in programs}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        costs = frame_costs(programs)
        for name, command in programs.items():
            figures[name].append((costs[name], *first_frame(command)))
    medians = {name: [statistics.median(column) for column in zip(*rows)]
               for name, rows in figures.items()}
    base = medians["v4l2-ctl"]
    print(f"{WIDTH}x{HEIGHT} YUYV at {RATE} a second, medians of {rounds}; ratios are to v4l2-ctl\n")
    print("| program | ms CPU a frame | | first frame: ms CPU | | ms wall | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, values in medians.items():
        cells = [cell for value, reference in zip(values, base)
                 for cell in (f"{value:.2f}", f"{value / reference:.2f}x")]
        print(f"| {name} | {' | '.join(cells)} |")


main()
