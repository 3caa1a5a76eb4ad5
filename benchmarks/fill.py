"""How near a fill comes to the time that its provider takes."""

import json

from measure import Unmeasurable, run
from table import Figure, took

ITEMS, AT_ONCE, LATENCY = 1000, 64, 500  # LATENCY: milliseconds of each call


def fill(libtool, library):
    """1,000 items, one a call, 64 at once; every answer is durable before it is read. Waves of 64 calls, 16 of them,
    take 8.0 s without any work in between."""
    cost = run(
        libtool, "--library", library, "fill", "--limit", ITEMS, "--batch-size", 1, "--json",
        "--set", f"fill.concurrency={AT_ONCE}", "--set", "fill.assess=false")
    run_document = json.loads(cost.output)
    accepted, calls = run_document["accepted"], run_document["calls"]
    if accepted != ITEMS or calls != ITEMS:
        raise Unmeasurable(f"{accepted} of {ITEMS} items were accepted in {calls} calls: one each was to be measured")
    commits = run_document["commits"] / calls
    waves = -(-ITEMS // AT_ONCE) * LATENCY / 1000
    return Figure(
        "Fill, 1,000 calls of 0.5 s, 64 at once", f"{took(cost)}, {commits:.2f} commits an answer",
        "at most 8.5 s, 0.2 commits; CPU under 2 s", cost.wall <= 8.5 and commits <= 0.2 and cost.cpu < 2,
        f"{cost.wall / waves:.2f} x {waves:.1f} s of waiting")
