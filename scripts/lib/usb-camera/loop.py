"""An event loop for readable sockets and timers. Everything runs on one thread."""

import heapq
import itertools
import selectors
import time


class Loop:
    def __init__(self):
        self._selector = selectors.DefaultSelector()
        self._timers = []
        self._order = itertools.count()

    def read(self, socket, call):
        """Calls `call` whenever `socket` is readable."""
        self._selector.register(socket, selectors.EVENT_READ, call)

    def forget(self, socket):
        self._selector.unregister(socket)

    def at(self, when, call):
        """Calls `call` at a time of the monotonic clock; returns the timer, for `cancel`."""
        timer = [when, next(self._order), call]
        heapq.heappush(self._timers, timer)
        return timer

    def after(self, seconds, call):
        return self.at(time.monotonic() + seconds, call)

    @staticmethod
    def cancel(timer):
        if timer is not None:
            timer[2] = None

    def run(self):
        while True:
            wait = max(0, self._timers[0][0] - time.monotonic()) if self._timers else None
            for key, _ in self._selector.select(wait):
                if key.fileobj.fileno() >= 0:  # not closed by an earlier event of this iteration
                    key.data()
            now = time.monotonic()
            while self._timers and self._timers[0][0] <= now:
                call = heapq.heappop(self._timers)[2]
                if call:
                    call()
