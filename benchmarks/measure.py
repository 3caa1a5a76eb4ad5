"""Runs programs, and says what they took: time, processor time, memory."""

import os
import signal
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


def run(*command, to=None, stdin=None, code=0):
    """Runs a program to its end. `to` is a file for what it prints, `stdin` a text that it reads, `code` how it is to end.

    What was written before is brought to the disk first, so that nobody waits for another one's bytes.
    """
    os.sync()
    return Running(command, to, stdin).finish(code)


def run_together(commands):
    """Runs several programs at once, each to its end."""
    os.sync()
    return [running.finish() for running in [Running(command) for command in commands]]


class Running:
    """A program that was started."""

    def __init__(self, command, to=None, stdin=None):
        self.command = [str(word) for word in command]
        self.is_kept = to is None
        self.printed, self.errors = open(to, "wb") if to else tempfile.TemporaryFile(), tempfile.TemporaryFile()
        with tempfile.TemporaryFile() as given:
            given.write((stdin or "").encode())
            given.seek(0)
            self.began = time.monotonic()
            self.process = subprocess.Popen(self.command, stdin=given, stdout=self.printed, stderr=self.errors)

    def interrupt(self):
        """What Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)

    def finish(self, code=0):
        """Waits for its end."""
        with self.printed, self.errors:
            _, status, usage = os.wait4(self.process.pid, 0)
            wall = time.monotonic() - self.began
            self.process.returncode = os.waitstatus_to_exitcode(status)
            if self.process.returncode != code:
                self.errors.seek(0)
                said = self.errors.read().decode(errors="replace").strip()
                raise Unmeasurable(f"exit code {self.process.returncode} of `{' '.join(self.command)}`: {said}")
            if self.is_kept:
                self.printed.seek(0)
            # Linux counts in KiB.
            return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024,
                        self.printed.read() if self.is_kept else b"")


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
