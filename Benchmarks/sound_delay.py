"""The delay of sound, compared with parec, ffmpeg and GStreamer in the same run.

Usage: sound_delay.py USERMEDIA [--rounds N] [--json FILE]

Needs a sound server with a null sink `n1`, as started by scripts/with-sound-server. Each program records 48000 Hz
s16 stereo in fragments of 10 and of 100 ms. The delay is the time from writing a click to a player with 10 ms of
latency until the recorder has written it; player and server are the same for all. Skips programs that aren't
installed.
"""

import array
import os
import statistics
import subprocess
import threading
import time

import measurement
import processes
import sound_programs

SETTLE = 2  # seconds
CLICKS = 12


class ClickListener(threading.Thread):
    """Records when clicks arrive in a recorder's output."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe, self.times, self.quiet_since = pipe, [], 0
        self.start()

    def run(self):
        while data := os.read(self.pipe.fileno(), 1 << 16):
            now = time.monotonic()
            samples = array.array("h", data[:len(data) // 2 * 2])
            # A WAV file's header comes first, and isn't a click.
            if max(samples, default=0) > 16000 and now - self.quiet_since > 0.2:
                self.times.append(now)
                self.quiet_since = now


def delay(command):
    """The time from writing a click to its arrival, in ms."""
    recorder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    player = subprocess.Popen(
        ["pacat", "--raw", f"--device={sound_programs.SINK}", "--rate=48000", "--channels=1", "--format=s16le",
         "--latency-msec=10"], stdin=subprocess.PIPE)
    try:
        listener = ClickListener(recorder.stdout)
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
        processes.stop(player)
        processes.stop(recorder)
    delays = [next((arrived - written_at for arrived in listener.times if 0 < arrived - written_at < 0.5), None)
              for written_at in written]
    delays = [value for value in delays if value is not None]
    return 1000 * statistics.median(delays) if delays else float("nan")


def rows(usermedia, rounds):
    """Ratios are to parec."""
    result = []
    for latency in sound_programs.LATENCIES:
        commands = sound_programs.recorders(usermedia, latency)
        delays = measurement.median_rows(rounds, commands, lambda _, command: [delay(command.writing)])
        result += measurement.rows(f"delay of a click, {latency} ms",
                                   {name: column[0] for name, column in delays.items()}, "ms", "parec")
    return result


if __name__ == "__main__":
    measurement.main(__doc__, rows)
