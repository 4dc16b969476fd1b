"""Simulates USB cameras with microphones for this machine's kernel: `python3 usb-camera COUNT DIRECTORY`.

DIRECTORY contains the cameras' pictures (see pictures.py) in `frames`. Once the kernel has bound its drivers to every
camera, the socket `control` appears there; `tell` sends commands to it. Needs root, and the loaded drivers vhci_hcd,
uvcvideo and snd-usb-audio.
"""

import functools
import os
import sys

import pictures
from camera import Camera
from console import Console
from loop import Loop

_NODES = 3  # per camera: video, metadata, sound


def main(count, directory):
    loop = Loop()
    frames = os.path.join(directory, "frames")

    @functools.lru_cache(maxsize=len(pictures.MJPEG) * pictures.COUNT)
    def jpeg(mode, number):
        with open(os.path.join(frames, pictures.file_name(mode, number)), "rb") as file:
            return file.read()

    # Raw frames are large: only those of the two latest modes are cached.
    raw = functools.lru_cache(maxsize=2 * pictures.COUNT)(pictures.yuyv)

    def picture(mode, number):
        number %= pictures.COUNT
        return jpeg(mode, number) if mode.is_jpeg else raw(mode.width, mode.height, number)

    cameras = [Camera(loop, number, picture) for number in range(count)]
    waiting = list(cameras)

    def next_camera():
        # One after another, so that their device nodes are numbered in order.
        if waiting and waiting[0].is_plugged and len(waiting[0].nodes) == _NODES:
            waiting.pop(0)
        if not waiting:
            Console(loop, os.path.join(directory, "control"), cameras)
            return
        waiting[0].plug()
        loop.after(0.05, next_camera)

    next_camera()
    loop.run()


main(int(sys.argv[1]), sys.argv[2])
