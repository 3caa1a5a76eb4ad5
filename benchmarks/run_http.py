"""Measures what docs/benchmarks.md says of fills over HTTP, and prints one table.

usage: run_http.py PROGRAM PYTHON REPOSITORY FOLDER [WORK...]
PYTHON has the plain client's library; FOLDER: empty, on the disk that is to be measured
"""

import sys
from pathlib import Path

import machine
import over_http
import table
from measure import Unmeasurable
from report import report


def main(libtool, python, repository, folder, wanted):
    works = {
        "speed": lambda: over_http.speed(libtool, python, repository, folder),
        "requests": lambda: over_http.requests_limit(libtool, repository, folder),
        "tokens": lambda: over_http.tokens_limit(libtool, repository, folder),
        "processes": lambda: over_http.processes(libtool, repository, folder),
        "dead": lambda: over_http.dead(libtool, repository, folder),
    }
    report(works, wanted, folder)


if __name__ == "__main__":
    program, python, repository, folder, *wanted = sys.argv[1:]
    try:
        # A virtual environment's Python is a link, which must not be followed.
        main(Path(program).resolve(), python, Path(repository).resolve(), Path(folder).resolve(), wanted)
    except Unmeasurable as problem:
        sys.exit(f"bench-http: could not be measured: {problem}")
