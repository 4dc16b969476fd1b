"""What the benchmarks that run other programs have in common."""

import argparse
import json
import os
import pathlib
import statistics
import time

# linux/posix-timers.h
CPUCLOCK_SCHED = 2


def cpu_seconds(process):
    """User and system time of a process that runs, of all the threads that it has or had, to the
    nanosecond."""
    # clock_getcpuclockid(3): the clock of a process is the complement of its number, and how it is counted.
    return time.clock_gettime(~process << 3 | CPUCLOCK_SCHED)


def stop(process):
    """Ends a child and waits for it."""
    process.terminate()
    try:
        process.wait(5)
    except Exception:
        process.kill()
        process.wait()


def median_rows(rounds, programs, measure):
    """The median of each column that `measure(name, program)` gives, by name; programs take turns,
    so that each has its share of the machine's moods."""
    figures = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            figures[name].append(measure(name, program))
    return {name: [statistics.median(column) for column in zip(*rows)]
            for name, rows in figures.items()}


def row(measures, program, value, unit, peer, peer_value):
    """One figure beside its peer's."""
    return {"measures": measures, "program": program, "value": value, "unit": unit, "peer": peer,
            "ratio": value / peer_value if peer_value else None}


def table(rows):
    """Rows as a Markdown table."""
    lines = ["| measures | program | | ratio |", "| --- | --- | --- | --- |"]
    for entry in rows:
        ratio = "" if entry["ratio"] is None else f"{entry['ratio']:.2f} × {entry['peer']}"
        lines.append(f"| {entry['measures']} | {entry['program']} "
                     f"| {entry['value']:.2f} {entry['unit']} | {ratio} |")
    return "\n".join(lines)


def report(rows, file=None):
    """Prints rows, and writes them to a file where one is named."""
    print(table(rows))
    if file:
        pathlib.Path(file).write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")


def main(description, rows):
    """The command line of a benchmark: `rows(usermedia, rounds)` measures."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("usermedia", help="the command, built for release")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    report(rows(os.path.abspath(options.usermedia), options.rounds), options.json)
