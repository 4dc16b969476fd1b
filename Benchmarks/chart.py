"""Collects the rows of several benchmarks in one JSON file, and draws two charts, for light and dark pages.

Usage: chart.py RESULTS.json CHART.svg CHART-DARK.svg ROWS.json…

The charts show ratios to a peer on a logarithmic scale, and only of instruction counts, which are the same on
every machine.
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402 (the backend must be chosen first)

import measurement

# Text, this package's bars, the other bars.
LIGHT, DARK = ("#1f2328", "#2a6f97", "#afb8c1"), ("#e6edf3", "#58a6d6", "#484f58")


def draw(rows, path, colours):
    text, ours, others = colours
    figure, axes = pyplot.subplots(figsize=(10, 0.26 * len(rows) + 1.2))
    names = [f"{row['measures']}: {row['program']}" for row in rows]
    bars = axes.barh(names, [row["ratio"] for row in rows],
                     color=[ours if measurement.is_ours(row) else others for row in rows])
    axes.bar_label(bars, [f"{row['ratio']:.2f} × {row['peer']}" for row in rows], padding=3, fontsize=8,
                   color=text)
    axes.axvline(1, color=text, linewidth=0.8)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.tick_params(colors=text, labelsize=8, which="both")
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(text)
    axes.margins(x=0.25, y=0.02)
    axes.set_title("Instructions, as a ratio to another program's for the same task", fontsize=10, color=text)
    figure.savefig(path, bbox_inches="tight", transparent=True, metadata={"Date": None})
    pyplot.close(figure)


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    results, light, dark, *sources = map(pathlib.Path, sys.argv[1:])
    rows = [row for source in sources for row in json.loads(source.read_text())]
    results.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    # Text stays text, and the same figures produce the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "usermedia"})
    shown = [row for row in rows
             if row["ratio"] and row["unit"].endswith("instructions") and row["program"] != row["peer"]]
    draw(shown, light, LIGHT)
    draw(shown, dark, DARK)


main()
