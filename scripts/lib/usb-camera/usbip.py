"""The connection to the kernel's virtual USB host controller, vhci_hcd (Linux's Documentation/usb/usbip_protocol.rst).

vhci_hcd takes one end of a socket pair; neither a usbip program nor a network is involved.
"""

import errno
import glob
import os
import socket
import struct
from dataclasses import dataclass, field

CONTROLLER = "/sys/devices/platform/vhci_hcd.0"
HIGH_SPEED = 3
PORT_IS_FREE = 4  # VDEV_ST_NULL

_SUBMIT, _UNLINK, _REPLY, _UNLINKED = 1, 2, 3, 4
_HEADER = 48
_PACKET = struct.Struct(">IIII")

STALL = -errno.EPIPE


@dataclass
class Packet:
    """One packet of an isochronous URB."""

    offset: int
    length: int


@dataclass
class Request:
    """A URB: a request of the host to an endpoint."""

    sequence: int
    endpoint: int
    is_in: bool
    length: int
    setup: bytes
    data: bytes = b""
    packets: list[Packet] = field(default_factory=list)


def free_ports():
    """The high-speed ports without a device."""
    ports = []
    for path in glob.glob(f"{CONTROLLER}/status*"):
        with open(path) as file:
            for line in file:
                words = line.split()
                if words[0] == "hs" and int(words[2]) == PORT_IS_FREE:
                    ports.append(int(words[1]))
    return ports


class Wire:
    """A device at a port. Calls `receive(request)` and `unlink(sequence)` for the host's messages; `unlink` returns
    whether the URB was still queued. Calls `lost()` when the host has dropped the device."""

    def __init__(self, loop, port, receive, unlink, lost):
        self.port = port
        self._loop, self._receive, self._unlink, self._lost = loop, receive, unlink, lost
        self._input = bytearray()
        self._socket, theirs = socket.socketpair()
        # Any address will do, as long as it differs from other devices'.
        _write("attach", f"{port} {theirs.fileno()} {0x10000 + port + 2} {HIGH_SPEED}")
        theirs.close()
        loop.read(self._socket, self._read)

    def detach(self):
        """Unplugs the device. Nothing is answered from then on."""
        if self._socket is None:
            return
        self._close()
        try:
            _write("detach", str(self.port))
        except OSError as error:
            if error.errno != errno.EINVAL:  # the host has already noticed the closed socket
                raise

    @property
    def is_attached(self):
        return self._socket is not None

    def reply(self, request, *parts, status=0, length=None, packets=None):
        """Completes a request with data as parts to join. `packets` has each packet's actual length and status."""
        if self._socket is None:
            return
        total = sum(map(len, parts)) if length is None else length
        results = packets or []
        header = struct.pack(
            ">IIIIIiiiii8x", _REPLY, request.sequence, 0, 0, 0, status, total, 0, len(results),
            sum(packet_status != 0 for _, packet_status in results))
        tail = b"".join(
            struct.pack(">IIIi", packet.offset, packet.length, actual, packet_status)
            for packet, (actual, packet_status) in zip(request.packets, results))
        self._send(header, *parts, tail)

    def _send(self, *parts):
        try:
            sent = self._socket.sendmsg(parts)
            if sent < sum(map(len, parts)):
                self._socket.sendall(b"".join(parts)[sent:])
        except OSError:
            self._drop()

    def _close(self):
        self._loop.forget(self._socket)
        self._socket.close()
        self._socket = None

    def _drop(self):
        if self._socket is not None:
            self._close()
            self._lost()

    def _read(self):
        try:
            received = self._socket.recv(1 << 20)
        except OSError:
            received = b""
        if not received:
            self._drop()
            return
        self._input += received
        while self._socket is not None and self._take_one():
            pass

    def _take_one(self):
        """Handles one message if it has arrived completely."""
        buffer = self._input
        if len(buffer) < _HEADER:
            return False
        command, sequence, _, direction, endpoint = struct.unpack_from(">IIIII", buffer)
        if command == _UNLINK:
            (victim,) = struct.unpack_from(">I", buffer, 20)
            del buffer[:_HEADER]
            status = -errno.ECONNRESET if self._unlink(victim) else 0
            if self._socket is not None:
                self._send(struct.pack(">IIIIIi24x", _UNLINKED, sequence, 0, 0, 0, status))
            return True
        _, length, _, packet_count, _ = struct.unpack_from(">Iiiii", buffer, 20)
        packet_count = max(0, packet_count)  # -1 also means "not isochronous"
        data_length = length if direction == 0 else 0
        end = _HEADER + data_length + packet_count * _PACKET.size
        if len(buffer) < end:
            return False
        packets = [
            Packet(*_PACKET.unpack_from(buffer, _HEADER + data_length + index * _PACKET.size)[:2])
            for index in range(packet_count)]
        request = Request(
            sequence, endpoint, direction == 1, length, bytes(buffer[40:48]),
            bytes(buffer[_HEADER:_HEADER + data_length]), packets)
        del buffer[:end]
        self._receive(request)
        return True


def _write(name, text):
    file = os.open(f"{CONTROLLER}/{name}", os.O_WRONLY)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)
