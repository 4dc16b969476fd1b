"""A webcam's controls and their dependencies: a control in automatic mode can't be set."""

import struct
from dataclasses import dataclass

from descriptors import CAMERA_TERMINAL, PROCESSING_UNIT
from modes import TICKS

# Requests (UVC 1.0, table A-8)
SET_CUR, GET_CUR, GET_MIN, GET_MAX, GET_RES, GET_LEN, GET_INFO, GET_DEF = 0x01, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87
# Request error codes (UVC 1.0, 4.2.1.2)
NO_ERROR, WRONG_STATE, OUT_OF_RANGE, INVALID_CONTROL, INVALID_REQUEST = 0x00, 0x02, 0x04, 0x06, 0x07
ERROR_CODE_SELECTOR = 0x02  # of the video control interface itself

_INFO_GET_SET, _INFO_DISABLED, _INFO_AUTO_UPDATE = 0x03, 0x04, 0x08
MANUAL, APERTURE_PRIORITY = 1, 8  # auto exposure modes
_EXPOSURE_UNIT = TICKS // 10_000  # The exposure time counts 100 µs.
# The automatic exposure times in bright and in dim light, in the exposure time's unit.
_BRIGHT, _DIM = 100, 666


@dataclass
class Control:
    unit: int
    selector: int
    layout: str  # of `struct`
    minimum: object
    maximum: object
    step: object
    default: object
    # The mode control that can make this one automatic, and its value for manual.
    mode: str | None = None
    manual: int = 0

    def pack(self, value):
        return struct.pack("<" + self.layout, *(value if isinstance(value, tuple) else (value,)))

    def unpack(self, data):
        values = struct.unpack("<" + self.layout, data)
        return values if len(values) > 1 else values[0]

    @property
    def size(self):
        return struct.calcsize("<" + self.layout)

    def allows(self, value):
        if self.step == "bits":  # exactly one of the maximum's bits
            return value & self.maximum == value and value.bit_count() == 1
        triples = zip(*(item if isinstance(item, tuple) else (item,) for item in (value, self.minimum, self.maximum)))
        return all(low <= number <= high for number, low, high in triples)


_CT, _PU = CAMERA_TERMINAL, PROCESSING_UNIT
CONTROLS = {
    "exposure_mode": Control(_CT, 0x02, "B", 0, MANUAL | APERTURE_PRIORITY, "bits", APERTURE_PRIORITY),
    "exposure_priority": Control(_CT, 0x03, "B", 0, 1, 1, 0),
    "exposure_time": Control(_CT, 0x04, "I", 1, 5000, 1, 156, mode="exposure_mode", manual=MANUAL),
    "focus": Control(_CT, 0x06, "H", 0, 250, 5, 0, mode="focus_mode"),
    "focus_mode": Control(_CT, 0x08, "B", 0, 1, 1, 1),
    "zoom": Control(_CT, 0x0B, "H", 100, 500, 1, 100),
    "pan_tilt": Control(_CT, 0x0D, "ii", (-36000, -36000), (36000, 36000), (3600, 3600), (0, 0)),
    "backlight": Control(_PU, 0x01, "H", 0, 1, 1, 0),
    "brightness": Control(_PU, 0x02, "h", -64, 64, 1, 0),
    "contrast": Control(_PU, 0x03, "H", 0, 95, 1, 32),
    "gain": Control(_PU, 0x04, "H", 0, 255, 1, 0),
    "power_line": Control(_PU, 0x05, "B", 0, 2, 1, 1),
    "saturation": Control(_PU, 0x07, "H", 0, 128, 1, 64),
    "sharpness": Control(_PU, 0x08, "H", 1, 7, 1, 3),
    "temperature": Control(_PU, 0x0A, "H", 2800, 6500, 10, 4600, mode="temperature_mode"),
    "temperature_mode": Control(_PU, 0x0B, "B", 0, 1, 1, 1),
}
_BY_ADDRESS = {(control.unit, control.selector): name for name, control in CONTROLS.items()}


class Controls:
    """The controls of a camera since it was powered on."""

    def __init__(self):
        self.values = {name: control.default for name, control in CONTROLS.items()}
        self.values["exposure_priority"] = 1  # In webcams, the initial value differs from the default.
        self.is_dim = False
        self.was_set = []  # names, in order
        self._error = NO_ERROR

    def answer(self, unit, selector, request, data, length):
        """Returns the data for the host (empty for SET_CUR), or `None` to stall."""
        if unit == 0 and selector == ERROR_CODE_SELECTOR and request == GET_CUR:
            return bytes([self._error])
        name = _BY_ADDRESS.get((unit, selector))
        answer, self._error = self._answer(name, request, data) if name else (None, INVALID_CONTROL)
        return answer[:length] if answer is not None else None

    def _answer(self, name, request, data):
        control = CONTROLS[name]
        if request == SET_CUR:
            return self._set(name, control, data)
        if request == GET_INFO:
            info = _INFO_GET_SET
            if control.mode:
                info |= _INFO_AUTO_UPDATE | (_INFO_DISABLED if self._is_automatic(control) else 0)
            return bytes([info]), NO_ERROR
        if request == GET_LEN:
            return struct.pack("<H", control.size), NO_ERROR
        step = control.maximum if control.step == "bits" else control.step
        values = {
            GET_CUR: self.current(name), GET_MIN: control.minimum, GET_MAX: control.maximum, GET_RES: step,
            GET_DEF: control.default}
        if request not in values:
            return None, INVALID_REQUEST
        return control.pack(values[request]), NO_ERROR

    def _set(self, name, control, data):
        if len(data) != control.size:
            return None, INVALID_REQUEST
        value = control.unpack(data)
        if self._is_automatic(control):
            return None, WRONG_STATE
        if not control.allows(value):
            return None, OUT_OF_RANGE
        # Leaving an automatic mode keeps the value that it chose, as in a webcam.
        for dependent, other in CONTROLS.items():
            if other.mode == name and value == other.manual:
                self.values[dependent] = self.current(dependent)
        self.values[name] = value
        self.was_set.append(name)
        return b"", NO_ERROR

    def _is_automatic(self, control):
        return control.mode is not None and self.values[control.mode] != control.manual

    def current(self, name):
        if name == "exposure_time" and self._is_automatic(CONTROLS[name]):
            return _DIM if self.is_dim else _BRIGHT
        return self.values[name]

    def interval(self, wanted):
        """The frame interval in UVC's unit if the host requested `wanted`.

        It is at least the exposure time, unless the automatic mode must keep the frame rate.
        """
        is_automatic = self.values["exposure_mode"] != MANUAL
        if is_automatic and not self.values["exposure_priority"]:
            return wanted
        return max(wanted, self.current("exposure_time") * _EXPOSURE_UNIT)

    def all(self):
        return {name: self.current(name) for name in CONTROLS}
