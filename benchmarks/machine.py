"""What the figures were measured on, and whether anything else was at work meanwhile."""

import os
import platform
import statistics
import time

from measure import sqlite


def description(folder):
    """Processors, memory, SQLite's version, and how long the disk takes."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    version = sqlite(":memory:", "SELECT sqlite_version();").output.decode().strip()
    return (f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, sqlite3 {version}, "
            f"a sync of the disk takes {sync_time(folder) * 1000:.1f} ms")


def sync_time(folder):
    """The seconds until a block that was appended to a file is on the disk, the median of 50."""
    times = []
    with (folder / "block").open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(bytes(4096))
            began = time.monotonic()
            os.fdatasync(file.fileno())
            times.append(time.monotonic() - began)
    return statistics.median(times)


class Quiet:
    """How much of the processors others have had since this was made."""

    def __init__(self):
        self.busy, self.all = self.processors()
        self.own = self.ours()

    def description(self):
        busy, everything = self.processors()
        others = (busy - self.busy) - (self.ours() - self.own)
        share = max(0.0, others / (everything - self.all))
        return f"other work took {share:.0%} of the processors" + (": times are disturbed" if share > 0.05 else "")

    @staticmethod
    def processors():
        """Seconds in which the processors worked, and all of them; waiting for a disk is no work (proc(5))."""
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, idle, waiting, *interrupts = (int(word) for word in file.readline().split()[1:9])
        ticks = os.sysconf("SC_CLK_TCK")
        busy = user + nice + system + sum(interrupts)
        return busy / ticks, (busy + idle + waiting) / ticks

    @staticmethod
    def ours():
        """Seconds that this program and those that it has run have worked."""
        return sum(os.times()[:4])
