"""What a frame costs, and how long the first one takes, beside v4l2-ctl and ffmpeg in the same run.

Usage: capture_cost.py USERMEDIA [ROUNDS]

Runs where there is a camera at /dev/video0 that has 640x360 YUYV at 30 frames a second. The cost of
a frame is a slope, so that start-up does not count: (CPU of many frames - CPU of few) / (many - few),
user and system time of the process. Each figure is the median of ROUNDS (default 3).
"""

import os
import statistics
import subprocess
import sys
import time

FEW, MANY = 60, 960
DEVICE, WIDTH, HEIGHT, RATE = "/dev/video0", 640, 360, 30
CONSTRAINTS = (
    f'{{"video":{{"width":{{"exact":{WIDTH}}},"height":{{"exact":{HEIGHT}}},'
    f'"frameRate":{{"exact":{RATE}}},"resizeMode":{{"exact":"none"}}}}}}'
)


def commands(usermedia):
    """Each program's command line for a number of frames."""
    capture = [usermedia, "capture", "--devices", "system", "--constraints", CONSTRAINTS]
    return {
        "usermedia (async)": lambda n: capture + ["--style", "async", "--frames", str(n)],
        "usermedia (callback)": lambda n: capture + ["--style", "callback", "--frames", str(n)],
        "v4l2-ctl": lambda n: [
            "v4l2-ctl", "-d", DEVICE, f"--set-parm={RATE}",
            f"--set-fmt-video=width={WIDTH},height={HEIGHT},pixelformat=YUYV",
            "--stream-mmap", f"--stream-count={n}",
        ],
        "ffmpeg": lambda n: [
            "ffmpeg", "-nostdin", "-loglevel", "error", "-f", "v4l2", "-input_format", "yuyv422",
            "-video_size", f"{WIDTH}x{HEIGHT}", "-framerate", str(RATE), "-i", DEVICE,
            "-frames:v", str(n), "-c", "copy", "-f", "null", "-",
        ],
    }


def run(command):
    """CPU and wall seconds of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}: {message}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start


def measure(command):
    """(ms of CPU a frame, ms of CPU and of wall time to the first frame)."""
    few, _ = run(command(FEW))
    many, _ = run(command(MANY))
    cpu, wall = run(command(1))
    return 1000 * (many - few) / (MANY - FEW), 1000 * cpu, 1000 * wall


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    programs = commands(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) == 3 else 3
    figures = {name: [] for name in programs}
    for number in range(rounds):
        for name, command in programs.items():
            print(f"round {number + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
            figures[name].append(measure(command))
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
