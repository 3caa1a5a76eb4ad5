"""The table that the benchmarks print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line: what was done, what it took, what it should take, and how that is beside a plain tool."""

    work: str
    measured: str
    goal: str
    met: bool
    beside: str = "-"


def seconds(value):
    """`41 ms`, `1.52 s`."""
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s"


def took(cost, memory=True):
    """Time, processor time and memory of a run."""
    text = f"{seconds(cost.wall)}, CPU {seconds(cost.cpu)}"
    return f"{text}, {cost.memory / 1e6:.0f} MB" if memory else text


def beside(cost, plain):
    """How many times as long a run took as the plain tool's, how long that was, and the same of processor time."""
    return f"{cost.wall / plain.wall:.2f} x {seconds(plain.wall)}, CPU {cost.cpu / plain.cpu:.2f} x {seconds(plain.cpu)}"


def text(figures):
    """The table, each column as wide as its widest cell."""
    rows = [("Work", "Measured", "Goal", "Met", "Beside a plain tool")]
    rows += [(one.work, one.measured, one.goal, "yes" if one.met else "no", one.beside) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
