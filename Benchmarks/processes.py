"""Starts the measured programs, and reads their resource usage."""

import os
import pathlib
import re
import subprocess
import sys
import time

# linux/posix-timers.h
CPUCLOCK_SCHED = 2


def cpu_seconds(process):
    """User and system time of a running process, over all threads, with nanosecond precision."""
    # clock_getcpuclockid(3): a process's clock id is the complement of its pid, plus the kind of clock.
    return time.clock_gettime(~process << 3 | CPUCLOCK_SCHED)


def start(command, stdout=subprocess.DEVNULL):
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)


def fail(process):
    message = process.stderr.read().decode(errors="replace")
    sys.exit(f"{process.args[0]} ended with {process.returncode}: {message}")


def run(command):
    """Runs a program, which must succeed; returns its resource usage."""
    process = start(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(process)
    process.stderr.close()
    return usage


def wakeups(process):
    """How often a process's threads have slept."""
    count = 0
    for task in pathlib.Path(f"/proc/{process}/task").iterdir():
        try:
            count += int(re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)", (task / "status").read_text())[1])
        except FileNotFoundError:
            pass  # it has ended meanwhile
    return count


def stop(process):
    """Ends a child and waits for it."""
    process.terminate()
    try:
        process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
