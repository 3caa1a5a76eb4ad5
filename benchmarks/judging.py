"""What single items take: all rules on one, and the search for its near-duplicates among 100,000 of its section."""

import json
from statistics import median

from measure import Unmeasurable, run
from table import Figure

SECTION = 100_000  # items, as in libraries.py
PROCESSES = 11


def rules(judging, sample, crowded):
    """All rules on the items of the sample library, of two kinds, and on those of a large section."""
    figures = []
    for name, library, rounds, least in (("sample library", sample, 200, 50), ("one section", crowded, 1, SECTION)):
        found = json.loads(run(judging, "rules", library, rounds).output)
        if found["count"] < rounds * least:
            raise Unmeasurable(f"only {found['count']} items were judged")
        figures.append(Figure(
            f"All rules on one item, {name}, {found['count']:,} times",
            f"median {found['median']:.2f} ms, 99 of 100 under {found['p99']:.2f} ms", "median under 1 ms, 99 of 100 under 5 ms",
            found["median"] < 1 and found["p99"] < 5, f"the longest took {found['longest']:.1f} ms"))
    return figures


def twins(judging, library, name):
    """The search for twins of one item: that of a process which has made none before, in many processes, and the others."""
    found = [json.loads(run(judging, "twins", library).output) for _ in range(PROCESSES)]
    if any(one["section"] != SECTION or one["with_twin"] < 30 for one in found):
        raise Unmeasurable(f"not the section that was meant: {found[0]}")
    first, usual = median(one["first"] for one in found), median(one["median"] for one in found)
    slow = median(one["p99"] for one in found)
    return Figure(
        f"Near-duplicates of one item, {name}", f"first of a process {first:.1f} ms, then {usual:.1f} ms",
        "under 20 ms", first < 20 and usual < 20, f"99 of 100 under {slow:.1f} ms")
