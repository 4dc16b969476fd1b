#!/usr/bin/python3
"""The pictures that the cameras show: a frame number in seven-segment digits over colored stripes.

A picture consists of bands of equal rows, and each row of runs of one color, so that raw frames are fast to draw.
`pictures.py DIRECTORY` writes the JPEG files, which needs python3-pil; the cameras themselves don't need it.
"""

import os
import sys

from modes import MJPEG

COUNT = 30  # The cameras show these pictures in a loop.

# Segments of the digits 0 to 9: top, upper left, upper right, middle, lower left, lower right, bottom.
_SEGMENTS = (
    "1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011")
_BLACK, _WHITE = (16, 128, 128), (235, 128, 128)
_STRIPES = (
    (180, 128, 128), (162, 44, 142), (131, 156, 44), (112, 72, 58), (84, 184, 198), (65, 100, 212), (35, 212, 114))


def bands(width, height, number):
    """The picture of a number, as `(rows, [(pixels, (Y, Cb, Cr)), …])` from the top. Runs have even lengths.

    The bottom eighth shows the number for programs: eight squares, highest bit first, white for 1.
    """
    unit = width // 40 * 2  # a digit is 4 units wide
    segments = [_SEGMENTS[int(digit)] for digit in f"{number:02}"]
    stroke = height // 16

    def row(*choose):
        """Stripes with a box for each digit, containing left, middle and right strokes where a segment is lit."""
        runs = _stripes(unit * 4)
        for digit in segments:
            left, middle, right = (index is not None and digit[index] == "1" for index in choose)
            lit = {True: _WHITE, False: _BLACK}
            runs += [(unit, _BLACK), (unit, lit[left or middle]), (2 * unit, lit[middle])]
            runs += [(unit, lit[right or middle]), (unit, _BLACK)]
        return runs + _stripes(width - sum(pixels for pixels, _ in runs))

    marker = height // 8
    margin = (height - marker - 3 * stroke - 6 * stroke) // 2
    marks = [(width // 16 * 2, _WHITE if number >> 7 - bit & 1 else _BLACK) for bit in range(8)]
    marks.append((width - sum(pixels for pixels, _ in marks), _BLACK))
    result = [
        (margin, _stripes(width)),
        (stroke, row(None, 0, None)), (3 * stroke, row(1, None, 2)),
        (stroke, row(None, 3, None)), (3 * stroke, row(4, None, 5)),
        (stroke, row(None, 6, None)),
    ]
    result.append((height - marker - sum(rows for rows, _ in result), _stripes(width)))
    return result + [(marker, [run for run in marks if run[0]])]


def _stripes(width):
    runs = []
    while width > 0:
        pixels = min(width, 8)
        runs.append((pixels, _STRIPES[len(runs) % len(_STRIPES)]))
        width -= pixels
    return runs


def yuyv(width, height, number):
    """A picture in YUYV 4:2:2."""
    return b"".join(
        b"".join(bytes((y, cb, y, cr)) * (pixels // 2) for pixels, (y, cb, cr) in runs) * rows
        for rows, runs in bands(width, height, number))


def file_name(mode, number):
    return f"{mode.width}x{mode.height}-{number:02}.jpg"


def write_jpegs(directory):
    from PIL import Image  # only on the host; the guest doesn't need it

    for mode in MJPEG:
        for number in range(COUNT):
            pixels = b"".join(
                b"".join(bytes(color) * pixels for pixels, color in runs) * rows
                for rows, runs in bands(mode.width, mode.height, number))
            image = Image.frombytes("YCbCr", (mode.width, mode.height), pixels)
            # 4:2:2 and the standard Huffman tables, like webcams.
            image.save(os.path.join(directory, file_name(mode, number)), "JPEG", quality=85, subsampling=1)


if __name__ == "__main__":
    write_jpegs(sys.argv[1])
