"""Measures one work after the other, and prints the table of all."""

import sys

import machine
import table


def report(works, wanted, folder):
    """`works`: functions by name, each of which returns a figure or several; `wanted`: names, all where there is none."""
    quiet = machine.Quiet()
    figures = []
    for name in wanted or works:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        found = works[name]()
        figures += found if isinstance(found, list) else [found]
    print(table.text(figures))
    print(machine.description(folder), quiet.description(), sep="; ")
