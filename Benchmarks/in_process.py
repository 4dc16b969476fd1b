"""The benchmarks within one process: translation, selection, conversion, consumers, API styles.

Usage: in_process.py INPROCESS [GROUP…] [--json FILE]

Runs the package's program InProcess and compares its figures with their peers.
"""

import argparse
import json
import subprocess

import measurement
import opencv_conversion


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="Benchmarks' InProcess, built for release")
    parser.add_argument("groups", nargs="*")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    output = subprocess.run([options.program, *options.groups], check=True, stdout=subprocess.PIPE).stdout
    figures = json.loads(output)
    if any(figure["group"] == "YUYV to BGRA" for figure in figures):
        figures += [
            {"group": "YUYV to BGRA", "name": f"OpenCV, to {target}", "unit": "µs", "value": value,
             "peer": "bare call"} for target, value in opencv_conversion.figures().items()]
    values = {(figure["group"], figure["unit"], figure["name"]): figure["value"] for figure in figures}
    rows = []
    for figure in figures:
        peer = figure.get("peer")
        rows.append(measurement.row(
            figure["group"], figure["name"], figure["value"], figure["unit"], peer,
            values.get((figure["group"], figure["unit"], peer))))
    measurement.report(rows, options.json)


if __name__ == "__main__":
    main()
