"""What a second of sound costs, in instructions, beside parec and GStreamer.

Usage: sound_cost.py USERMEDIA [--rows REGEX] [--json FILE]

Runs where `scripts/with-sound-server scripts/with-virtual-camera --count` does. Each program records
48000 Hz, s16 in stereo, in pieces of 10 and of 100 ms, and writes them nowhere. A program that is not
installed is left out; with --rows, so is every one whose `what: program` the expression does not match
anywhere. ffmpeg is not measured: what it takes here differs a hundredfold from run to run.
"""

import argparse
import re
import shutil
import tempfile

import counting
import measurement
import sound_programs

# Seconds, because a recorder also does something twice a second.
STRETCH = 4


def rows(usermedia, wanted):
    """Ratios are to parec."""
    for latency in sound_programs.LATENCIES:
        what = f"a second of sound, pieces of {latency} ms"
        costs = {}
        for name, command in sound_programs.recorders(usermedia, latency).items():
            if name != "ffmpeg" and wanted.search(f"{what}: {name}"):
                cost = counting.in_a_second(
                    f"{what}: {name}", command.counting, 1000 / latency, STRETCH)
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
