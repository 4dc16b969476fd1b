"""Checks figures against the budget, and compares them with an earlier run.

Usage: check.py --rows BUDGET.txt
       check.py RESULTS.json --budget BUDGET.txt
       check.py RESULTS.json --baseline BASELINE.json

The first prints a regular expression for the rows that the budget needs. The second exits with status 1 if a
figure exceeds its budget by more than the tolerance, or was not measured. The third lists what has become
worse, and exits with status 0.
"""

import argparse
import collections
import json
import pathlib
import re
import sys

import measurement

Line = collections.namedtuple("Line", ("goal", "budget", "name", "peer", "beside"))
# How much a figure can vary between two runs of the same code: counts, and others.
EXACT_UNITS, EXACT, INEXACT = ("instructions", "bytes"), 1.03, 1.3


def read(path):
    """Reads a budget: the tolerance as a factor, and its lines."""
    tolerance, lines = 1.0, []
    for number, text in enumerate(pathlib.Path(path).read_text().splitlines(), 1):
        text = text.partition("#")[0].strip()
        if not text:
            continue
        if match := re.fullmatch(r"tolerance +(\d+) %", text):
            tolerance = 1 + int(match[1]) / 100
        elif match := re.fullmatch(r"([\d.]+) +([\d.]+) +(.*?)(?: +/ +(.*?))?(?: *; +(.*))?", text):
            lines.append(Line(float(match[1]), float(match[2]), *match.groups()[2:]))
        else:
            sys.exit(f"{path}:{number}: neither a tolerance nor a figure: {text}")
    return tolerance, lines


def name(row):
    return f"{row['measures']}: {row['program']}"


def figure(row):
    """A row's ratio to its peer or, without a peer, its value."""
    return row["value"] if row["ratio"] is None else row["ratio"]


def of_same_task(line, program):
    """The name of another program's row for the same task."""
    return f"{line.name.partition(': ')[0]}: {program}"


def expression(lines):
    """A regular expression for the rows that a budget needs, including those of peers."""
    names = {line.name for line in lines}
    names |= {of_same_task(line, program) for line in lines for program in (line.peer, line.beside) if program}
    return "^({})$".format("|".join(re.escape(each) for each in sorted(names)))


def check_budget(rows, path):
    """Prints each figure of the budget; returns whether all are within it."""
    tolerance, lines = read(path)
    found = {name(row): row for row in rows}
    print("| figure | goal | budget | measured | beside it | |", "| --- " * 6 + "|", sep="\n")
    good = True
    for line in lines:
        row = found.get(line.name)
        if row is None or row["peer"] != line.peer:
            good, measured, verdict = False, "", "not measured"
        else:
            measured = f"{figure(row):.2f}"
            if figure(row) > line.budget * tolerance:
                good, verdict = False, "**over budget**"
            else:
                verdict = "reached" if figure(row) <= line.goal * tolerance else "within the budget"
        other = found.get(of_same_task(line, line.beside))
        other = f"{figure(other):.2f}, {line.beside}" if other else ""
        peer = f" × {line.peer}" if line.peer else f" {row['unit']}" if row else ""
        print(f"| {line.name} | {line.goal:.2f}{peer} | {line.budget:.2f} | {measured} | {other} | {verdict} |")
    return good


def list_worse(rows, path):
    """Prints which of this package's figures have become worse."""
    before = {name(row): row for row in json.loads(pathlib.Path(path).read_text())}
    for row in rows:
        old = before.get(name(row))
        if not measurement.is_ours(row) or old is None or old["unit"] != row["unit"] or not figure(old):
            continue
        change = figure(row) / figure(old)
        if row["unit"] == "a second":  # more is better
            change = 1 / change
        if change > (EXACT if row["unit"].endswith(EXACT_UNITS) else INEXACT):
            print(f"worse than the baseline: {name(row)}: {figure(row):.2f}, was {figure(old):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", nargs="?", metavar="RESULTS.json")
    parser.add_argument("--rows", metavar="BUDGET.txt")
    parser.add_argument("--budget", metavar="BUDGET.txt")
    parser.add_argument("--baseline", metavar="BASELINE.json")
    options = parser.parse_args()
    if options.rows:
        return print(expression(read(options.rows)[1]))
    rows = json.loads(pathlib.Path(options.results).read_text())
    if options.baseline:
        list_worse(rows, options.baseline)
    if options.budget and not check_budget(rows, options.budget):
        sys.exit(1)


if __name__ == "__main__":
    main()
