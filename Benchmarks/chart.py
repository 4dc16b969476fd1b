"""Puts the rows of several benchmarks into one JSON file and one chart.

Usage: chart.py RESULT.json RESULT.svg ROWS.json…

The chart shows every figure that has a peer, as a ratio to it, on a logarithmic scale.
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402 (the backend is chosen first)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    result, picture, *sources = sys.argv[1:]
    rows = [row for source in sources for row in json.loads(pathlib.Path(source).read_text())]
    pathlib.Path(result).write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    shown = [row for row in rows if row["ratio"] and row["ratio"] > 0 and row["program"] != row["peer"]]
    figure, axes = pyplot.subplots(figsize=(10, 0.28 * len(shown) + 1.5))
    names = [f"{row['measures']}: {row['program']}" for row in shown]
    ratios = [row["ratio"] for row in shown]
    colours = ["#2a6f97" if "usermedia" in name or "to " in name else "#b0b0b0" for name in names]
    axes.barh(names, ratios, color=colours)
    axes.bar_label(axes.containers[0], [f"{row['ratio']:.2f} × {row['peer']}" for row in shown],
                   padding=3, fontsize=7)
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.tick_params(axis="y", labelsize=7)
    axes.margins(x=0.3)
    axes.set_title("Ratios to a peer in the same run", fontsize=9)
    figure.tight_layout()
    figure.savefig(picture, bbox_inches="tight")


main()
