"""The camera's descriptors: USB 2.0 (chapter 9), UVC 1.0 (chapter 3) and, for the microphone, USB Audio 1.0."""

import struct

from modes import FORMATS, ISOCHRONOUS_PACKETS, MAX_BULK_PAYLOAD, MJPEG, SAMPLE_RATE

VENDOR, PRODUCT = 0x1209, 0x0001  # pid.codes' test id

# Interfaces
VIDEO_CONTROL, VIDEO_STREAMING, AUDIO_CONTROL, AUDIO_STREAMING = range(4)
# Units of the video function
CAMERA_TERMINAL, PROCESSING_UNIT, OUTPUT_TERMINAL = 1, 2, 3
# Endpoints, without the direction
VIDEO_ENDPOINT, SOUND_ENDPOINT = 2, 3
SOUND_PACKET = SAMPLE_RATE // 1000 * 2  # bytes per millisecond

STRING_MANUFACTURER, STRING_PRODUCT, STRING_SERIAL = 1, 2, 3

DEVICE, CONFIGURATION, STRING, INTERFACE, ENDPOINT, QUALIFIER, ASSOCIATION = 1, 2, 3, 4, 5, 6, 11
CLASS_INTERFACE, CLASS_ENDPOINT = 0x24, 0x25
VIDEO_CLASS, AUDIO_CLASS = 14, 1


def u16(value):
    return struct.pack("<H", value)


def u24(value):
    return struct.pack("<I", value)[:3]


def u32(value):
    return struct.pack("<I", value)


def descriptor(*parts):
    """Joins parts (bytes, or numbers of one byte) and prepends the length."""
    body = b"".join(part if isinstance(part, bytes) else bytes([part]) for part in parts)
    return bytes([len(body) + 1]) + body


def bits(size, numbers):
    return sum(1 << number for number in numbers).to_bytes(size, "little")


def device(serial):
    return descriptor(
        DEVICE, u16(0x0200), 0xEF, 2, 1, 64, u16(VENDOR), u16(PRODUCT), u16(0x0100),
        STRING_MANUFACTURER, STRING_PRODUCT, STRING_SERIAL if serial else 0, 1)


def qualifier():
    return descriptor(QUALIFIER, u16(0x0200), 0xEF, 2, 1, 64, 1, 0)


def string(index, strings):
    """A string descriptor; `None` if there is no such string."""
    if index == 0:
        return descriptor(STRING, u16(0x0409))  # English
    return descriptor(STRING, strings[index].encode("utf-16-le")) if strings.get(index) else None


def configuration(is_isochronous):
    body = _video(is_isochronous) + _audio()
    return descriptor(CONFIGURATION, u16(9 + len(body)), 4, 1, 0, 0x80, 250) + body


def _video(is_isochronous):
    units = (
        # Auto exposure mode and priority, exposure time, focus, zoom, pan and tilt, auto focus (UVC 3.7.2.3).
        descriptor(
            CLASS_INTERFACE, 0x02, CAMERA_TERMINAL, u16(0x0201), 0, 0, u16(0), u16(0), u16(0), 3,
            bits(3, (1, 2, 3, 5, 9, 11, 17)))
        # Brightness, contrast, saturation, sharpness, white balance, backlight, gain, power line frequency, auto
        # white balance (UVC 3.7.2.5).
        + descriptor(
            CLASS_INTERFACE, 0x05, PROCESSING_UNIT, CAMERA_TERMINAL, u16(0), 2,
            bits(2, (0, 1, 3, 4, 6, 8, 9, 10, 12)), 0)
        + descriptor(CLASS_INTERFACE, 0x03, OUTPUT_TERMINAL, u16(0x0101), 0, PROCESSING_UNIT, 0))
    header = descriptor(
        CLASS_INTERFACE, 0x01, u16(0x0100), u16(13 + len(units)), u32(48_000_000), 1, VIDEO_STREAMING)
    return (
        descriptor(ASSOCIATION, VIDEO_CONTROL, 2, VIDEO_CLASS, 3, 0, 0)
        + descriptor(INTERFACE, VIDEO_CONTROL, 0, 0, VIDEO_CLASS, 1, 0, 0) + header + units
        + _streaming_interface(is_isochronous))


def _streaming_interface(is_isochronous):
    formats = _format(0x06, 0x07, MJPEG, 1)
    # "YUY2" as a GUID (UVC payload specification for uncompressed video, 2.2)
    yuy2 = b"YUY2\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
    formats += _format(0x04, 0x05, FORMATS[1], yuy2 + bytes([16]))
    address = 0x80 | VIDEO_ENDPOINT
    length = 13 + len(FORMATS)
    header = descriptor(
        CLASS_INTERFACE, 0x01, len(FORMATS), u16(length + len(formats)), address, 0, OUTPUT_TERMINAL, 0, 0, 0, 1,
        *[0] * len(FORMATS))

    def setting(number, endpoints):
        return descriptor(INTERFACE, VIDEO_STREAMING, number, endpoints, VIDEO_CLASS, 2, 0, 0)

    if not is_isochronous:
        return setting(0, 1) + header + formats + descriptor(ENDPOINT, address, 2, u16(512), 0)
    return setting(0, 0) + header + formats + b"".join(
        setting(number, 1) + descriptor(ENDPOINT, address, 5, u16(_packet_size(size)), 1)
        for number, size in enumerate(ISOCHRONOUS_PACKETS, 1))


def _packet_size(size):
    """wMaxPacketSize of a high-speed endpoint: bits 11 and 12 count the additional transactions per microframe."""
    transactions = -(-size // 1024)
    return size // transactions | (transactions - 1) << 11


def _format(format_subtype, frame_subtype, modes, kind):
    result = descriptor(
        CLASS_INTERFACE, format_subtype, modes[0].format, len(modes), kind, 1, 0, 0, 0, 0)
    for mode in modes:
        result += descriptor(
            CLASS_INTERFACE, frame_subtype, mode.frame, 0, u16(mode.width), u16(mode.height),
            u32(mode.largest_frame * 8 * mode.rates[-1]), u32(mode.largest_frame * 8 * mode.rates[0]),
            u32(mode.largest_frame), u32(mode.intervals[0]), len(mode.intervals), *map(u32, mode.intervals))
    return result + descriptor(CLASS_INTERFACE, 0x0D, 1, 1, 4)  # colors: BT.709, BT.601's matrix


def _audio():
    terminals = (
        descriptor(CLASS_INTERFACE, 0x02, 1, u16(0x0201), 0, 1, u16(0), 0, 0)
        + descriptor(CLASS_INTERFACE, 0x03, 2, u16(0x0101), 0, 1, 0))
    return (
        descriptor(ASSOCIATION, AUDIO_CONTROL, 2, AUDIO_CLASS, 2, 0, 0)
        + descriptor(INTERFACE, AUDIO_CONTROL, 0, 0, AUDIO_CLASS, 1, 0, 0)
        + descriptor(CLASS_INTERFACE, 1, u16(0x0100), u16(9 + len(terminals)), 1, AUDIO_STREAMING) + terminals
        + descriptor(INTERFACE, AUDIO_STREAMING, 0, 0, AUDIO_CLASS, 2, 0, 0)
        + descriptor(INTERFACE, AUDIO_STREAMING, 1, 1, AUDIO_CLASS, 2, 0, 0)
        + descriptor(CLASS_INTERFACE, 1, 2, 1, u16(1))  # PCM
        + descriptor(CLASS_INTERFACE, 2, 1, 1, 2, 16, 1, u24(SAMPLE_RATE))  # one channel of 16 bits
        + descriptor(ENDPOINT, 0x80 | SOUND_ENDPOINT, 5, u16(SOUND_PACKET), 4, 0, 0)
        + descriptor(CLASS_ENDPOINT, 1, 0, 0, u16(0)))


assert MAX_BULK_PAYLOAD % 512 == 0
