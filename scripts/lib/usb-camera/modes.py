"""The camera's formats, sizes and frame rates, and the microphone's rate."""

from dataclasses import dataclass

TICKS = 10_000_000  # UVC counts frame intervals in units of 100 ns.

MAX_BULK_PAYLOAD = 16384  # The largest URB that uvcvideo submits to a high-speed bulk endpoint.
# Bytes per microframe of an isochronous camera's alternate settings, from the first.
ISOCHRONOUS_PACKETS = (512, 1024, 3072)

SAMPLE_RATE = 48000


@dataclass(frozen=True)
class Mode:
    format: int  # bFormatIndex
    frame: int  # bFrameIndex
    width: int
    height: int
    rates: tuple[int, ...]  # frames per second, highest first

    @property
    def is_jpeg(self):
        return self.format == 1

    @property
    def intervals(self):
        return [TICKS // rate for rate in self.rates]

    @property
    def largest_frame(self):
        return self.width * self.height * 2

    @property
    def packet_size(self):
        """Bytes per microframe that this mode needs on an isochronous endpoint."""
        bytes_per_second = self.largest_frame * self.rates[0] // (4 if self.is_jpeg else 1)
        return next((size for size in ISOCHRONOUS_PACKETS if size * 8000 >= bytes_per_second), ISOCHRONOUS_PACKETS[-1])


MJPEG = (
    Mode(1, 1, 1280, 720, (30, 15, 10)),
    Mode(1, 2, 640, 480, (30, 15, 5)),
    Mode(1, 3, 320, 240, (60, 30, 15)),
)
YUYV = (
    Mode(2, 1, 640, 480, (30, 15)),
    Mode(2, 2, 320, 240, (30, 15, 5)),
    Mode(2, 3, 160, 120, (60, 30, 15)),
)
FORMATS = (MJPEG, YUYV)


def mode(format_index, frame_index):
    """The mode with these indices or, if they are invalid, the format's first, as cameras do."""
    modes = FORMATS[format_index - 1] if 0 < format_index <= len(FORMATS) else MJPEG
    return modes[frame_index - 1] if 0 < frame_index <= len(modes) else modes[0]
