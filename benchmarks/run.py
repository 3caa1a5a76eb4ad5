"""Measures what docs/benchmarks.md speaks of, and prints one table.

usage: run.py PROGRAM REPOSITORY FOLDER      FOLDER: empty, on the disk that is to be measured
"""

import sys
from pathlib import Path

import check
import coverage
import fill
import interchange
import libraries
import prompts
from measure import Unmeasurable, run
from report import report


def main(libtool, repository, folder):
    def start():
        sample = libraries.sample(repository, folder / "sample")
        run(libtool, "--library", sample, "sync")
        return coverage.start(libtool, sample)

    def savings():
        lessons = libraries.simulated(
            repository, folder / "lessons", [f"{prompts.SECTION},{prompts.TOPIC},,en,6,1"], latency=0)
        return prompts.savings(libtool, lessons)

    large = libraries.large(repository, folder / "large")

    def imports():
        items = folder / "items.jsonl"
        libraries.write_items(items)
        return interchange.imports(libtool, large, items)

    def checks():
        crowded = libraries.one_section(repository, folder / "crowded")
        varied = folder / "varied.jsonl"
        libraries.write_varied_items(varied)
        return check.check(libtool, crowded, varied)

    def fills():
        exercises = libraries.simulated(repository, folder / "exercises", ["*,*,,de,2,1"], latency=fill.LATENCY)
        run(libtool, "--library", exercises, "sync")
        return fill.fill(libtool, exercises)

    # In this order: coverage and exports are those of the items that the imports have brought.
    works = {
        "start": start, "prompts": savings, "imports": imports,
        "coverage": lambda: coverage.large(libtool, large, libraries.CELLS),
        "exports": lambda: interchange.exports(libtool, large), "check": checks, "fill": fills,
    }
    report(works, [], folder)


if __name__ == "__main__":
    try:
        main(*(Path(argument).resolve() for argument in sys.argv[1:]))
    except Unmeasurable as problem:
        sys.exit(f"bench: could not be measured: {problem}")
