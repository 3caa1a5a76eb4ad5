"""Measures what docs/benchmarks.md says of runs of batch jobs, and prints one table.

usage: run_batch.py PROGRAM REPOSITORY FOLDER [WORK...]
FOLDER: empty, on the disk that is to be measured
"""

import sys
from pathlib import Path

import batch
from measure import Unmeasurable
from report import report


def main(libtool, repository, folder, wanted):
    works = {
        "saving": lambda: batch.saving(libtool, repository, folder),
        "lines": lambda: batch.lines(libtool, repository, folder),
    }
    report(works, wanted, folder)


if __name__ == "__main__":
    program, repository, folder, *wanted = sys.argv[1:]
    try:
        main(Path(program).resolve(), Path(repository).resolve(), Path(folder).resolve(), wanted)
    except Unmeasurable as problem:
        sys.exit(f"bench-batch: could not be measured: {problem}")
