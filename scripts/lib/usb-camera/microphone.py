"""The camera's microphone: a tone, in one isochronous packet per millisecond."""

import array
import math
import time
from collections import deque

from modes import SAMPLE_RATE

_AMPLITUDE = 8000


class Microphone:
    def __init__(self, loop, tone):
        """`tone` is in Hz; a whole number, so that one second can be repeated."""
        self._loop = loop
        one = [round(_AMPLITUDE * math.sin(2 * math.pi * tone * at / SAMPLE_RATE)) for at in range(SAMPLE_RATE)]
        self._second = array.array("h", one + one[:SAMPLE_RATE // 10]).tobytes()
        self._at = 0  # byte offset into the second
        self._waiting = deque()
        self._due = 0.0
        self._timer = None
        self._wire = None

    def plug(self, wire):
        self._wire = wire
        self._waiting.clear()
        self._loop.cancel(self._timer)
        self._timer = None

    def submit(self, request):
        self._waiting.append(request)
        if self._timer is None:
            self._due = max(self._due, time.monotonic() - 0.1)
            self._wait()

    def unlink(self, sequence):
        for request in self._waiting:
            if request.sequence == sequence:
                self._waiting.remove(request)
                return True
        return False

    def _wait(self):
        self._due += len(self._waiting[0].packets) / 1000
        self._timer = self._loop.at(self._due, self._send)

    def _send(self):
        self._timer = None
        if not self._waiting:
            return
        request = self._waiting.popleft()
        sizes = [min(packet.length, SAMPLE_RATE // 1000 * 2) for packet in request.packets]
        data = self._second[self._at:self._at + sum(sizes)]
        self._at = (self._at + len(data)) % (SAMPLE_RATE * 2)
        self._wire.reply(request, data, packets=[(size, 0) for size in sizes])
        if self._waiting and self._timer is None:
            self._wait()
