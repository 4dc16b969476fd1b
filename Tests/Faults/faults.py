"""The fault matrix: `faults.py run PLACE [REGEX]` prints its rows as JSON, `faults.py table FILE…` the page."""

import importlib
import json
import re
import sys

PLACES = {
    "files": "Files", "camera": "Cameras", "usb": "USB cameras", "pulseaudio": "Microphones, by PulseAudio",
    "pipewire": "Microphones, by PipeWire", "display": "Screens and windows",
}
HEAD = """# Reliability

What was done to a running program, what is promised of it, and what happened. `scripts/test-faults` does all of this
to `usermedia capture`, which is a small program over the library: with the kernel's own camera drivers in virtual
machines, sound servers and an X server of its own, and disks that fill. It fails where a promise is broken, and where
this page differs from what was observed (`scripts/test-faults --update` writes it).

Every run ends within a bounded time. `NAME` is the error that the program gets, which the command prints as one line
with status 2; `status 0` is that the run goes on to its end, or ends in order when it is interrupted.
"""


def run(place: str, pattern: str = ""):
    from fault import run_all
    module = importlib.import_module("sound" if place in ("pulseaudio", "pipewire") else place)
    results = run_all([fault for fault in module.FAULTS if re.search(pattern, f"{fault.what}, {fault.moment}")])
    rows = [[fault.what, fault.moment, fault.promised, happened] for fault, happened in results]
    json.dump({"place": place, "rows": rows}, sys.stdout, indent=1)


def table(paths: list[str]):
    print(HEAD)
    broken = 0
    for path in paths:
        with open(path) as file:
            result = json.load(file)
        print(f"## {PLACES[result['place']]}\n")
        print("| what was done | when | promised | happened |\n| --- | --- | --- | --- |")
        for row in result["rows"]:
            print("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
            broken += row[2] != row[3]
        print()
    if broken:
        sys.exit(f"{broken} promises are broken")


if sys.argv[1] == "run":
    run(*sys.argv[2:])
else:
    table(sys.argv[2:])
