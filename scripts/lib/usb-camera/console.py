"""The socket through which tests control the cameras: each command is a line, each answer a line of JSON."""

import json
import os
import socket

from camera import MOMENTS
from faults import FAULTS

HELP = """\
CAMERA is a number from 0. The answer to each command is a line of JSON, with the member `error` if it failed.

CAMERA state                     prints whether and where it is plugged in, its nodes, controls, stream and counts
CAMERA unplug                    unplugs it at once
CAMERA unplug MOMENT [COUNT]     unplugs it when it reaches MOMENT for the COUNT-th time (default 1) from now:
                                 {moments}
CAMERA plug [NAME=VALUE…]        plugs it in, with port=0…7, serial=TEXT (or nothing), product=TEXT,
                                 transfer=bulk|isochronous; properties not given stay as they were
CAMERA fault NAME [FRAMES]       injects a fault from now on, or for FRAMES frames; `none` ends it:
{faults}
CAMERA light dim|bright          sets the light for its automatic exposure
""".format(
    moments="\n                                 ".join((", ".join(MOMENTS[:7]) + ",", ", ".join(MOMENTS[7:]))),
    faults="\n".join(f"                                 {name:16} {fault.what}" for name, fault in FAULTS.items()))


class BadCommand(Exception):
    pass


class Console:
    def __init__(self, loop, path, cameras):
        self._loop, self._cameras = loop, cameras
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(path)
        os.chmod(path, 0o666)
        self._socket.listen()
        loop.read(self._socket, self._accept)

    def _accept(self):
        client, _ = self._socket.accept()
        self._loop.read(client, lambda text=bytearray(): self._serve(client, text))

    def _serve(self, client, text):
        try:
            received = client.recv(4096)
            text += received
            while b"\n" in text:
                line, _, rest = bytes(text).partition(b"\n")
                text[:] = rest
                client.sendall(json.dumps(self._answer(line.decode())).encode() + b"\n")
        except OSError:
            received = b""
        if not received:
            self._loop.forget(client)
            client.close()

    def _answer(self, line):
        try:
            words = line.split(" ")
            if not words[0].isdigit() or int(words[0]) >= len(self._cameras):
                raise BadCommand(f"no camera {words[0]}")
            camera, name, arguments = self._cameras[int(words[0])], words[1] if len(words) > 1 else "", words[2:]
            commands = {
                "state": self._state, "unplug": self._unplug, "plug": self._plug, "fault": self._fault,
                "light": self._light}
            if name not in commands:
                raise BadCommand(f"unknown command {name}")
            commands[name](camera, *arguments)
            return self._describe(camera)
        except (BadCommand, TypeError, ValueError) as error:
            return {"error": str(error)}

    @staticmethod
    def _state(camera):
        pass

    @staticmethod
    def _unplug(camera, moment=None, count="1"):
        if moment is None:
            camera.unplug()
        elif moment in MOMENTS:
            camera.unplug_at(moment, int(count))
        else:
            raise BadCommand(f"unknown moment {moment}")

    @staticmethod
    def _plug(camera, *properties):
        if camera.is_plugged:
            raise BadCommand("the camera is already plugged in")
        for text in properties:
            name, _, value = text.partition("=")
            if name == "port" and value in list("01234567"):
                camera.port = int(value)
            elif name == "serial":
                camera.serial = value
            elif name == "product":
                camera.product = value
            elif name == "transfer" and value in ("bulk", "isochronous"):
                camera.is_isochronous = value == "isochronous"
            else:
                raise BadCommand(f"invalid property {text}")
        camera.plug()

    @staticmethod
    def _fault(camera, name, frames=None):
        if name != "none" and name not in FAULTS:
            raise BadCommand(f"unknown fault {name}")
        camera.set_fault(None if name == "none" else name, int(frames) if frames else None)

    @staticmethod
    def _light(camera, light):
        if light not in ("dim", "bright"):
            raise BadCommand("light must be dim or bright")
        camera.set_light(light == "dim")

    @staticmethod
    def _describe(camera):
        stream = camera.stream
        return {
            "plugged": camera.is_plugged, "port": camera.port, "serial": camera.serial, "product": camera.product,
            "transfer": "isochronous" if camera.is_isochronous else "bulk", "nodes": camera.nodes,
            "controls": camera.controls.all(), "set": camera.controls.was_set, "moments": camera.moments,
            "streaming": stream is not None and stream.is_running,
            "interval": stream.interval if stream else None, "frames": stream.sent if stream else 0}
