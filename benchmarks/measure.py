"""Runs programs, and says what they took: time, processor time, memory."""

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass


class Unmeasurable(Exception):
    """A program that failed, or did something else than what was to be measured."""


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float  # seconds
    cpu: float  # seconds of all its threads, in the program and in the kernel
    memory: int  # bytes: the most that was resident at once; never less than this program's own, which starts it
    output: bytes  # what it printed; empty where that went to a file

    @staticmethod
    def median(costs):
        """The median of each figure by itself: a run that was disturbed in one of them spoils none."""
        return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")),
                    costs[-1].output)


def run(*command, to=None, stdin=None):
    """Runs a program to its end. `to` is a file for what it prints, `stdin` a text that it reads.

    What was written before is brought to the disk first, so that nobody waits for another one's bytes.
    """
    command = [str(word) for word in command]
    os.sync()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors, \
            (open(to, "wb") if to else tempfile.TemporaryFile()) as printed:
        given.write((stdin or "").encode())
        given.seek(0)
        began = time.monotonic()
        process = subprocess.Popen(command, stdin=given, stdout=printed, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
            raise Unmeasurable(f"exit code {process.returncode} of `{' '.join(command)}`: {said}")
        if not to:
            printed.seek(0)
        # Linux counts in KiB.
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, b"" if to else printed.read())


def in_turn(times, *works):
    """Runs several works by turns, so that a disturbance meets all of them; the medians, in the order of the works."""
    costs = [[] for _ in works]
    for _ in range(times):
        for work, found in zip(works, costs):
            found.append(work())
    return [Cost.median(found) for found in costs]


def sqlite(database, script, to=None):
    """Runs a script in the `sqlite3` shell, which reads no settings of its user."""
    return run("sqlite3", "-init", "/dev/null", "-batch", "-bail", database, to=to, stdin=script)
