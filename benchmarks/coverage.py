"""How long a coverage report takes: of the sample library, where it is the start of the program, and of a large one."""

from measure import Unmeasurable, in_turn, run, sqlite
from table import Figure, beside, took

# The items of each cell, in the order of the index that both programs read.
COUNT = """
SELECT kind, section, topic, sku, language, count(*) FROM items WHERE standing IS NOT NULL
GROUP BY kind, section, language, topic, sku;
"""


def start(libtool, library):
    """`libtool coverage` of the sample library, the whole process, beside a `sqlite3` shell that counts its items."""
    ours, plain = report(libtool, library, times=21)
    return Figure(
        "Start: coverage, sample library", took(ours, memory=False), "under 60 ms", ours.wall < 0.06,
        beside(ours, plain))


def large(libtool, library, cells):
    """The same of 100,000 items in 10,000 cells, each of which is a line of the report."""
    ours, plain = report(libtool, library, times=5, cells=cells)
    return Figure(
        "Coverage, 100,000 items, 10,000 cells", took(ours), "under 0.3 s, 100 MB",
        ours.wall < 0.3 and ours.memory < 100e6, beside(ours, plain))


def report(libtool, library, times, cells=None):
    database, file = library / "library/library.db", library / "report.txt"
    costs = in_turn(
        times, lambda: run(libtool, "--library", library, "coverage", to=file),
        lambda: sqlite(database, COUNT, to=library / "counted.txt"))
    lines = file.read_text().splitlines()
    if cells and len(lines) < cells:
        raise Unmeasurable(f"the report has {len(lines)} lines for {cells} cells")
    return costs
