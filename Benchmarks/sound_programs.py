"""The command lines of programs that record a null sink's monitor."""

import collections
import json
import shutil
import subprocess

SINK, RATE, CHANNELS = "n1", 48000, 2
SOURCE = f"{SINK}.monitor"
LATENCIES = 10, 100  # ms

# A recorder's command line that discards the sound, and one that writes it to standard output.
Recorder = collections.namedtuple("Recorder", ("counting", "writing"))


def recorders(usermedia, latency):
    """Each program's command lines for a latency in ms, by name."""
    constraints = (
        f'{{"audio":{{"deviceId":{{"exact":"{device_id(usermedia)}"}},'
        f'"sampleRate":{{"exact":{RATE}}},"channelCount":{{"exact":{CHANNELS}}},'
        f'"sampleSize":{{"exact":16}},"latency":{{"exact":{latency / 1000}}}}}}}'
    )
    capture = [usermedia, "capture", "--devices", "system", "--style", "async", "--seconds", "600",
               "--constraints", constraints]
    parec = ["parec", "--raw", f"--device={SOURCE}", f"--rate={RATE}", f"--channels={CHANNELS}",
             "--format=s16le", f"--latency-msec={latency}"]
    fragment = RATE * CHANNELS * 2 * latency // 1000
    ffmpeg = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "pulse", "-fragment_size",
              str(fragment), "-sample_rate", str(RATE), "-channels", str(CHANNELS), "-i", SOURCE]
    gstreamer = ["gst-launch-1.0", "-q", "pulsesrc", f"device={SOURCE}",
                 f"latency-time={1000 * latency}", f"buffer-time={2000 * latency}", "!",
                 f"audio/x-raw,format=S16LE,rate={RATE},channels={CHANNELS}", "!"]
    programs = {
        "usermedia": (capture, capture + ["--sound", "/dev/stdout"]),
        "parec": (parec, parec),
        "ffmpeg": (ffmpeg + ["-c", "copy", "-f", "null", "-"],
                   ffmpeg + ["-f", "s16le", "-flush_packets", "1", "-"]),
        "GStreamer": (gstreamer + ["fakesink"], gstreamer + ["fdsink"]),
    }
    return {name: Recorder(*commands) for name, commands in programs.items() if shutil.which(commands[0][0])}


def device_id(usermedia):
    """usermedia's device id for the null sink's monitor."""
    listed = subprocess.run([usermedia, "devices", "--devices", "system", "--json"],
                            check=True, capture_output=True, text=True)
    devices = json.loads(listed.stdout)["devices"]
    return next(device["deviceId"] for device in devices
                if device["kind"] == "audioinput" and SINK in json.dumps(device))
