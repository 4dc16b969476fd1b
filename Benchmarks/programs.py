"""The command lines of the measured programs: this package's and their peers."""

import json
import shutil
import subprocess

MODE = WIDTH, HEIGHT, RATE = 640, 360, 30
# More frames than any measurement takes.
ENDLESS = 1_000_000


def camera_ids(command):
    """The deviceId of each camera, by device node."""
    listed = subprocess.run([command, "devices", "--devices", "system", "--json"],
                            check=True, capture_output=True).stdout
    return {device["address"]: device["deviceId"] for device in json.loads(listed)["devices"]
            if device["kind"] == "videoinput"}


# Each of these returns a function that builds a command line from a camera's node and a number of frames.


def usermedia(command, cameras, style):
    """The command, which counts frames."""
    def line(node, frames, mode=MODE):
        width, height, rate = mode
        exact = {"deviceId": cameras[node], "width": width, "height": height, "frameRate": rate,
                 "resizeMode": "none"}
        constraints = json.dumps({"video": {name: {"exact": value} for name, value in exact.items()}})
        return [command, "capture", "--devices", "system", "--style", style,
                "--constraints", constraints, "--frames", str(frames)]
    return line


def consumer(command, cameras, form="none", consumers=1, way="capture"):
    """Sources/Consumer, a program that uses the library."""
    return lambda node, frames: [command, cameras[node], str(WIDTH), str(HEIGHT), str(RATE), form,
                                 str(frames), str(consumers), way]


def bare_capture(command, task):
    """Sources/BareCapture, the least that a loop over frames costs."""
    return lambda node, frames: [command, node, str(WIDTH), str(HEIGHT), str(RATE), str(frames), task]


def v4l2_ctl(node, frames, mode=MODE):
    width, height, rate = mode
    return ["v4l2-ctl", "-d", node, f"--set-parm={rate}",
            f"--set-fmt-video=width={width},height={height},pixelformat=YUYV",
            "--stream-mmap", f"--stream-count={frames}"]


def ffmpeg(*output):
    return lambda node, frames, mode=MODE: [
        "ffmpeg", "-nostdin", "-loglevel", "error", "-f", "v4l2", "-input_format", "yuyv422",
        "-video_size", f"{mode[0]}x{mode[1]}", "-framerate", str(mode[2]), "-i", node,
        "-frames:v", str(frames), *output, "-f", "null", "-"]


def gstreamer(*between):
    return lambda node, frames, mode=MODE: [
        "gst-launch-1.0", "-q", "v4l2src", f"device={node}", f"num-buffers={frames}", "!",
        "video/x-raw,format=YUY2,width={},height={},framerate={}/1".format(*mode), "!",
        *between, "fakesink", "sync=false"]


def installed(lines):
    """Those of the programs that are installed, by name."""
    return {name: line for name, line in lines.items() if shutil.which(line("/dev/video0", 1)[0])}
