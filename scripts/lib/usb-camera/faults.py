"""The ways in which a camera can be made to misbehave, by name."""

from dataclasses import dataclass

START, END = b"\xff\xd8", b"\xff\xd9"


@dataclass(frozen=True)
class Fault:
    what: str
    change: object = None  # of a frame's bytes: (bytes, bytes of a frame of another size) → bytes
    sends_frames: bool = True
    header: int = 0  # bits that are set in payload headers
    keeps_header: int = 0xFF  # bits that are left in them
    headers_only: bool = False
    loses_packets: bool = False  # of an isochronous endpoint
    answers_control: bool = True
    refuses: str = ""  # a request of the host: "bandwidth" or "commit"


def _segments(jpeg):
    """The segments of a JPEG, the last with the scan and all that follows."""
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
    "hang": Fault("sends no more frames", sends_frames=False),
    "hang-control": Fault("answers no more requests", answers_control=False),
    "short": Fault("sends half of each frame", change=lambda frame, _: frame[:len(frame) // 2]),
    "oversized": Fault("sends each frame again and again until it is too long", change=lambda frame, _: frame * 40),
    "error": Fault("sets the error bit in payload headers", header=0x40),
    "header-only": Fault("sends payloads without data", headers_only=True),
    "no-end-of-frame": Fault("does not set the end-of-frame bit", keeps_header=0xFD),
    "no-end-marker": Fault("leaves out the JPEGs' EOI", change=_without_end),
    "no-tables": Fault("leaves out the JPEGs' Huffman tables", change=_without_tables),
    "other-size": Fault("sends frames of another size than was set", change=lambda _, other: other),
    "garbage": Fault("sends frames with a damaged second half", change=_garbage),
    "lost-packets": Fault("loses each second isochronous packet", loses_packets=True),
    "no-bandwidth": Fault("has its bus refuse isochronous bandwidth (ENOSPC)", refuses="bandwidth"),
    "refuse": Fault("stalls when its stream is to be configured", refuses="commit"),
}
