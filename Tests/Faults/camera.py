"""Cameras of a real driver that disappear, fail, or send damaged pictures. Run in the virtual machine."""

import fcntl
import json
import os
import re
import struct
import subprocess
import time

from actions import GONE, device_id, do_nothing, goes_on, interrupted, while_writing
from checks import only, whole_video
from fault import Broken, Fault, Run

CONSTRAINTS = '{"video":{"width":{"exact":320},"height":{"exact":180},"brightness":%s}}'
CAPTURE = ["capture", "--devices", "system", "--constraints", CONSTRAINTS % 200, "--video", "v.y4m"]
DRIVER = "/sys/bus/platform/drivers/vivid/"
# linux/videodev2.h
VIDIOC_STREAMON = 0x40045612
V4L2_BUF_TYPE_VIDEO_OUTPUT = 2
# The request that each moment starts with (linux/videodev2.h), and which occurrence of it.
MOMENTS = {
    "enumerating": ("0xc0405602", 2),  # VIDIOC_ENUM_FMT
    "opening": ("open", 3),
    "configuring": ("0xc0d05605", 1),  # VIDIOC_S_FMT
    "allocating buffers": ("0xc0145608", 1),  # VIDIOC_REQBUFS
    "setting a control": ("0xc008561c", 1),  # VIDIOC_S_CTRL
    "starting": ("0x40045612", 1),  # VIDIOC_STREAMON
    "taking the first frame": ("0xc0585611", 1),  # VIDIOC_DQBUF
    "streaming": ("0xc0585611", 30),
    "stopping": ("0x40045613", 1),  # VIDIOC_STREAMOFF
    "closing": ("close", 1),
}


def set_control(name: str, value: int = 1, device: str = "/dev/video0"):
    def change(run: Run):
        run.run("v4l2-ctl", "--device", device, "--set-ctrl", f"{name}={value}")
    return change


def brightness(run: Run) -> int:
    return int(run.run("v4l2-ctl", "--device", "/dev/video0", "--get-ctrl", "brightness").split()[1])


def control_as_before(run: Run):
    if brightness(run) != 128:
        raise Broken(f"brightness is {brightness(run)}, not 128")


def plugged_in(run: Run):
    """Waits until both cameras are plugged in, with their controls at the defaults."""
    if not os.path.exists(DRIVER + "vivid.0"):
        with open(DRIVER + "bind", "w") as file:
            file.write("vivid.0")
    run.until("the cameras", lambda: os.path.exists("/dev/video0"))
    run.until("their controls", lambda: subprocess.run(
        ["v4l2-ctl", "--device", "/dev/video0", "--set-ctrl", "brightness=128"],
        capture_output=True).returncode == 0)


def unplugged_at(call: str, count: int, file: str = DRIVER + "unbind", text: str = "vivid.0", before=plugged_in):
    """Unplugs a camera, by writing to a file of its driver, when the program makes a system call."""
    def prepare(run: Run):
        before(run)
        run.environment |= {
            "LD_PRELOAD": os.environ["FAULT_AT_CALL"], "FAULT_CALL": call, "FAULT_COUNT": str(count),
            "FAULT_FILE": file, "FAULT_TEXT": text}
    return prepare


def was_unplugged(run: Run):
    if os.path.exists(DRIVER + "vivid.0"):
        raise Broken("the moment never came")


def injected(control: str, value: int = 1):
    """Presses a button control, whose effect ends with the next call. (Setting one to 0 would press it, too.)"""
    def prepare(run: Run):
        plugged_in(run)
        set_control(control, value)(run)
    return prepare


def losing(run: Run):
    injected("percentage_of_dropped_buffers", 50)(run)
    run.cleanups.append(lambda: set_control("percentage_of_dropped_buffers", 0)(run))


def unplugging():
    for moment, (call, count) in MOMENTS.items():
        late = moment in ("stopping", "closing")
        yield Fault("the camera is unplugged", moment, "status 0" if late else GONE,
                    [*CAPTURE, "--seconds", "2"], before=unplugged_at(call, count),
                    left={"it was unplugged": was_unplugged, "no other file is left": only("v.y4m")})
    yield Fault("the camera says that it is disconnected", "streaming", "NotFoundError",
                [*CAPTURE, "--seconds", "60"], before=plugged_in, during=while_writing(set_control("disconnect")),
                left={"whole frames are left": whole_video})


def failing():
    calls = {"inject_vidioc_reqbufs_error": "allocating buffers", "inject_vidioc_qbuf_error": "queueing a buffer",
             "inject_vidioc_streamon_error": "starting"}
    for control, moment in calls.items():
        yield Fault("the driver fails", moment, "NotReadableError", [*CAPTURE, "--seconds", "2"],
                    before=injected(control), left={"controls are as before": control_as_before})
    yield Fault("the driver gives up streaming", "streaming", "NotReadableError", [*CAPTURE, "--seconds", "600"],
                before=plugged_in, during=while_writing(set_control("inject_fatal_streaming_error")),
                left={"whole frames are left": whole_video, "controls are as before": control_as_before})
    yield Fault("the driver loses every second frame", "streaming", "status 0", [*CAPTURE, "--seconds", "2"],
                before=losing,
                left={"whole frames are left": whole_video})


def loopback_camera(run: Run) -> str:
    listed = run.run("v4l2-ctl", "--list-devices")
    return re.search(r"v4l2loopback.*?\n\s*(/dev/video\d+)", listed, re.DOTALL | re.IGNORECASE)[1]


def produce(run: Run, damage: str = ""):
    """Feeds Motion JPEG to the loopback camera, once its reader allows a producer."""
    device = loopback_camera(run)

    def start():
        with open(run.path("producer"), "w") as log:
            run.producer = subprocess.Popen(
                ["ffmpeg", "-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=15",
                 "-codec:v", "mjpeg", *(["-bsf:v", damage] if damage else []), "-f", "v4l2", device],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def feeds():
        if run.producer.poll() is not None:
            start()
        return "JPEG" in subprocess.run(["v4l2-ctl", "--device", device, "--get-fmt-video"],
                                        capture_output=True, text=True, timeout=60).stdout
    start()
    run.cleanups.append(lambda: end_producer(run, device))
    run.until("the producer's format", feeds)


def end_producer(run: Run, device: str):
    """Ends the producer, and starts another once no program has the device open.

    v4l2loopback 0.12 notices that a producer is gone only if it had called VIDIOC_STREAMON (`v4l2_loopback_close`). A
    producer that used write(2), like ffmpeg, leaves a device that is neither a camera nor an output.
    """
    run.producer.kill()
    run.producer.wait()
    with open(device, "r+b", buffering=0) as file:
        try:
            fcntl.ioctl(file, VIDIOC_STREAMON, struct.pack("i", V4L2_BUF_TYPE_VIDEO_OUTPUT))
        except OSError:
            pass  # It has no buffers, but counts as a producer.


def from_loopback(damage: str = ""):
    """Captures from the loopback camera, once it is fed."""
    def prepare(run: Run):
        produce(run, damage)
        id = device_id(run, "videoinput", lambda label: "vivid" not in label)
        run.start(["capture", "--devices", "system", "--constraints",
                   json.dumps({"video": {"deviceId": {"exact": id}}}), "--video", "v.y4m", "--seconds", "600"])
    return prepare


def replace_producer(run: Run):
    run.producer.kill()
    run.producer.wait()
    time.sleep(1)
    produce(run)


def producers():
    # Bytes of every fourth picture are overwritten.
    yield Fault("every fourth JPEG is damaged", "streaming", "status 0", [],
                before=from_loopback("noise=amount='if(mod(n\\,4)\\,0\\,50)'"),
                during=goes_on(do_nothing), left={"whole frames are left": whole_video})
    yield Fault("the producer of a loopback camera ends, and another begins", "streaming", "status 0", [],
                before=from_loopback(), during=goes_on(replace_producer),
                left={"whole frames are left": whole_video})


FAULTS = [
    *unplugging(), *failing(), *interrupted(CAPTURE, plugged_in, brightness, usual=128), *producers()]
