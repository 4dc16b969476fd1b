"""Rows of figures, shared by the benchmarks that run other programs."""

import argparse
import json
import os
import pathlib
import statistics


def median_rows(rounds, programs, measure):
    """The median of each column of `measure(name, program)`, by name. Programs take turns, so that fluctuations of
    the machine affect all of them."""
    figures = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            figures[name].append(measure(name, program))
    return {name: [statistics.median(column) for column in zip(*rows)]
            for name, rows in figures.items()}


def row(measures, program, value, unit, peer=None, peer_value=None):
    """One figure, compared with its peer's."""
    return {"measures": measures, "program": program, "value": value, "unit": unit, "peer": peer,
            "ratio": value / peer_value if peer_value else None}


def rows(measures, values, unit, peer=None):
    """One figure for each program, compared with that of one of them."""
    return [row(measures, program, value, unit, peer if peer in values else None, values.get(peer))
            for program, value in values.items()]


# The beginnings of other programs' names.
PEERS = ("v4l2-ctl", "GStreamer", "ffmpeg", "OpenCV", "parec", "libv4lconvert", "a bare", "bare call",
         "adapter", "Swift's runtime")


def is_ours(row):
    """Whether a row is about this package's code."""
    return not row["program"].startswith(PEERS)


def table(rows):
    """Formats rows as a Markdown table."""
    lines = ["| measures | program | | ratio |", "| --- | --- | --- | --- |"]
    for entry in rows:
        ratio = "" if entry["ratio"] is None else f"{entry['ratio']:.2f} × {entry['peer']}"
        lines.append(f"| {entry['measures']} | {entry['program']} "
                     f"| {entry['value']:.2f} {entry['unit']} | {ratio} |")
    return "\n".join(lines)


def report(rows, file=None):
    """Prints rows, and writes them to a file if one is given."""
    print(table(rows))
    if file:
        pathlib.Path(file).write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")


def main(description, rows):
    """A benchmark's command line; `rows(usermedia, rounds)` measures."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("usermedia", help="the command, built for release")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    report(rows(os.path.abspath(options.usermedia), options.rounds), options.json)
