"""Runs of batch jobs: what they save, and how fast many lines are handed over and taken in. `libtool simulate` is the provider."""

import json
import os
import time

import libraries
import material
from measure import Unmeasurable, run
from simulator import Simulator
from table import Figure

DRAFTS, GROUP = 1000, 5
LINES = 50_000
PRICES = {"input": 0.35, "cached_input": 0.09, "output": 1.40}  # a million tokens
SETTINGS = [
    "provider=openai", "providers.openai.model=simulated-1", "fill.assess=false", "prices.openai/*.batch=0.5",
    *(f"prices.openai/*.{name}={price}" for name, price in PRICES.items())]


def command(libtool, library, *words):
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    return (libtool, "--library", library, *words, *settings)


class Batches(Simulator):
    """The simulator, where the provider `openai` finds it."""

    def __enter__(self):
        super().__enter__()
        os.environ.update(OPENAI_API_KEY="sk-bench", OPENAI_BASE_URL=self.url)
        return self

    def paid(self):
        """What the lines of its log cost at the batch price, in the ledger's currency, and how many there are."""
        cost, lines = 0.0, 0
        for text in self.log.read_text().splitlines():
            event = json.loads(text)
            if event["event"] == "line":
                usage = event["usage"]
                cached = usage.get("cached_input", 0)
                cost += ((usage["input"] - cached) * PRICES["input"] + cached * PRICES["cached_input"]
                         + usage["output"] * PRICES["output"]) / 2e6
                lines += 1
        return cost, lines


def saving(libtool, repository, folder):
    """1,000 drafts in groups of 5, without assessment, so that there is a line for each group."""
    library = libraries.rehearsal(repository, folder / "saving", ["passiv,,,de,1000,1"], "simulated", "{}")
    topics = library / "library/topics.csv"
    # Without their registers all topics ask for the same, and groups are full.
    topics.write_text("\n".join(row.rpartition(",")[0] for row in topics.read_text().splitlines()) + "\n")
    with Batches(libtool, library) as simulator:
        run(*command(libtool, library, "sync"))
        cost = run(*command(
            libtool, library, "fill", "--limit", DRAFTS, "--max-drafts", DRAFTS, "--batch-size", GROUP, "--mode", "batch",
            "--json", "--min-accept", 0, "--set", "kinds.gap_fill_exercise.retries=0"))
        document = json.loads(cost.output)
        paid, lines = simulator.paid()
    share = document["input_tokens"] / document["input_tokens_single"]
    is_same = abs(paid - document["cost"]) < 0.005
    met = document["calls"] == lines == DRAFTS // GROUP and share <= 0.45 and is_same
    return Figure(
        "1,000 drafts as a batch run, groups of 5",
        f"{lines} lines, {share:.1%} of the input tokens of one item a call, {document['cost']:.4f} in the ledger",
        "200 lines, at most 45 %, half price to the cent", met,
        f"{paid:.4f} by the log of the provider at half price; one item a call, live: {document['cost_single']:.4f}")


def lines(libtool, repository, folder):
    """50,000 lines in jobs of one item a line: reserved, written, uploaded; then downloaded, stored, judged and booked."""
    library = libraries.large(repository, folder / "lines")
    material.write(library)
    settings = library / "library/libtool.yaml"
    settings.write_text(settings.read_text().replace("mode: production", "mode: rehearsal"))
    more = ("--json", "--set", "kinds.gap_fill_exercise.retries=0")
    with Batches(libtool, library) as simulator:
        run(*command(libtool, library, "sync"))
        handed_over = run(*command(
            libtool, library, "fill", "--limit", LINES, "--max-drafts", LINES, "--batch-size", 1, "--mode", "batch",
            "--detach", *more))
        while simulator.ask()["batches"]["lines"] < LINES:
            time.sleep(0.5)
        # The last line is answered before the job has ended.
        time.sleep(2)
        taken_in = run(*command(libtool, library, "runs", "resume", "last", *more))
        paid, answered = simulator.paid()
    document = json.loads(taken_in.output)
    if answered != LINES or document["calls"] != LINES or document["status"] != "finished":
        raise Unmeasurable(f"{answered} lines were answered, {document['calls']} booked, run {document['status']}")
    wall = handed_over.wall + taken_in.wall
    memory = max(handed_over.memory, taken_in.memory)
    is_same = abs(paid - document["cost"]) < 0.005
    return Figure(
        "50,000 lines: written, uploaded, read back, booked",
        f"{wall:.0f} s ({handed_over.wall:.0f} + {taken_in.wall:.0f}), CPU {handed_over.cpu + taken_in.cpu:.0f} s, "
        f"{memory / 1e6:.0f} MB", "at most 60 s, under 200 MB", wall <= 60 and memory < 200e6 and is_same,
        f"{document['accepted']:,} accepted; {document['cost']:.2f} in the ledger, {paid:.2f} by the provider's log")
