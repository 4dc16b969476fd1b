"""The socket by which tests command the cameras: a line for each command, and a line of JSON for each answer."""

import json
import os
import socket

from camera import MOMENTS
from faults import FAULTS

HELP = """\
CAMERA is a number from 0. Each command is answered by a line of JSON, with the member `error` if it failed.

CAMERA state                     whether and where it is plugged in, its nodes, controls, stream and counts
CAMERA unplug                    at once
CAMERA unplug MOMENT [COUNT]     when it reaches a moment for the COUNT-th time (default 1) from now on:
                                 {moments}
CAMERA plug [NAME=VALUE…]        port=0…7, serial=TEXT (or nothing), product=TEXT, transfer=bulk|isochronous;
                                 what is not named stays as it was
CAMERA fault NAME [FRAMES]       misbehaves from now on, or for some frames; `none` ends that:
{faults}
CAMERA light dim|bright          what its automatic exposure sees
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
                raise BadCommand(f"there is no camera {words[0]}")
            camera, name, arguments = self._cameras[int(words[0])], words[1] if len(words) > 1 else "", words[2:]
            commands = {
                "state": self._state, "unplug": self._unplug, "plug": self._plug, "fault": self._fault,
                "light": self._light}
            if name not in commands:
                raise BadCommand(f"there is no command {name}")
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
            raise BadCommand(f"there is no moment {moment}")

    @staticmethod
    def _plug(camera, *properties):
        if camera.is_plugged:
            raise BadCommand("it is plugged in")
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
                raise BadCommand(f"it cannot have {text}")
        camera.plug()

    @staticmethod
    def _fault(camera, name, frames=None):
        if name != "none" and name not in FAULTS:
            raise BadCommand(f"there is no fault {name}")
        camera.set_fault(None if name == "none" else name, int(frames) if frames else None)

    @staticmethod
    def _light(camera, light):
        if light not in ("dim", "bright"):
            raise BadCommand("light is dim or bright")
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
