"""How many input tokens true batches save: counted by the program, characters / 4, rounded up."""

import json

from measure import Unmeasurable, run
from table import Figure

# A topic that the sample library has lessons for, and the learner of the reference.
SECTION, TOPIC = "statistics_basics", "statistics_01_averages"


def savings(libtool, library):
    """Two and three micro lessons a call, against one a call."""
    one = messages(libtool, library, 1)
    return [
        figure(libtool, library, "two", 2, one, goal=47.0), figure(libtool, library, "three", 3, one, goal=60.0)]


def figure(libtool, library, word, size, one, goal):
    batch, single = messages(libtool, library, size), size * one
    saved = 100 * (1 - batch / single)
    whole = plan(libtool, library, size)
    return Figure(
        f"Prompts, {word} micro lessons a call", f"{saved:.1f} % saved: {single:,} to {batch:,} tokens",
        f"at least {goal:.0f} %", saved >= goal, f"with the function's schema {whole:.1f} %")


def messages(libtool, library, size):
    """The tokens of the messages of one call."""
    tokens = json.loads(run(
        libtool, "--library", library, "prompts", "render", "micro_lesson", "--section", SECTION, "--count", size,
        "--json").output)["tokens"]
    return tokens["input"] - tokens["tool"]


def plan(libtool, library, size):
    """What a plan says is saved in per cent, of everything that is sent."""
    plan = json.loads(run(
        libtool, "--library", library, "plan", "--section", SECTION, "--topic", TOPIC, "--batch-size", size, "--json",
        "--set", "fill.assess=false").output)
    if plan["calls"] * size != plan["items"]:
        raise Unmeasurable(f"{plan['items']} lessons are planned in {plan['calls']} calls, not {size} a call")
    return 100 * (1 - plan["input_tokens"] / plan["input_tokens_single"])
