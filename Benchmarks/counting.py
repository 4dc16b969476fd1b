"""Costs as counts of instructions, of a program and of the kernel for it.

The virtual machine of `scripts/with-virtual-camera --count` has one processor whose clock counts
instructions: CPU time there is the same however busy this machine is, and idle time costs nothing.
"""

import os
import statistics
import sys
import time

import processes

# A program has settled when so many stretches of time in a row differ by no more than that, as a part of
# their median; it is given up after so many.
ALIKE, TOLERANCE, MOST = 8, 0.2, 120
THOUSAND, MILLION = "thousand instructions", "million instructions"


def per_second_of_cpu():
    """Instructions in a second of CPU time."""
    nanoseconds = os.environ.get("USERMEDIA_INSTRUCTION_NANOSECONDS")
    if not nanoseconds:
        sys.exit("this machine does not count instructions: use scripts/with-virtual-camera --count")
    return 1e9 / int(nanoseconds)


def in_a_second(name, command, events, stretch=1):
    """Instructions that a program takes in a second, once it has settled: it wakes for each of so many
    events a second, and takes the same in each stretch of so many seconds. (While it reads its files for
    the first time, this machine's clock does not stop.) `None` if it does not settle."""
    print(name, file=sys.stderr, flush=True)
    process = processes.start(command)
    costs = []
    try:
        before = processes.cpu_seconds(process.pid), processes.wakeups(process.pid)
        for _ in range(MOST):
            time.sleep(stretch)
            if process.poll() is not None:
                processes.fail(process)
            now = processes.cpu_seconds(process.pid), processes.wakeups(process.pid)
            # A thread that has ended takes its count with it.
            is_running = now[1] - before[1] > 0.8 * events * stretch
            costs = [*costs[1 - ALIKE:], now[0] - before[0]] if is_running else []
            before = now
            middle = statistics.median(costs or [0])
            if len(costs) == ALIKE and max(costs) - min(costs) < TOLERANCE * middle:
                return middle / stretch * per_second_of_cpu()
        print(f"{name} does not settle", file=sys.stderr, flush=True)
        return None
    finally:
        processes.stop(process)


def in_all(name, command, rounds=5):
    """Instructions of a program from start to end."""
    print(name, file=sys.stderr, flush=True)
    # The first run reads the program's files; those after it find them in memory.
    usages = [processes.run(command) for _ in range(rounds + 1)][1:]
    return statistics.median(usage.ru_utime + usage.ru_stime for usage in usages) * per_second_of_cpu()
