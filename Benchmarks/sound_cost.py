"""What sound costs and how late it is, beside parec, ffmpeg and GStreamer in the same run.

Usage: sound_cost.py USERMEDIA [--rounds N] [--json FILE]

Runs where there is a sound server with a null sink `n1`, as scripts/with-sound-server starts one.
Each program records 48000 Hz, s16 in stereo, in fragments of 10 and of 100 ms. CPU is that of its
threads between two moments of one recording, so that start-up does not count, while all programs
record, so that what else the machine does hits all alike. The delay is from the
writing of a click to a player of 10 ms until the recorder has written it: the player and the server
are the same for all. A program that is not installed is left out.
"""

import array
import json
import os
import shutil
import statistics
import subprocess
import threading
import time

import measurement

SINK, RATE, CHANNELS = "n1", 48000, 2
SOURCE = f"{SINK}.monitor"
LATENCIES = 10, 100  # ms
SETTLE, SPAN = 2, 10  # seconds
CLICKS = 12


def recorders(usermedia, latency):
    """Each program's command line for fragments of so many ms: (counting, to standard output)."""
    constraints = (
        f'{{"audio":{{"deviceId":{{"exact":"{device_id(usermedia)}"}},'
        f'"sampleRate":{{"exact":{RATE}}},"channelCount":{{"exact":{CHANNELS}}},'
        f'"sampleSize":{{"exact":16}},"latency":{{"exact":{latency / 1000}}}}}}}'
    )
    capture = [usermedia, "capture", "--devices", "system", "--style", "async", "--seconds", "600",
               "--constraints", constraints]
    parec = ["parec", "--raw", f"--device={SOURCE}", f"--rate={RATE}", f"--channels={CHANNELS}",
             "--format=s16le", f"--latency-msec={latency}"]
    fragment = RATE * CHANNELS * 2 * latency // 1000
    ffmpeg = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "pulse", "-fragment_size",
              str(fragment), "-sample_rate", str(RATE), "-channels", str(CHANNELS), "-i", SOURCE]
    gstreamer = ["gst-launch-1.0", "-q", "pulsesrc", f"device={SOURCE}",
                 f"latency-time={1000 * latency}", f"buffer-time={2000 * latency}", "!",
                 f"audio/x-raw,format=S16LE,rate={RATE},channels={CHANNELS}", "!"]
    programs = {
        "usermedia": (capture, capture + ["--sound", "/dev/stdout"]),
        "parec": (parec, parec),
        "ffmpeg": (ffmpeg + ["-c", "copy", "-f", "null", "-"],
                   ffmpeg + ["-f", "s16le", "-flush_packets", "1", "-"]),
        "GStreamer": (gstreamer + ["fakesink"], gstreamer + ["fdsink"]),
    }
    return {name: commands for name, commands in programs.items() if shutil.which(commands[0][0])}


def device_id(usermedia):
    """The id under which usermedia knows the null sink's monitor."""
    listed = subprocess.run([usermedia, "devices", "--devices", "system", "--json"],
                            check=True, capture_output=True, text=True)
    devices = json.loads(listed.stdout)["devices"]
    return next(device["deviceId"] for device in devices
                if device["kind"] == "audioinput" and SINK in json.dumps(device))


def cpu(commands):
    """ms of CPU for a second of sound, by program; all record at once."""
    processes = {}
    try:
        for name, command in commands.items():
            processes[name] = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def moments():
            return {name: (measurement.cpu_seconds(process.pid), time.monotonic())
                    for name, process in processes.items()}
        time.sleep(SETTLE)
        before = moments()
        time.sleep(SPAN)
        after = moments()
    finally:
        for process in processes.values():
            measurement.stop(process)
    return {name: 1000 * (after[name][0] - spent) / (after[name][1] - moment)
            for name, (spent, moment) in before.items()}


class Ear(threading.Thread):
    """Notes when the loud beginnings of what a recorder writes arrive."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe, self.times, self.quiet_since = pipe, [], 0
        self.start()

    def run(self):
        while data := os.read(self.pipe.fileno(), 1 << 16):
            now = time.monotonic()
            samples = array.array("h", data[:len(data) // 2 * 2])
            # The header of a WAV file comes first, and is no click.
            if max(samples, default=0) > 16000 and now - self.quiet_since > 0.2:
                self.times.append(now)
                self.quiet_since = now


def delay(command):
    """ms from the writing of a click to its arrival."""
    recorder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    player = subprocess.Popen(
        ["pacat", "--raw", f"--device={SINK}", "--rate=48000", "--channels=1", "--format=s16le",
         "--latency-msec=10"], stdin=subprocess.PIPE)
    try:
        ear = Ear(recorder.stdout)
        silence, click = bytes(960), b"\xff\x7f" * 48 + bytes(864)
        written, due = [], time.monotonic()
        for number in range(int(100 * (SETTLE + CLICKS * 0.5))):
            is_click = number >= 100 * SETTLE and number % 50 == 0
            if is_click:
                written.append(time.monotonic())
            player.stdin.write(click if is_click else silence)
            player.stdin.flush()
            due += 0.01
            time.sleep(max(due - time.monotonic(), 0))
        time.sleep(0.5)
    finally:
        measurement.stop(player)
        measurement.stop(recorder)
    delays = [next((heard - wrote for heard in ear.times if 0 < heard - wrote < 0.5), None)
              for wrote in written]
    delays = [value for value in delays if value is not None]
    return 1000 * statistics.median(delays) if delays else float("nan")


def rows(usermedia, rounds=3):
    """All figures; ratios are to parec."""
    result = []
    for latency in LATENCIES:
        programs = recorders(usermedia, latency)
        costs = [cpu({name: commands[0] for name, commands in programs.items()})
                 for _ in range(rounds)]
        figures = {
            f"CPU of a second of sound, {latency} ms":
                {name: statistics.median(cost[name] for cost in costs) for name in programs},
            f"delay of a click, {latency} ms": {
                name: column[0] for name, column in measurement.median_rows(
                    rounds, programs, lambda _, commands: [delay(commands[1])]).items()},
        }
        for measures, by_program in figures.items():
            for name, figure in by_program.items():
                result.append(measurement.row(
                    measures, name, figure, "ms", "parec", by_program["parec"]))
    return result


if __name__ == "__main__":
    measurement.main(__doc__, rows)
