"""How long the rules take for 100,000 items of one section, near-duplicates included."""

import os

from measure import Unmeasurable, run
from table import Figure, took

ITEMS = 100_000


def check(libtool, library, items):
    """`libtool check` of items that no rule has seen, from the index of near-duplicates to the last finding on the disk."""
    run(libtool, "--library", library, "import", items, "--json")
    file = library / "checked.txt"
    cost = run(libtool, "--library", library, "check", to=file)
    # Its end alone: what this program holds in memory counts as the least of what is measured after it.
    with file.open("rb") as printed:
        printed.seek(-200, os.SEEK_END)
        last = printed.read().decode(errors="replace").splitlines()[-1]
    if not last.startswith(f"{ITEMS} items judged"):
        raise Unmeasurable(f"the check ended with: {last}")
    return Figure(
        "Check, 100,000 items of one section", took(cost), "under 60 s, 200 MB",
        cost.wall < 60 and cost.memory < 200e6)
