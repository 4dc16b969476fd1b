"""The camera's video stream: negotiation with the host (UVC 1.0, 4.3.1) and payloads."""

import errno
import struct
import time
from collections import deque

from controls import GET_CUR, GET_DEF, GET_INFO, GET_LEN, GET_MAX, GET_MIN, SET_CUR
from modes import FORMATS, ISOCHRONOUS_PACKETS, MAX_BULK_PAYLOAD, MJPEG, mode

PROBE, COMMIT = 1, 2
_LENGTH = 26
_FRAME_ID, _END_OF_FRAME, _END_OF_HEADER = 0x01, 0x02, 0x80
_LOST = -errno.EILSEQ  # the status of an incomplete isochronous packet


class Stream:
    """`pictures(mode, number)` returns a frame's bytes; the camera's `controls` and `fault` affect how they are sent.
    The camera's `reach(moment)` records a moment, and returns whether the camera is unplugged now."""

    def __init__(self, camera, loop, pictures, is_isochronous):
        self._camera, self._loop, self._pictures = camera, loop, pictures
        self._is_isochronous = is_isochronous
        self._probed = self._committed = (MJPEG[0], MJPEG[0].intervals[0])
        self._waiting = deque()  # URBs
        self._payloads = deque()  # of the current frame: (header, data)
        self._frame_id = 0
        self._timer = None
        self._due = 0.0
        self.number = 0  # the next frame's number
        self.sent = 0  # frames sent completely
        self._altsetting = 0

    @property
    def mode(self):
        return self._committed[0]

    @property
    def interval(self):
        """The frame interval in units of 100 ns."""
        return self._camera.controls.interval(self._committed[1])

    @property
    def is_running(self):
        return self._timer is not None

    # Negotiation

    def answer(self, selector, request, data, length):
        """Returns the data for the host, or `None` to stall."""
        if selector not in (PROBE, COMMIT):
            return None
        if request == SET_CUR:
            return self._set(selector, data)
        if request == GET_LEN:
            return struct.pack("<H", _LENGTH)[:length]
        if request == GET_INFO:
            return b"\x03"
        chosen, interval = self._probed if selector == PROBE else self._committed
        if request == GET_MIN:
            interval = chosen.intervals[0]
        elif request == GET_MAX:
            interval = chosen.intervals[-1]
        elif request == GET_DEF:
            chosen, interval = MJPEG[0], MJPEG[0].intervals[0]
        elif request != GET_CUR:
            return None
        payload = chosen.packet_size if self._is_isochronous else MAX_BULK_PAYLOAD
        return struct.pack(
            "<HBBIHHHHHII", 1, chosen.format, chosen.frame, interval, 0, 0, 0, 0, 0, chosen.largest_frame,
            payload)[:length]

    def _set(self, selector, data):
        if len(data) < 8:
            return None
        _, format_index, frame_index, interval = struct.unpack_from("<HBBI", data)
        chosen = mode(format_index, frame_index)
        nearest = min(chosen.intervals, key=lambda one: abs(one - (interval or chosen.intervals[0])))
        if selector == COMMIT:
            if self._camera.fault.refuses == "commit":
                return None
            self._committed = (chosen, nearest)
        self._probed = (chosen, nearest)
        return b""

    # Frames

    def submit(self, request):
        self._waiting.append(request)
        if self._timer is None:
            if self._camera.reach("start"):
                return
            self._due = time.monotonic()
            self._schedule()
        self._send()

    def unlink(self, sequence):
        for request in self._waiting:
            if request.sequence == sequence:
                self._waiting.remove(request)
                if not self._waiting:
                    self.stop()
                return True
        return False

    def stop(self):
        """Stops until the host reads again. URBs that the host has yet to unlink stay queued."""
        if self._timer is not None:
            self._loop.cancel(self._timer)
            self._timer = None
            self._payloads.clear()
            self._camera.reach("stop")

    def _schedule(self):
        interval = self.interval / 1e7
        # After a delay, frames that were missed aren't sent in a burst.
        self._due = max(self._due + interval, time.monotonic())
        self._timer = self._loop.at(self._due, self._tick)

    def _tick(self):
        self._schedule()
        number, self.number = self.number, self.number + 1
        if self._payloads or not self._camera.fault.sends_frames:
            return  # The host reads too slowly, or the camera hangs: this frame is lost.
        if self._camera.reach("frame"):
            return
        self._payloads.extend(self._cut(self._frame(number)))
        self._frame_id ^= _FRAME_ID
        self._send()

    def _frame(self, number):
        fault = self._camera.take_fault()
        frame = self._pictures(self.mode, number)
        if fault.change:
            others = [other for other in FORMATS[self.mode.format - 1] if other != self.mode]
            frame = fault.change(frame, self._pictures(others[-1], number))
        return frame, fault

    def _cut(self, frame_and_fault):
        """Splits a frame into payloads."""
        frame, fault = frame_and_fault
        size = ISOCHRONOUS_PACKETS[self._altsetting - 1] if self._is_isochronous else MAX_BULK_PAYLOAD
        data = memoryview(frame)
        flags = _END_OF_HEADER | self._frame_id | fault.header
        for at in range(0, len(frame), size - 2):
            end = _END_OF_FRAME if at + size - 2 >= len(frame) else 0
            header = bytes((2, (flags | end) & fault.keeps_header))
            lost = fault.loses_packets and at // (size - 2) % 2 == 1
            yield header, b"" if fault.headers_only else data[at:at + size - 2], lost

    def _send(self):
        while self._payloads and self._waiting:
            request = self._waiting.popleft()
            if self._camera.reach("payload"):
                return
            if self._is_isochronous:
                self._fill(request)
            else:
                header, data, _ = self._payloads.popleft()
                self._camera.reply(request, header, data[:request.length - len(header)])
            if not self._payloads:
                self.sent += 1

    def _fill(self, request):
        """Completes an isochronous URB with one payload per packet."""
        parts, results = [], []
        for packet in request.packets:
            if not self._payloads:
                results.append((0, 0))
                continue
            header, data, lost = self._payloads.popleft()
            if lost:
                results.append((0, _LOST))
                continue
            data = data[:packet.length - len(header)]
            parts += (header, data)
            results.append((len(header) + len(data), 0))
        self._camera.reply(request, b"".join(parts), packets=results)

    def select(self, altsetting):
        """Handles the host's selection of an alternate setting, which reserves bandwidth; returns a status."""
        if altsetting > 0 and self._camera.fault.refuses == "bandwidth":
            return -errno.ENOSPC
        self._altsetting = altsetting
        if altsetting == 0:
            self.stop()
        return 0
