"""Starts the programs that are measured, and reads what they used."""

import os
import pathlib
import re
import subprocess
import sys
import time

# linux/posix-timers.h
CPUCLOCK_SCHED = 2


def cpu_seconds(process):
    """User and system time of a process that runs, of all its threads, to the nanosecond."""
    # clock_getcpuclockid(3): the clock of a process is the complement of its number, and how it is counted.
    return time.clock_gettime(~process << 3 | CPUCLOCK_SCHED)


def start(command, stdout=subprocess.DEVNULL):
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)


def fail(process):
    message = process.stderr.read().decode(errors="replace")
    sys.exit(f"{process.args[0]} ended with {process.returncode}: {message}")


def run(command):
    """Runs a program to its end, which must be a success; what it used."""
    process = start(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(process)
    process.stderr.close()
    return usage


def wakeups(process):
    """How often the threads of a process have slept."""
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
