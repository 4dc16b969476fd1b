"""Lines of constraints translated per second, compared with adapter.js in node in the same run.

Usage: translate_rate.py USERMEDIA [--adapter CHECKOUT] [--lines N] [--rounds N] [--json FILE]

Each program reads JSON lines from a file and writes JSON lines to a file; the time is that of the whole process.
adapter.js (github.com/webrtcHacks/adapter) is measured if node and a checkout are available. No line contains
facingMode, which adapter.js looks up asynchronously.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import measurement

PEER = "adapter.js in node"

NUMBERS = {
    "width": (320, 640, 1280, 1920), "height": (240, 480, 720, 1080), "frameRate": (7.5, 15, 30, 60),
    "aspectRatio": (1.3333333333, 1.7777777778), "sampleRate": (16000, 44100, 48000),
    "channelCount": (1, 2), "latency": (0.01, 0.02),
}
VIDEO = ("width", "height", "frameRate", "aspectRatio", "deviceId")
AUDIO = ("echoCancellation", "autoGainControl", "noiseSuppression", "deviceId")


def constraint(name, random):
    if name == "deviceId":
        value = "%032x" % random.getrandbits(128)
        return random.choice([value, {"exact": value}, {"ideal": value}])
    if name not in NUMBERS:
        value = random.random() < 0.5
        return random.choice([value, {"exact": value}, {"ideal": value}])
    values = NUMBERS[name]
    low, ideal, high = sorted(random.choice(values) for _ in range(3))
    return random.choice([
        ideal, {"ideal": ideal}, {"exact": ideal}, {"min": low}, {"max": high},
        {"min": low, "ideal": ideal}, {"min": low, "max": high},
        {"min": low, "ideal": ideal, "max": high},
    ])


def track(names, random):
    chosen = random.sample(names, random.randint(1, len(names)))
    constraints = {name: constraint(name, random) for name in chosen}
    if random.random() < 0.15:
        constraints["advanced"] = [{names[0]: constraint(names[0], random)}
                                   for _ in range(random.randint(1, 3))]
    return constraints


def constraints(random):
    """Typical requests of a page: mostly video, often audio, occasionally just `true`."""
    request = {}
    if random.random() < 0.6:
        request["audio"] = random.random() < 0.5 or track(AUDIO, random)
    if not request or random.random() < 0.9:
        request["video"] = random.random() < 0.1 or track(VIDEO, random)
    return request


def run(command, source, target):
    with open(source, "rb") as lines, open(target, "wb") as answers:
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=lines, stdout=answers)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def translated_lines(source, target):
    """Writes the constraints of the successful answers, one per line."""
    with open(source) as answers, open(target, "w") as lines:
        for answer in map(json.loads, answers):
            if "constraints" in answer:
                print(json.dumps(answer["constraints"], separators=(",", ":")), file=lines)


def measure(usermedia, adapter, count, rounds):
    generator = random.Random(20161)
    with tempfile.TemporaryDirectory() as work:
        current, webkit, moz, mixed, answers = (
            os.path.join(work, name) for name in ("current", "webkit", "moz", "mixed", "answers"))
        with open(current, "w") as file:
            for _ in range(count):
                print(json.dumps(constraints(generator), separators=(",", ":")), file=file)
        for dialect, target in (("webkit", webkit), ("moz", moz)):
            run([usermedia, "translate", "--from", "current", "--to", dialect], current, answers)
            translated_lines(answers, target)
        with open(mixed, "w") as file:
            for lines in zip(open(current), open(webkit), open(moz)):
                file.write(generator.choice(lines))

        translate = [usermedia, "translate", "--from"]
        programs = {
            "current to webkit": (translate + ["current", "--to", "webkit"], current),
            "current to moz": (translate + ["current", "--to", "moz"], current),
            "webkit to current": (translate + ["webkit", "--to", "current"], webkit),
            "moz to current": (translate + ["moz", "--to", "current"], moz),
            "mixed (auto) to current": (translate + ["auto", "--to", "current"], mixed),
        }
        if adapter and shutil.which("node"):
            script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adapter_translate.mjs")
            programs[PEER] = (["node", "--no-warnings", script, adapter], current)
        rows = {name: [] for name in programs}
        counts = {path: sum(1 for _ in open(path)) for path in (current, webkit, moz, mixed)}
        for _ in range(rounds):
            for name, (command, source) in programs.items():
                elapsed, cpu, memory = run(command, source, answers)
                rows[name].append((counts[source] / elapsed, 1e6 * cpu / counts[source], memory))
    return {name: [statistics.median(column) for column in zip(*figures)]
            for name, figures in rows.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("usermedia")
    parser.add_argument("--adapter", help="a checkout of adapter.js")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json")
    options = parser.parse_args()
    figures = measure(os.path.abspath(options.usermedia), options.adapter, options.lines, options.rounds)
    peer = PEER if PEER in figures else None
    rows = []
    for column, (what, unit) in enumerate((
            ("lines of constraints translated", "a second"), ("a line of constraints, CPU", "µs"),
            ("lines of constraints, memory", "KiB"))):
        rows += [measurement.row(what, name, values[column], unit, peer, figures[peer][column] if peer else None)
                 for name, values in figures.items()]
    measurement.report(rows, options.json)


if __name__ == "__main__":
    main()
