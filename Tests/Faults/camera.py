"""A real driver's cameras that go, fail and send damaged pictures. Run in the virtual machine."""

import json
import os
import re
import signal
import subprocess
import time

from checks import only, whole_video
from fault import USERMEDIA, Broken, Fault, Run

CONSTRAINTS = '{"video":{"width":{"exact":320},"height":{"exact":180},"brightness":%s}}'
CAPTURE = ["capture", "--devices", "system", "--constraints", CONSTRAINTS % 200, "--video", "v.y4m"]
DRIVER = "/sys/bus/platform/drivers/vivid/"
# By linux/videodev2.h: the request that each moment begins with, and how many of them come before it.
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
    """Both cameras are there, with their controls at what they are by themselves."""
    if not os.path.exists(DRIVER + "vivid.0"):
        with open(DRIVER + "bind", "w") as file:
            file.write("vivid.0")
    run.until("the cameras", lambda: os.path.exists("/dev/video0"))
    run.until("their controls", lambda: subprocess.run(
        ["v4l2-ctl", "--device", "/dev/video0", "--set-ctrl", "brightness=128"],
        capture_output=True).returncode == 0)


def unbind(run: Run):
    with open(DRIVER + "unbind", "w") as file:
        file.write("vivid.0")


def unbind_at(call: str, count: int):
    def prepare(run: Run):
        plugged_in(run)
        run.environment |= {
            "LD_PRELOAD": os.environ["FAULT_AT_CALL"], "FAULT_CALL": call, "FAULT_COUNT": str(count),
            "FAULT_FILE": DRIVER + "unbind", "FAULT_TEXT": "vivid.0"}
    return prepare


def was_unplugged(run: Run):
    if os.path.exists(DRIVER + "vivid.0"):
        raise Broken("the moment never came")


def when_writing(fault):
    def do(run: Run):
        run.until_written("v.y4m", 300_000)
        fault(run)
    return do


def injected(control: str, value: int = 1):
    """Buttons, which the next call takes back; setting one to 0 would press it as well."""
    def prepare(run: Run):
        plugged_in(run)
        set_control(control, value)(run)
    return prepare


def losing(run: Run):
    injected("percentage_of_dropped_buffers", 50)(run)
    run.cleanups.append(lambda: set_control("percentage_of_dropped_buffers", 0)(run))


def unplugging():
    gone = ["NotFoundError", "NotReadableError"]
    for moment, (call, count) in MOMENTS.items():
        late = moment in ("stopping", "closing")
        yield Fault("the camera is unplugged", moment, "status 0" if late else gone,
                    [*CAPTURE, "--seconds", "2"], before=unbind_at(call, count),
                    left={"it was unplugged": was_unplugged, "no other file is left": only("v.y4m")})
    yield Fault("the camera says that it is disconnected", "streaming", "NotFoundError",
                [*CAPTURE, "--seconds", "60"], before=plugged_in, during=when_writing(set_control("disconnect")),
                left={"whole frames are left": whole_video})


def failing():
    calls = {"inject_vidioc_reqbufs_error": "allocating buffers", "inject_vidioc_qbuf_error": "queueing a buffer",
             "inject_vidioc_streamon_error": "starting"}
    for control, moment in calls.items():
        yield Fault("the driver fails", moment, "NotReadableError", [*CAPTURE, "--seconds", "2"],
                    before=injected(control), left={"controls are as before": control_as_before})
    yield Fault("the driver gives up streaming", "streaming", "NotReadableError", [*CAPTURE, "--seconds", "600"],
                before=plugged_in, during=when_writing(set_control("inject_fatal_streaming_error")),
                left={"whole frames are left": whole_video, "controls are as before": control_as_before})
    yield Fault("the driver loses every second frame", "streaming", "status 0", [*CAPTURE, "--seconds", "2"],
                before=losing,
                left={"whole frames are left": whole_video})


def interrupted():
    """Signals: controls are put back by the run itself, or after SIGKILL by the next one."""
    for name in ["SIGINT", "SIGTERM", "SIGHUP"]:
        yield Fault(name, "streaming", "status 0", [*CAPTURE, "--seconds", "60"], before=plugged_in,
                    during=when_writing(lambda run, name=name: run.process.send_signal(getattr(signal, name))),
                    left={"whole frames are left": whole_video, "controls are as before": control_as_before})

    def kill_and_run_again(run: Run):
        run.process.kill()
        run.process.wait()
        if brightness(run) == 128:
            raise Broken("brightness was not set")
        run.start(["capture", "--devices", "system", "--constraints", '{"video":true}', "--frames", "1"])
    yield Fault("SIGKILL, and the program runs again", "streaming", "status 0", [*CAPTURE, "--seconds", "60"],
                before=plugged_in, during=when_writing(kill_and_run_again),
                left={"controls are as before": control_as_before})

    def stop_and_continue(run: Run):
        run.process.send_signal(signal.SIGSTOP)
        time.sleep(2)
        run.process.send_signal(signal.SIGCONT)
    yield Fault("SIGSTOP, and SIGCONT after 2 s", "streaming", "status 0", [*CAPTURE, "--seconds", "4"],
                before=plugged_in, during=when_writing(stop_and_continue),
                left={"whole frames are left": whole_video, "controls are as before": control_as_before})


def loopback_camera(run: Run) -> str:
    listed = run.run("v4l2-ctl", "--list-devices")
    return re.search(r"v4l2loopback.*?\n\s*(/dev/video\d+)", listed, re.DOTALL | re.IGNORECASE)[1]


def produce(run: Run, damage: str = ""):
    """Feeds the loopback camera with Motion JPEG, as soon as its reader lets a program do so."""
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
    run.cleanups.append(lambda: (run.producer.kill(), run.producer.wait()))
    run.until("the producer's format", feeds)


def from_loopback(damage: str = ""):
    """Captures from the loopback camera, once it is fed."""
    def prepare(run: Run):
        produce(run, damage)
        listed = json.loads(run.run(USERMEDIA, "devices", "--devices", "system", "--json"))
        id = next(device["deviceId"] for device in listed["devices"]
                  if device["kind"] == "videoinput" and "vivid" not in device["label"])
        run.start(["capture", "--devices", "system", "--constraints",
                   json.dumps({"video": {"deviceId": {"exact": id}}}), "--video", "v.y4m", "--seconds", "600"])
    return prepare


def goes_on(fault):
    def do(run: Run):
        when_writing(fault)(run)
        run.until_written("v.y4m", os.path.getsize(run.path("v.y4m")) + 1_000_000)
        run.process.send_signal(signal.SIGINT)
    return do


def replace_producer(run: Run):
    run.producer.kill()
    run.producer.wait()
    time.sleep(1)
    produce(run)


def producers():
    # Bytes of every fourth picture are overwritten.
    yield Fault("every fourth JPEG is damaged", "streaming", "status 0", [],
                before=from_loopback("noise=amount='if(mod(n\\,4)\\,0\\,50)'"),
                during=goes_on(lambda run: None), left={"whole frames are left": whole_video})
    yield Fault("the producer of a loopback camera ends, and another begins", "streaming", "status 0", [],
                before=from_loopback(), during=goes_on(replace_producer),
                left={"whole frames are left": whole_video})


FAULTS = [*unplugging(), *failing(), *interrupted(), *producers()]
