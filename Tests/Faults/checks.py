"""Checks of what a run leaves behind."""

import os
import struct

from fault import Broken, Run


def whole_video(run: Run, name: str = "v.y4m"):
    """The file consists of its header and at least one frame, all of them complete."""
    with open(run.path(name), "rb") as file:
        header = file.readline()
        fields = {field[:1]: field[1:] for field in header.split()[1:]}
        width, height = int(fields[b"W"]), int(fields[b"H"])
        frame = len(b"FRAME\n") + width * height + 2 * ((width + 1) // 2) * ((height + 1) // 2)
        rest = os.fstat(file.fileno()).st_size - len(header)
    if rest == 0 or rest % frame:
        raise Broken(f"{name} has {rest} bytes of frames of {frame}")


def whole_sound(run: Run, name: str = "s.wav"):
    """The header's length matches the sound in the file."""
    with open(run.path(name), "rb") as file:
        data = file.read()
    (size,) = struct.unpack_from("<I", data, data.index(b"data") + 4)
    if size == 0 or data.index(b"data") + 8 + size != len(data):
        raise Broken(f"{name} says {size} bytes of sound, and has {len(data) - 8 - data.index(b'data')}")


def whole_photo(run: Run, name: str = "p.jpg"):
    with open(run.path(name), "rb") as file:
        data = file.read()
    if data[:2] != b"\xff\xd8" or data[-2:] != b"\xff\xd9":
        raise Broken(f"{name} isn't a complete JPEG")


def only(*names: str):
    """No other file is left in the directory, not even a temporary or an empty one."""
    def check(run: Run):
        others = set(os.listdir(run.directory)) - {"out", "err", *names}
        if others:
            raise Broken(f"left {', '.join(sorted(others))}")
    return check
