"""A fill over HTTP: how fast it is, how it keeps limits, and what a dead provider costs. `libtool simulate` is the judge."""

import gzip
import heapq
import itertools
import json
import sqlite3
import time
from statistics import median

import libraries
import material
from measure import Running, Unmeasurable, in_turn, run, run_together
from simulator import Simulator
from table import Figure, beside, took

ITEMS, AT_ONCE, LATENCY, JITTER = 1000, 64, 500, 0.2
FIRST = 20  # the most calls that a provider which has answered nothing yet is sent
EXERCISES = ["*,*,,de,2,1"]
REQUESTS, TOKENS = 3000, 1_000_000  # a minute
PROCESSES = 8
DRAFTS = 10_000


def fill(libtool, library, *options, items=ITEMS, at_once=AT_ONCE):
    """The command of a fill without assessment, one item a call."""
    return (libtool, "--library", library, "fill", "--limit", items, "--batch-size", 1, "--json",
            "--set", f"fill.concurrency={at_once}", "--set", "fill.assess=false", *options)


def speed(libtool, python, repository, folder):
    """1,000 items, one a call, 64 at once, beside a plain client that sends the same bodies and stores nothing.

    The simulator draws the time of a call from its body: both wait for the same calls equally long.
    """
    bodies = folder / "bodies.jsonl"
    numbers = itertools.count()
    commits, floors, held_back = [], [], []
    with simulate(libtool, repository, folder) as simulator:

        def ours():
            library = libraries.called(repository, folder / f"fast-{next(numbers)}", EXERCISES, simulator.url)
            run(libtool, "--library", library, "sync")
            simulator.reset()
            cost = run(*fill(libtool, library))
            document = json.loads(cost.output)
            if (document["accepted"], document["calls"]) != (ITEMS, ITEMS):
                raise Unmeasurable(f"{document['accepted']} items were accepted in {document['calls']} calls")
            commits.append(document["commits"] / ITEMS)
            calls = simulator.calls()
            floors.append(shortest(calls))
            held_back.append(shortest(calls, at_first=FIRST))
            if not bodies.exists():
                bodies.write_bytes(b"\n".join(requests(library)) + b"\n")
            return cost

        def plain():
            simulator.reset()
            cost = run(python, repository / "benchmarks/plain_client.py", simulator.url, bodies, AT_ONCE)
            if int(cost.output) != ITEMS:
                raise Unmeasurable(f"the plain client has had {cost.output} answers")
            return cost

        cost, beside_it = in_turn(3, ours, plain)
    met = cost.wall <= 8.4 and cost.cpu < 1.5 and cost.memory < 60e6
    return Figure(
        f"Fill over HTTP, 1,000 calls of 0.5 s ±{JITTER:.0%}, 64 at once",
        f"{took(cost)}, {median(commits):.2f} commits an answer", "at most 8.4 s, CPU under 1.5 s, 60 MB", met,
        f"{beside(cost, beside_it)}; {cost.wall / median(floors):.3f} x {median(floors):.2f} s of waiting, "
        f"{cost.wall / median(held_back):.3f} x {median(held_back):.2f} s with {FIRST} calls until the first answer")


def requests(library):
    """The bodies that a fill has sent, as the store keeps them."""
    with sqlite3.connect(f"file:{library / 'library/library.db'}?mode=ro", uri=True) as store:
        for body, encoding in store.execute("SELECT body, encoding FROM requests ORDER BY attempt"):
            yield gzip.decompress(body) if encoding == "gzip" else body


def shortest(calls, at_first=AT_ONCE):
    """The seconds that these calls take in this order, with 64 at once and no work in between, where so many are sent before
    the first answer."""
    times = [call.answered - call.received for call in calls]
    ends = [0.0] * at_first + [min(times[:at_first])] * (AT_ONCE - at_first)
    for time_of_call in times:
        heapq.heapreplace(ends, ends[0] + time_of_call)
    return max(ends)


def requests_limit(libtool, repository, folder):
    """1,000 calls under a limit of 3,000 requests a minute."""
    with simulate(libtool, repository, folder, "--requests-per-minute", REQUESTS) as simulator:
        library = libraries.called(
            repository, folder / "requests", EXERCISES, simulator.url, requests_per_minute=REQUESTS)
        run(*fill(libtool, library))
        return limit_figure(
            "1,000 calls, 3,000 requests a minute", simulator.calls(), REQUESTS, 0.97, weight=lambda call: 1)


def tokens_limit(libtool, repository, folder):
    """A fill with assessment under a limit of 1,000,000 tokens a minute: its calls are for five texts, their assessment, and
    single texts that are sent back. It takes longer than a minute, so that the limit is felt."""
    faults = ("--fault", "rule_failure=0.12", "--fault", "failed_assessment=0.1")
    with simulate(libtool, repository, folder, "--tokens-per-minute", TOKENS, *faults) as simulator:
        library = libraries.called(
            repository, folder / "tokens", EXERCISES, simulator.url, tokens_per_minute=TOKENS)
        run(libtool, "--library", library, "fill", "--limit", ITEMS, "--json", "--set", f"fill.concurrency={AT_ONCE}")
        return limit_figure(
            "Calls of 1 to 5 texts, 1,000,000 tokens a minute", simulator.calls(), TOKENS, 0.95,
            weight=lambda call: call.tokens)


def processes(libtool, repository, folder):
    """Eight fills at once in one store, under one limit of 3,000 requests a minute."""
    with simulate(libtool, repository, folder, "--requests-per-minute", REQUESTS) as simulator:
        library = libraries.called(
            repository, folder / "processes", EXERCISES, simulator.url, requests_per_minute=REQUESTS)
        run(libtool, "--library", library, "sync")
        run_together([
            fill(libtool, library, items=ITEMS // PROCESSES, at_once=AT_ONCE // PROCESSES)
            for _ in range(PROCESSES)])
        return limit_figure(
            "8 processes, one store, 3,000 requests a minute", simulator.calls(), REQUESTS, 0.95,
            weight=lambda call: 1)


def simulate(libtool, repository, folder, *options):
    """A simulator whose calls take half a second, more or less."""
    library = folder / "simulated"
    if not library.exists():
        material.write(libraries.sample(repository, library))
    return Simulator(libtool, library, "--latency-ms", LATENCY, "--jitter", JITTER, *options)


def limit_figure(work, calls, limit, goal, weight):
    """What was let through, as a share of what the limit allows in the time from a second after the first call to the last.

    The first second is left out: what is saved up before is sent in it besides, and would make the share larger.
    """
    refused = sum(call.status == 429 for call in calls)
    begin, end = calls[0].received + 1, calls[-1].received
    let_through = sum(weight(call) for call in calls if call.status == 200 and begin < call.received <= end)
    used = let_through / (limit / 60 * (end - begin))
    if len({call.status for call in calls}) > 1 and not refused:
        raise Unmeasurable("some calls have failed")
    return Figure(
        work, f"{used:.1%} used, {refused} refused, {len(calls):,} calls in {end - begin + 1:.1f} s; fullest minute "
        f"{fullest_minute(calls, weight) / limit:.1%}", f"at least {goal:.0%}, none refused", used >= goal and not refused)


def fullest_minute(calls, weight):
    """The most that was let through in any sixty seconds."""
    calls = [call for call in calls if call.status == 200]
    most = within = first = 0
    for call in calls:
        within += weight(call)
        while calls[first].received <= call.received - 60:
            within -= weight(calls[first])
            first += 1
        most = max(most, within)
    return most


def dead(libtool, repository, folder):
    """10,000 drafts from a provider that fails every call; resumed while it is dead, and when it is well again."""
    with simulate(libtool, repository, folder) as simulator:
        simulator.set_faults(server_error=1)
        library = libraries.called(repository, folder / "dead", ["*,*,,de,20,1"], simulator.url)
        cost = run(*fill(libtool, library, items=DRAFTS), code=1)
        calls = simulator.received()
        document = json.loads(cost.output)
        if document["wanted"] != DRAFTS or document["status"] != "paused" or not document["reason"]:
            raise Unmeasurable(f"the run is {document['status']}: {document['reason']}")
        again = (libtool, "--library", library, "runs", "resume", "last", "--json")
        run(*again, code=1)
        more = simulator.received() - calls
        simulator.reset()
        simulator.set_faults(server_error=0)
        resumed = Running(again)
        while len(simulator.calls()) < 2 * AT_ONCE:
            time.sleep(0.1)
        resumed.interrupt()
        resumed.finish(code=130)
        first, *others = simulator.calls()
        probes = 1 + sum(call.received < first.answered for call in others)
    return Figure(
        "All calls fail with 5xx, 10,000 drafts",
        f"{calls} calls, paused after {cost.wall:.1f} s: \"{document['reason']}\"; {more} calls when resumed in vain, "
        f"{probes} until it goes on", "at most 20 calls, paused; 1 probe",
        calls <= 20 and probes == 1 and first.status == 200)
