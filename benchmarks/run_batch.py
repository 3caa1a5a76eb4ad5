"""Measures what docs/benchmarks.md says of runs of batch jobs, and prints one table.

usage: run_batch.py PROGRAM REPOSITORY FOLDER [WORK...]
FOLDER: empty, on the disk that is to be measured
"""

import sys
from pathlib import Path

import batch
import machine
import table
from measure import Unmeasurable


def main(libtool, repository, folder, wanted):
    works = {
        "saving": lambda: batch.saving(libtool, repository, folder),
        "lines": lambda: batch.lines(libtool, repository, folder),
    }
    quiet = machine.Quiet()
    figures = []
    for name in wanted or works:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        figures.append(works[name]())
    print(table.text(figures))
    print(machine.description(folder), quiet.description(), sep="; ")


if __name__ == "__main__":
    program, repository, folder, *wanted = sys.argv[1:]
    try:
        main(Path(program).resolve(), Path(repository).resolve(), Path(folder).resolve(), wanted)
    except Unmeasurable as problem:
        sys.exit(f"bench-batch: could not be measured: {problem}")
