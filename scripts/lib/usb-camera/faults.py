"""The faults that can be injected into a camera, by name."""

from dataclasses import dataclass

START, END = b"\xff\xd8", b"\xff\xd9"


@dataclass(frozen=True)
class Fault:
    what: str
    change: object = None  # changes a frame's bytes: (bytes, bytes of a frame of another size) → bytes
    sends_frames: bool = True
    header: int = 0  # bits to set in payload headers
    keeps_header: int = 0xFF  # bits to keep in them
    headers_only: bool = False
    loses_packets: bool = False  # of an isochronous endpoint
    answers_control: bool = True
    refuses: str = ""  # a host request: "bandwidth" or "commit"


def _segments(jpeg):
    """The segments of a JPEG; the last one contains the scan and all that follows."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2:at + 4], "big")
        yield jpeg[at:end]
        at = end
    yield jpeg[at:]


def _without_tables(frame, _):
    if not frame.startswith(START):
        return frame
    return START + b"".join(segment for segment in _segments(frame) if segment[1] != 0xC4)


def _without_end(frame, _):
    return frame.removesuffix(END)


def _garbage(frame, _):
    middle = len(frame) // 2
    return frame[:middle] + bytes((37 * index + 11) % 251 for index in range(len(frame) - middle))


FAULTS = {
    "hang": Fault("stops sending frames", sends_frames=False),
    "hang-control": Fault("stops answering requests", answers_control=False),
    "short": Fault("sends half of each frame", change=lambda frame, _: frame[:len(frame) // 2]),
    "oversized": Fault("repeats each frame's bytes until it is too long", change=lambda frame, _: frame * 40),
    "error": Fault("sets the error bit in payload headers", header=0x40),
    "header-only": Fault("sends payloads without data", headers_only=True),
    "no-end-of-frame": Fault("does not set the end-of-frame bit", keeps_header=0xFD),
    "no-end-marker": Fault("omits the JPEGs' EOI marker", change=_without_end),
    "no-tables": Fault("omits the JPEGs' Huffman tables", change=_without_tables),
    "other-size": Fault("sends frames of a size that wasn't set", change=lambda _, other: other),
    "garbage": Fault("sends frames with a damaged second half", change=_garbage),
    "lost-packets": Fault("loses every second isochronous packet", loses_packets=True),
    "no-bandwidth": Fault("makes the bus refuse isochronous bandwidth (ENOSPC)", refuses="bandwidth"),
    "refuse": Fault("stalls when its stream is configured", refuses="commit"),
}
