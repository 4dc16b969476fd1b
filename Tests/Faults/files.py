"""Outputs that can't be written, and inputs that can't be read. Run as root, to mount disks."""

import os
import signal

from checks import only, whole_video
from fault import Fault, Run

SYNTHETIC = ["capture", "--devices", "synthetic", "--seconds", "1"]
OUTPUTS = {"--video": "v.y4m", "--sound": "s.wav", "--photo": "p.jpg"}


def disk(options: str):
    """Mounts a disk at `disk` in the run's directory."""
    def mount(run: Run):
        os.mkdir(run.path("disk"))
        run.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", run.path("disk"))
        run.cleanups.append(lambda: run.run("umount", "--lazy", run.path("disk")))
    return mount


def pipe(run: Run):
    os.mkfifo(run.path("pipe"))


def send_when_it_opens(number: int):
    """Sends a signal to a command that is waiting for a reader."""
    def send(run: Run):
        def waits():
            try:
                with open(f"/proc/{run.process.pid}/cmdline", "rb") as file:
                    if b"capture" not in file.read():
                        return False
                return any("wait_for_partner" in open(f"/proc/{run.process.pid}/task/{task}/wchan").read()
                           for task in os.listdir(f"/proc/{run.process.pid}/task"))
            except OSError:
                return False
        run.until("the pipe's opening", waits)
        run.process.send_signal(number)
    return send


def closed(*descriptors: int):
    def start(run: Run):
        def close():
            for descriptor in descriptors:
                os.close(descriptor)
        run.start([*SYNTHETIC, "--video", "v.y4m"], before=close)
    return start


def reader_that_leaves(run: Run):
    read, write = os.pipe()
    run.start([*SYNTHETIC, "--video", "-"], before=lambda: os.dup2(write, 1))
    os.close(write)
    os.read(read, 4096)
    os.close(read)


def outputs():
    for option, name in OUTPUTS.items():
        into = lambda path: [*SYNTHETIC, option, path]
        yield Fault(f"`{option}` into a folder that is not there", "at the start", "NotFoundError",
                    into(f"missing/{name}"), left={"no file is left": only()})
        yield Fault(f"`{option}` onto a read-only disk", "at the start", "NotAllowedError",
                    into(f"disk/{name}"), before=disk("ro,size=1m"))
        yield Fault(f"`{option}` onto a full disk", "at the first write", "QuotaExceededError",
                    into("/dev/full"))
    yield Fault("`--video` onto a disk that becomes full", "while writing", "QuotaExceededError",
                [*SYNTHETIC, "--video", "disk/v.y4m"], before=disk("size=1m"),
                left={"whole frames are left": lambda run: whole_video(run, "disk/v.y4m")})
    for name in ["SIGINT", "SIGTERM", "SIGHUP"]:
        number = getattr(signal, name)
        yield Fault(f"{name} at a named pipe without a reader", "opening", f"status {128 + number}",
                    [*SYNTHETIC, "--video", "pipe"], before=pipe, during=send_when_it_opens(number))
    yield Fault("the pipe's reader leaves", "while writing", "AbortError", [],
                before=reader_that_leaves)
    for descriptors in [(0,), (1,), (0, 1, 2)]:
        names = ", ".join(str(descriptor) for descriptor in descriptors)
        yield Fault(f"descriptors {names} closed", "at the start", ["status 0", "OperationError", "status 2"],
                    [], before=closed(*descriptors),
                    left={"nothing else is in the file": whole_video})


def write(name: str, data: bytes):
    def write(run: Run):
        with open(run.path(name), "wb") as file:
            file.write(data)
    return write


def hostile():
    """Input that isn't valid JSON, or that could overflow a parser's stack."""
    inputs = {
        "an empty file": b"", "random bytes": bytes(range(256)) * 64, "a million brackets": b"[" * 1_000_000,
        "half of a surrogate pair": b'{"video":{"deviceId":"\\ud83d"}}',
        "a number beyond all numbers": b'{"devices":[{"video":1e999}]}',
    }
    for what, data in inputs.items():
        yield Fault(f"{what} as constraints", "reading", "TypeError",
                    ["capture", "--devices", "synthetic", "--constraints", "@input"],
                    before=write("input", data))
        yield Fault(f"{what} as a devices file", "reading", "TypeError",
                    ["select", "--devices-file", "input"], before=write("input", data))


FAULTS = [*outputs(), *hostile()]
