"""Measures costs as instruction counts, of a program and of the kernel on its behalf.

The virtual machine of `scripts/with-virtual-camera --count` has one processor whose clock counts instructions:
CPU time there doesn't depend on how busy the host is, and idle time costs nothing.
"""

import os
import statistics
import sys
import time

import processes

# A program has settled when this many consecutive intervals differ by less than this fraction of their median; it is
# given up after this many intervals.
SETTLED_INTERVALS, TOLERANCE, MAXIMUM_INTERVALS = 8, 0.2, 120
THOUSAND, MILLION = "thousand instructions", "million instructions"


def per_second_of_cpu():
    """Instructions per second of CPU time."""
    nanoseconds = os.environ.get("USERMEDIA_INSTRUCTION_NANOSECONDS")
    if not nanoseconds:
        sys.exit("this machine doesn't count instructions: use scripts/with-virtual-camera --count")
    return 1e9 / int(nanoseconds)


def per_second(name, command, events, interval=1):
    """Instructions per second of a program once it has settled: it wakes for each of `events` per second, and takes
    the same in each interval of `interval` seconds. (The clock doesn't stop while it first reads its files.) `None`
    if it doesn't settle."""
    print(name, file=sys.stderr, flush=True)
    process = processes.start(command)
    costs = []
    try:
        before = processes.cpu_seconds(process.pid), processes.wakeups(process.pid)
        for _ in range(MAXIMUM_INTERVALS):
            time.sleep(interval)
            if process.poll() is not None:
                processes.fail(process)
            now = processes.cpu_seconds(process.pid), processes.wakeups(process.pid)
            # A thread's count is lost when it ends.
            is_running = now[1] - before[1] > 0.8 * events * interval
            costs = [*costs[1 - SETTLED_INTERVALS:], now[0] - before[0]] if is_running else []
            before = now
            middle = statistics.median(costs or [0])
            if len(costs) == SETTLED_INTERVALS and max(costs) - min(costs) < TOLERANCE * middle:
                return middle / interval * per_second_of_cpu()
        print(f"{name} doesn't settle", file=sys.stderr, flush=True)
        return None
    finally:
        processes.stop(process)


def in_total(name, command, rounds=5):
    """Instructions of a program from start to end."""
    print(name, file=sys.stderr, flush=True)
    # The first run reads the program's files; later ones find them in memory.
    usages = [processes.run(command) for _ in range(rounds + 1)][1:]
    return statistics.median(usage.ru_utime + usage.ru_stime for usage in usages) * per_second_of_cpu()
