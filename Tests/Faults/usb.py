"""Webcams driven by the kernel's uvcvideo: unplugged, hung, and with damaged payloads. Run in the virtual machine.

For the cameras' commands, see scripts/lib/usb-camera/tell --help.
"""

import json
import os
import socket
import time

from actions import GONE, device_id, goes_on, interrupted, send, while_writing
from camera import MOMENTS, unplugged_at
from checks import only, whole_video
from fault import Broken, Fault, Run

# Only its JPEG modes have this rate.
MODE = {"width": {"exact": 320}, "height": {"exact": 240}, "frameRate": {"exact": 60}}
SYSTEM = ["capture", "--devices", "system", "--constraints"]
CAPTURE = [*SYSTEM, json.dumps({"video": {**MODE, "brightness": 20}}), "--video", "v.y4m"]
LONG = [*CAPTURE, "--seconds", "600"]
PORT = "/sys/devices/platform/vhci_hcd.0/detach"

# Moments on the camera's side at which a request or a frame is cut short: the camera's name for each, and which
# occurrence.
CUT_SHORT = {
    "asking for a mode": ("probe", 1), "setting a mode": ("commit", 1), "reading a control": ("get", 1),
    "setting a control": ("set", 1), "starting": ("start", 1), "sending the first frame": ("frame", 1),
    "sending part of a frame": ("payload", 40), "streaming": ("frame", 60),
}
ENDING = {"stopping": ("stop", 1), "restoring a control": ("set", 2)}
PAYLOADS = {
    "short": "frames are cut short", "oversized": "frames are too long", "error": "payloads have the error bit",
    "header-only": "payloads have only headers", "no-end-of-frame": "payloads have no end-of-frame bit",
    "no-end-marker": "JPEGs have no end marker", "no-tables": "JPEGs have no Huffman tables",
    "other-size": "frames have another size than was set", "garbage": "the second half of JPEGs is damaged",
}


def tell(camera: int, command: str) -> dict:
    """Sends a command; returns the camera's state after it."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(60)
        connection.connect(os.environ["USERMEDIA_USB_CAMERAS"] + "/control")
        connection.sendall(f"{camera} {command}\n".encode())
        with connection.makefile() as answers:
            state = json.loads(answers.readline())
    if "error" in state:
        raise Broken(f"camera {camera}, {command}: {state['error']}")
    return state


def plug(run: Run, camera: int = 0, port: int | None = None, transfer: str = "bulk", serial: str = "1"):
    tell(camera, f"plug port={camera if port is None else port} serial={serial} transfer={transfer} product=Webcam")
    run.until("the camera's nodes", lambda: len(tell(camera, "state")["nodes"]) == 3, ends=True)


def plugged_in(run: Run, transfer: str = "bulk"):
    """Plugs in the first camera, reset to its initial state; unplugs the second."""
    for camera in (0, 1):
        for command in ("unplug", "fault none", "light bright"):
            tell(camera, command)
    plug(run, transfer=transfer)


def with_fault(name: str, transfer: str = "bulk"):
    def prepare(run: Run):
        plugged_in(run, transfer)
        tell(0, f"fault {name}")
    return prepare


def unplug_when(moment: str, count: int):
    def prepare(run: Run):
        plugged_in(run)
        tell(0, f"unplug {moment} {count}")
    return prepare


def was_unplugged(run: Run):
    if tell(0, "state")["plugged"]:
        raise Broken("the moment never came")


def unplugging():
    left = {"it was unplugged": was_unplugged, "no other file is left": only("v.y4m")}
    for moment, (call, count) in MOMENTS.items():
        late = moment in ("stopping", "closing")
        yield Fault("the camera is unplugged", f"before the call, {moment}", "status 0" if late else GONE,
                    [*CAPTURE, "--seconds", "2"], before=unplugged_at(call, count, PORT, "0", plugged_in), left=left)
    for moments, promise in ((CUT_SHORT, GONE), (ENDING, "status 0")):
        for moment, (name, count) in moments.items():
            yield Fault("the camera is unplugged", f"within the request, {moment}", promise,
                        [*CAPTURE, "--seconds", "2"], before=unplug_when(name, count), left=left)

    def replug(run: Run):
        id = device_id(run, "videoinput", lambda label: "Webcam" in label)
        tell(0, "unplug")
        if (outcome := run.outcome()) != "NotFoundError":
            raise Broken(outcome)
        plug(run, port=5)
        run.start([*SYSTEM, json.dumps({"video": {"deviceId": {"exact": id}}}), "--frames", "2"])
    yield Fault("the camera is plugged into another port, and the program asks for the same deviceId", "streaming",
                "status 0", LONG, before=plugged_in, during=while_writing(replug))

    def with_twin(run: Run):
        plugged_in(run)
        run.start(LONG)
        run.until_written("v.y4m")
        plug(run, camera=1)
    yield Fault("another camera of the same name and serial number is plugged in and unplugged", "streaming",
                "status 0", [], before=with_twin, during=goes_on(lambda run: tell(1, "unplug")),
                left={"whole frames are left": whole_video})


def for_frames(name: str, count: int):
    """Injects a fault for `count` frames; returns once they have been sent."""
    def do(run: Run):
        sent = tell(0, f"fault {name} {count}")["frames"]
        run.until("the fault's end", lambda: tell(0, "state")["frames"] >= sent + count + 5)
    return do


def hanging():
    whole = {"whole frames are left": whole_video}
    yield Fault("the camera hangs", "streaming", "NotReadableError", LONG, before=plugged_in,
                during=while_writing(lambda run: tell(0, "fault hang")), left=whole)
    yield Fault("the camera sends no frame", "starting", "NotReadableError", LONG, before=with_fault("hang"))

    def pause(run: Run):
        tell(0, "fault hang")
        time.sleep(2)  # More than the 1 s after which its track is muted.
        tell(0, "fault none")
    yield Fault("the camera hangs for 2 s", "streaming", "status 0", LONG, before=plugged_in, during=goes_on(pause),
                left=whole)
    unanswered = {"hang-control": "the camera answers no requests", "refuse": "the camera refuses the mode"}
    for name, what in unanswered.items():
        yield Fault(what, "configuring", "NotReadableError", LONG, before=with_fault(name))
    yield Fault("the bus has no bandwidth left (ENOSPC)", "starting", "NotReadableError", LONG,
                before=with_fault("no-bandwidth", "isochronous"), left={"the error says so": says("no bandwidth left")})


def says(text: str):
    def check(run: Run):
        if text not in "".join(run.errors()):
            raise Broken(f"the error does not say '{text}'")
    return check


def damaging():
    whole = {"whole frames are left": whole_video}
    for name, what in PAYLOADS.items():
        count = 4 if name == "oversized" else 20  # Oversized frames take seconds on a slow machine.
        yield Fault(f"{what}, for {count} frames", "streaming", "status 0", LONG,
                    before=plugged_in, during=goes_on(for_frames(name, count)), left=whole)
    yield Fault("every second isochronous packet is lost", "streaming", "status 0", LONG,
                before=lambda run: plugged_in(run, "isochronous"), during=goes_on(for_frames("lost-packets", 20)),
                left=whole)


def lighting():
    def rate(low: float, high: float):
        def check(run: Run):
            with open(run.path("out")) as out:
                report = json.load(out)
            asked = report["tracks"][0]["settings"]["frameRate"]
            if asked != 60 or not low < report["frameRate"] < high:
                raise Broken(f"the settings say {asked}, the report {report['frameRate']}")
        return check

    def dim(run: Run):
        plugged_in(run)
        tell(0, "light dim")
    yield Fault("low light makes automatic exposure lower the rate to 15", "streaming", "status 0",
                [*SYSTEM, json.dumps({"video": MODE}), "--frames", "20", "--json"], before=dim,
                left={"the report says so": rate(2, 16)})

    def full_rate(run: Run):
        run.until("the full rate", lambda: tell(0, "state")["interval"] == 10_000_000 // 60)
        send("SIGINT")(run)
    yield Fault("low light, and manual exposure restores the full rate", "streaming", "status 0",
                [*SYSTEM, json.dumps({"video": {**MODE, "exposureMode": "manual", "exposureTime": 100}}),
                 "--video", "v.y4m", "--seconds", "600"],
                before=dim, during=while_writing(full_rate), left={"whole frames are left": whole_video})


def brightness(run: Run) -> int:
    return tell(0, "state")["controls"]["brightness"]


FAULTS = [
    *unplugging(), *hanging(), *damaging(), *lighting(), *interrupted(CAPTURE, plugged_in, brightness, usual=0)]
