"""A USB camera with a microphone, which can be unplugged, plugged in at another port and made to misbehave."""

import glob
import os
import struct

import descriptors
from controls import Controls
from faults import FAULTS, Fault
from microphone import Microphone
from streaming import COMMIT, PROBE, Stream
from usbip import CONTROLLER, STALL, Wire, free_ports

_NO_FAULT = Fault("")
_REPLUG_SECONDS = 0.02  # between checks whether the port is free again

# The moments at which the camera can be unplugged. The request that reaches the moment isn't answered.
MOMENTS = (
    "request", "descriptor", "configure", "probe", "commit", "get", "set", "select", "start", "frame", "payload",
    "stop")

# Standard requests (USB 2.0, table 9-4)
_GET_STATUS, _CLEAR_FEATURE, _GET_DESCRIPTOR, _GET_CONFIGURATION, _GET_INTERFACE, _SET_INTERFACE = 0, 1, 6, 8, 10, 11
_SET_CONFIGURATION = 9


class Camera:
    def __init__(self, loop, number, pictures):
        self._loop, self._pictures = loop, pictures
        self.port = number
        self.serial = f"{number + 1:04}"
        self.product = "Virtual USB Camera"
        self.is_isochronous = False
        self.fault, self._fault_count = _NO_FAULT, None
        self.is_dim = False
        self.controls = Controls()
        self.microphone = Microphone(loop, 400 + 100 * number)
        self.stream = None
        self.wire = None
        self._armed = None  # a moment, and how many times it is still to be reached
        self._is_awaiting_port = False
        self.moments = dict.fromkeys(MOMENTS, 0)  # how often each was reached since plugging in

    # Plugging

    @property
    def is_plugged(self):
        return self.wire is not None

    def plug(self):
        """Plugs the camera in as soon as its port is free."""
        if self.is_plugged:
            return
        if self.port not in free_ports():
            self._is_awaiting_port = True
            self._loop.after(_REPLUG_SECONDS, self._plug_again)
            return
        self._is_awaiting_port = False
        self.controls = Controls()
        self.controls.is_dim = self.is_dim
        self.moments = dict.fromkeys(MOMENTS, 0)
        self.stream = Stream(self, self._loop, self._pictures, self.is_isochronous)
        self._configuration = descriptors.configuration(self.is_isochronous)
        self.wire = Wire(self._loop, self.port, self._receive, self._unlink, self._lost)
        self.microphone.plug(self.wire)

    def _plug_again(self):
        if self._is_awaiting_port:
            self.plug()

    def unplug(self):
        self._is_awaiting_port = False
        self._armed = None
        if self.wire is not None:
            wire, self.wire = self.wire, None
            wire.detach()
            self._lost()

    def unplug_at(self, moment, count):
        """Unplugs the camera when it reaches a moment for the `count`th time from now."""
        self._armed = (moment, count)

    def reach(self, moment):
        """Records that a moment was reached; returns whether the camera is unplugged now."""
        self.moments[moment] += 1
        if self._armed is None or self._armed[0] != moment:
            return not self.is_plugged
        count = self._armed[1] - 1
        self._armed = (moment, count)
        if count == 0:
            self.unplug()
        return not self.is_plugged

    def _lost(self):
        self.wire = None
        if self.stream is not None:
            self.stream.stop()

    @property
    def nodes(self):
        """The names of its device nodes: video, metadata and sound."""
        device = f"{CONTROLLER}/usb*/*-{self.port + 1}/*:1.*"
        found = glob.glob(f"{device}/video4linux/video*") + glob.glob(f"{device}/sound/card*/pcmC*")
        return sorted(map(os.path.basename, found)) if self.is_plugged else []

    # Faults

    def set_fault(self, name, count=None):
        """Sets a fault, for `count` frames if given; `None` ends it."""
        self.fault, self._fault_count = FAULTS[name] if name else _NO_FAULT, count

    def take_fault(self):
        """The fault for the next frame."""
        fault = self.fault
        if self._fault_count is not None:
            self._fault_count -= 1
            if self._fault_count <= 0:
                self.set_fault(None)
        return fault

    def set_light(self, is_dim):
        self.is_dim = self.controls.is_dim = is_dim

    # Requests of the host

    def reply(self, request, *parts, **results):
        """Completes a request, unless the camera has been unplugged since."""
        if self.wire is not None:
            self.wire.reply(request, *parts, **results)

    def _receive(self, request):
        if request.endpoint == descriptors.VIDEO_ENDPOINT:
            self.stream.submit(request)
        elif request.endpoint == descriptors.SOUND_ENDPOINT:
            self.microphone.submit(request)
        elif request.endpoint == 0 and self.fault.answers_control:
            kind, number, value, index, length = struct.unpack("<BBHHH", request.setup)
            for moment in ("request", self._moment(kind, number, value, index)):
                if moment and self.reach(moment):
                    return
            status, answer = self._answer(kind, number, value, index, length, request.data)
            if request.is_in:
                self.reply(request, answer, status=status)
            else:
                self.reply(request, status=status, length=request.length)

    def _unlink(self, sequence):
        return self.stream.unlink(sequence) or self.microphone.unlink(sequence)

    @staticmethod
    def _moment(kind, number, value, index):
        if kind & 0x60 == 0:
            return {
                _GET_DESCRIPTOR: "descriptor", _SET_CONFIGURATION: "configure", _SET_INTERFACE: "select",
            }.get(number)
        interface = index & 0xFF
        if interface == descriptors.VIDEO_STREAMING:
            return {PROBE: "probe", COMMIT: "commit"}.get(value >> 8)
        if interface == descriptors.VIDEO_CONTROL:
            return "get" if kind & 0x80 else "set"
        return None

    def _answer(self, kind, number, value, index, length, data):
        """Returns the status and the data for the host."""
        if kind & 0x60 == 0:
            return self._standard(number, value, index, length)
        interface, selector = index & 0xFF, value >> 8
        if kind & 0x1F == 2:  # the sampling frequency of the microphone's endpoint
            return 0, descriptors.u24(descriptors.SAMPLE_RATE)[:length]
        answer = None
        if interface == descriptors.VIDEO_CONTROL:
            answer = self.controls.answer(index >> 8, selector, number, data, length)
        elif interface == descriptors.VIDEO_STREAMING:
            answer = self.stream.answer(selector, number, data, length)
        return (STALL, b"") if answer is None else (0, answer)

    def _standard(self, number, value, index, length):
        if number == _GET_DESCRIPTOR:
            found = self._descriptor(value >> 8, value & 0xFF)
            return (STALL, b"") if found is None else (0, found[:length])
        if number == _SET_INTERFACE and index == descriptors.VIDEO_STREAMING and self.is_isochronous:
            return self.stream.select(value), b""
        if number == _CLEAR_FEATURE and index == 0x80 | descriptors.VIDEO_ENDPOINT:
            self.stream.stop()  # uvcvideo ends a bulk stream this way.
        return 0, {_GET_STATUS: b"\0\0", _GET_CONFIGURATION: b"\1", _GET_INTERFACE: b"\0"}.get(number, b"")[:length]

    def _descriptor(self, kind, index):
        if kind == descriptors.STRING:
            return descriptors.string(index, {
                descriptors.STRING_MANUFACTURER: "UserMedia", descriptors.STRING_PRODUCT: self.product,
                descriptors.STRING_SERIAL: self.serial})
        return {
            descriptors.DEVICE: descriptors.device(self.serial), descriptors.CONFIGURATION: self._configuration,
            descriptors.QUALIFIER: descriptors.qualifier()}.get(kind)
