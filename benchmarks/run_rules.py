"""Measures what docs/benchmarks.md says of single items, and prints one table.

usage: run_rules.py PROGRAM JUDGING REPOSITORY FOLDER [WORK...]
JUDGING: the program of benchmarks/Judging; FOLDER: empty, on the disk that is to be measured
"""

import functools
import sys
from pathlib import Path

import judging
import libraries
from measure import Unmeasurable, run
from report import report


def main(libtool, judge, repository, folder, wanted):
    @functools.cache
    def crowded(sections):
        library = libraries.one_section(repository, folder / f"crowded-{sections}", sections)
        items = folder / "varied.jsonl"
        for section in range(sections):
            libraries.write_varied_items(items, section)
            run(libtool, "--library", library, "import", items, "--json")
        run(judge, "index", library)
        return library

    def rules():
        sample = libraries.sample(repository, folder / "sample")
        run(libtool, "--library", sample, "sync")
        return judging.rules(judge, sample, crowded(1))

    works = {
        "rules": rules,
        "twins": lambda: judging.twins(judge, crowded(1), "100,000 in the library, all in its section"),
        "many": lambda: judging.twins(judge, crowded(6), "600,000 in the library, 100,000 in its section"),
    }
    report(works, wanted, folder)


if __name__ == "__main__":
    program, judge, repository, folder, *wanted = sys.argv[1:]
    try:
        main(*(Path(path).resolve() for path in (program, judge, repository, folder)), wanted)
    except Unmeasurable as problem:
        sys.exit(f"bench-rules: could not be measured: {problem}")
