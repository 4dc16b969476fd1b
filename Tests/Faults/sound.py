"""A sound server that disappears, hangs, sends garbage or changes. Run with PulseAudio, and again with PipeWire."""

import json
import os
import signal
import socket
import subprocess
import threading

from actions import device_id, goes_on, send, suspended, while_writing
from checks import only, whole_sound
from fault import Broken, Fault, Run

CAPTURE = ["capture", "--devices", "system", "--constraints", '{"audio":true}', "--sound", "s.wav"]
CANCELLED = ["capture", "--devices", "system", "--constraints", '{"audio":{"echoCancellation":{"exact":true}}}',
             "--sound", "s.wav"]
SERVER = os.environ.get("USERMEDIA_SOUND_SERVER_DIR", "")
KIND = os.environ.get("USERMEDIA_SOUND_SERVER", "")


def pid() -> int:
    with open(f"{SERVER}/pid") as file:
        return int(file.read())


def modules() -> list[str]:
    listed = subprocess.run(["pactl", "list", "short", "modules"], capture_output=True, text=True, timeout=30)
    return [line.split("\t")[1] for line in listed.stdout.splitlines() if "\t" in line]


def no_modules(run: Run):
    if "module-echo-cancel" in modules():
        raise Broken("module-echo-cancel is still loaded")


def answers() -> bool:
    return subprocess.run(["pactl", "get-default-source"], capture_output=True, timeout=30).returncode == 0


def start_server(run: Run):
    subprocess.Popen([f"{SERVER}/start"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                     stderr=subprocess.DEVNULL, start_new_session=True)
    run.until("the server", answers, ends=True)
    for kind, name in [("sink", "n1"), ("source", "sine")]:
        run.run("pactl", f"set-default-{kind}", name)


def kill_server(run: Run):
    os.kill(pid(), signal.SIGKILL)
    run.until("the server's end", lambda: not answers(), ends=True)


def killed(run: Run):
    kill_server(run)
    run.cleanups.append(lambda: start_server(run))


def restarted(run: Run):
    kill_server(run)
    start_server(run)


def hung(run: Run):
    server = pid()
    os.kill(server, signal.SIGSTOP)
    run.cleanups.append(lambda: os.kill(server, signal.SIGCONT))


def refused(run: Run):
    run.environment["PULSE_SERVER"] = f"unix:{run.path('nobody')}"


def garbage(run: Run):
    """A server that answers everything with bytes that mean nothing."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(run.path("garbage"))
    listener.listen()
    run.cleanups.append(listener.close)
    run.environment["PULSE_SERVER"] = f"unix:{run.path('garbage')}"

    def serve():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                for _ in range(1000):
                    client.recv(4096)
                    client.sendall(bytes(range(255, 0, -1)) * 16)
            except OSError:
                pass
            client.close()
    threading.Thread(target=serve, daemon=True).start()


def load(run: Run, *arguments: str) -> str:
    number = run.run("pactl", "load-module", *arguments).strip()
    run.cleanups.append(lambda: subprocess.run(["pactl", "unload-module", number], capture_output=True))
    return number


def from_another_source(run: Run):
    """Records a removable source, requested by its id."""
    about = "device.description=Other"
    if KIND == "pipewire":
        run.module = load(run, "module-null-sink", "media.class=Audio/Source/Virtual", "sink_name=other",
                          f"sink_properties={about}")
    else:
        run.module = load(run, "module-sine-source", "source_name=other", f"source_properties={about}")

    id = device_id(run, "audioinput", lambda label: "Other" in label)
    constraints = {"audio": {"deviceId": {"exact": id}}}
    run.start([*CAPTURE[:4], json.dumps(constraints), *CAPTURE[5:], "--seconds", "600"])


def unload(run: Run):
    run.run("pactl", "unload-module", run.module)


def recording(fault):
    return while_writing(fault, "s.wav", 100_000)


def still_recording(fault):
    return goes_on(fault, "s.wav", 100_000, more=200_000)


def set_default(run: Run, source: str):
    run.run("pactl", "set-default-source", source)
    run.until("another default", lambda: run.run("pactl", "get-default-source").strip() == source)


def two_sources(run: Run):
    """Two sources of silence, `first` and `second`; the first is the default. Neither is `sine`: PipeWire 0.3.65's
    audiotestsrc can fall silent for everybody when a stream begins or is moved as another one ends."""
    for name in ["first", "second"]:
        if KIND == "pipewire":
            load(run, "module-null-sink", "media.class=Audio/Source/Virtual", f"sink_name={name}")
        else:
            load(run, "module-null-source", f"source_name={name}")
    run.cleanups.append(lambda: set_default(run, "sine"))
    set_default(run, "first")


def is_recorded(run: Run, source: str) -> bool:
    numbers = [line.split("\t")[0] for line in run.run("pactl", "list", "short", "sources").splitlines()
               if line.split("\t")[1] == source]
    outputs = run.run("pactl", "list", "short", "source-outputs").splitlines()
    return any(line.split("\t")[1] in numbers for line in outputs)


def move(run: Run):
    outputs = run.run("pactl", "list", "short", "source-outputs")
    for line in outputs.splitlines():
        run.run("pactl", "move-source-output", line.split("\t")[0], "second")
    run.until("the move", lambda: is_recorded(run, "second"))


def change_default(run: Run):
    set_default(run, "second")
    run.until("the other source to be recorded", lambda: is_recorded(run, "second"))


def starved(run: Run):
    """A source that gives what is written to a named pipe: nothing."""
    load(run, "module-pipe-source", "source_name=pipe", f"file={run.path('pipe')}")
    run.cleanups.append(lambda: set_default(run, "sine"))
    set_default(run, "pipe")


def told_of_silence(run: Run):
    if not any(": muted: no sound" in line for line in run.errors()):
        raise Broken("nothing was said of the silence")


def fed_again(run: Run):
    run.until("a word about it", lambda: any(": muted: no sound" in line for line in run.errors()))
    with open(run.path("pipe"), "wb") as pipe:
        pipe.write(bytes(400_000))
        run.until_written("s.wav", 50_000)
    send("SIGINT")(run)


def kill_and_run_again(run: Run):
    run.process.kill()
    run.process.wait()
    if "module-echo-cancel" not in modules():
        raise Broken("module-echo-cancel was not loaded")
    run.start([*CAPTURE, "--seconds", "1"])


WHOLE = {"the sound so far is left": whole_sound}
LONG = ["--seconds", "600"]

FAULTS = [
    *[Fault(what, "before the request", "NotReadableError", [*CAPTURE[:2], devices, *CAPTURE[3:], "--seconds", "1"],
            before=before, left={"no file is left": only("garbage")})
      for devices in ["system", "auto"]
      for what, before in [
          (f"the sound server hangs (`--devices {devices}`)", hung),
          (f"the sound server cannot be reached (`--devices {devices}`)", refused),
          (f"the sound server sends garbage (`--devices {devices}`)", garbage)]],
    Fault("the sound server is killed", "recording", "NotReadableError", [*CAPTURE, *LONG],
          during=recording(killed), left=WHOLE),
    Fault("the sound server is killed and started again", "recording", "status 0", [*CAPTURE, *LONG],
          during=still_recording(restarted), left=WHOLE),
    Fault("the sound server hangs for 2 s", "recording", "status 0", [*CAPTURE, *LONG], before=two_sources,
          during=still_recording(suspended(lambda run: pid())), left=WHOLE),
    Fault("the microphone is unplugged", "recording", "NotFoundError", [], before=from_another_source,
          during=recording(unload), left=WHOLE),
    Fault("the stream is moved in a mixer", "recording", "status 0", [*CAPTURE, *LONG], before=two_sources,
          during=still_recording(move), left=WHOLE),
    Fault("the default source changes", "recording", "status 0", [*CAPTURE, *LONG], before=two_sources,
          during=still_recording(change_default), left=WHOLE),
    # PipeWire's gives silence meanwhile.
    *([Fault("the microphone gives no sound for a while", "at the start", "status 0", [*CAPTURE, *LONG],
             before=starved, during=fed_again, left={**WHOLE, "the program is told": told_of_silence})]
      if KIND == "pulseaudio" else []),
    *[Fault(f"{name}, with echo cancellation", "recording", "status 0", [*CANCELLED, *LONG], before=two_sources,
            during=recording(send(name)),
            left={**WHOLE, "no module is left": no_modules})
      for name in ["SIGINT", "SIGTERM", "SIGHUP"]],
    Fault("SIGKILL, with echo cancellation, and the program runs again", "recording", "status 0", [*CANCELLED, *LONG],
          before=two_sources, during=recording(kill_and_run_again), left={"no module is left": no_modules}),
]
