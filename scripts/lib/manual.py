"""Reads what `usermedia --experimental-dump-help` prints, and writes the manual page in roff (man(7))."""

import json
import sys

EXAMPLES = [
    ("List the devices:", "usermedia devices"),
    ("Take a photo, and two seconds of audio:", "usermedia capture --photo p.jpg --sound s.wav"),
    ("Encode ten seconds of a camera:",
     "usermedia capture --camera back --seconds 10 --video - | ffmpeg -i - back.mkv"),
    ("Ask why no camera fits:", "usermedia explain --constraints '{\"video\":{\"width\":{\"min\":4000}}}'"),
    ("Translate old constraints:", "usermedia translate '{\"video\":{\"mandatory\":{\"minWidth\":640}}}'"),
]


def escaped(text):
    """Text that roff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("…", "...")
    return "\n".join("\\&" + line if line.startswith(".") else line for line in text.splitlines())


def spelling(argument):
    names = ["-" * (2 if name["kind"] == "long" else 1) + name["name"] for name in argument.get("names", [])]
    if argument["kind"] == "flag":
        return ", ".join(f"\\fB{escaped(name)}\\fR" for name in names)
    value = f"\\fI{escaped(argument['valueName'])}\\fR"
    return ", ".join(f"\\fB{escaped(name)}\\fR" for name in names) + (" " + value if names else value)


def lines_of(argument):
    text = argument.get("abstract", "")
    facts = []
    if argument.get("allValues"):
        facts.append("values: " + ", ".join(argument["allValues"]))
    if argument.get("defaultValue") is not None and argument["kind"] != "flag":
        facts.append("default: " + argument["defaultValue"])
    if facts:
        text += f" ({'; '.join(facts)})"
    return [".TP", spelling(argument), escaped(text)]


def paragraphs(text):
    for paragraph in text.split("\n\n"):
        yield ".PP"
        yield escaped(paragraph)


def page(command, version):
    yield f'.TH USERMEDIA 1 "" "usermedia {escaped(version)}" "User Commands"'
    yield from [".ad l", ".nh"]
    abstract = command["abstract"].rstrip(".")
    yield from [".SH NAME", "usermedia \\- " + escaped(abstract[0].lower() + abstract[1:])]
    yield from [".SH SYNOPSIS", "\\fBusermedia\\fR \\fIsubcommand\\fR [\\fIoptions\\fR]"]
    yield ".SH DESCRIPTION"
    yield from paragraphs(command.get("discussion", ""))
    for subcommand in command["subcommands"]:
        if subcommand["commandName"] == "help":
            continue
        yield f'.SH "{subcommand["commandName"].upper()}"'
        yield escaped(subcommand["abstract"])
        yield from paragraphs(subcommand.get("discussion", ""))
        for argument in subcommand["arguments"]:
            if argument.get("shouldDisplay", True) and argument["valueName"] not in ("help", "version"):
                yield from lines_of(argument)
    yield ".SH EXAMPLES"
    for title, example in EXAMPLES:
        yield from [".PP", escaped(title), ".PP", ".nf", ".RS", escaped(example), ".RE", ".fi"]


print("\n".join(page(json.load(sys.stdin)["command"], sys.argv[1])))
