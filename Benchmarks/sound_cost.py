"""The cost of a second of sound, in instructions, compared with parec and GStreamer.

Usage: sound_cost.py USERMEDIA [--rows REGEX] [--json FILE]

Runs in `scripts/with-sound-server scripts/with-virtual-camera --count`. Each program records 48000 Hz s16 stereo
in pieces of 10 and of 100 ms, and discards them. Skips programs that aren't installed and, with --rows, those
whose `what: program` doesn't match the expression. ffmpeg isn't measured: its cost here varies a hundredfold
from run to run.
"""

import argparse
import re
import shutil
import tempfile

import counting
import measurement
import sound_programs

# In seconds; long, because a recorder also does something twice a second.
INTERVAL = 4


def rows(usermedia, wanted):
    """Ratios are to parec."""
    for latency in sound_programs.LATENCIES:
        what = f"a second of sound, pieces of {latency} ms"
        costs = {}
        for name, command in sound_programs.recorders(usermedia, latency).items():
            if name != "ffmpeg" and wanted.search(f"{what}: {name}"):
                cost = counting.per_second(
                    f"{what}: {name}", command.counting, 1000 / latency, INTERVAL)
                if cost is not None:
                    costs[name] = cost / 1000
        yield from measurement.rows(what, costs, counting.THOUSAND, "parec")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("usermedia", help="the command, built for release")
    parser.add_argument("--rows", metavar="REGEX", default="")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        found = list(rows(shutil.copy(options.usermedia, directory), re.compile(options.rows)))
    measurement.report(found, options.json)


if __name__ == "__main__":
    main()
