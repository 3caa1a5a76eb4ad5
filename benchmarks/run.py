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
import machine
import prompts
import table
from measure import Unmeasurable, run


def main(libtool, repository, folder):
    figures = []

    def measure(name, work):
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        found = work()
        figures.extend(found if isinstance(found, list) else [found])

    quiet = machine.Quiet()
    sample = libraries.sample(repository, folder / "sample")
    run(libtool, "--library", sample, "sync")
    measure("start", lambda: coverage.start(libtool, sample))

    lessons = libraries.simulated(
        repository, folder / "lessons", [f"{prompts.SECTION},{prompts.TOPIC},,en,6,1"], latency=0)
    measure("prompts", lambda: prompts.savings(libtool, lessons))

    large = libraries.large(repository, folder / "large")
    items = folder / "items.jsonl"
    libraries.write_items(items)
    measure("imports", lambda: interchange.imports(libtool, large, items))
    measure("coverage", lambda: coverage.large(libtool, large, libraries.CELLS))
    measure("exports", lambda: interchange.exports(libtool, large))

    crowded = libraries.one_section(repository, folder / "crowded")
    varied = folder / "varied.jsonl"
    libraries.write_varied_items(varied)
    measure("check", lambda: check.check(libtool, crowded, varied))

    exercises = libraries.simulated(
        repository, folder / "exercises", ["*,*,,de,2,1"], latency=fill.LATENCY)
    run(libtool, "--library", exercises, "sync")
    measure("fill", lambda: fill.fill(libtool, exercises))

    print(table.text(figures))
    print(machine.description(folder), quiet.description(), sep="; ")


if __name__ == "__main__":
    try:
        main(*(Path(argument).resolve() for argument in sys.argv[1:]))
    except Unmeasurable as problem:
        sys.exit(f"bench: could not be measured: {problem}")
