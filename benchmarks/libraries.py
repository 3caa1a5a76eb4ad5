"""The libraries that are measured: made from the repository's sample and from a seed, the same every time."""

import json
import random
import shutil
import uuid
from pathlib import Path

import material

SECTIONS, TOPICS, ITEMS_A_CELL = 100, 100, 10
CELLS = SECTIONS * TOPICS
ITEMS = CELLS * ITEMS_A_CELL

SETTINGS = """\
mode: {mode}
publish: auto
kinds:
{kinds}
provider: {provider}
providers:
  {provider}: {settings}
"""


def sample(repository, folder, items=True):
    """A copy of the sample library, without a store; with its starting items or without."""
    shutil.copytree(repository / "prompts", folder / "prompts")
    (folder / "library").mkdir()
    for path in (repository / "library").iterdir():
        if path.suffix in (".yaml", ".csv"):
            shutil.copy(path, folder / "library")
    shutil.copytree(repository / "library/rules", folder / "library/rules")
    if items:
        shutil.copytree(repository / "library/items", folder / "library/items")
    return folder


def simulated(repository, folder, targets, latency):
    """A copy of the sample library without items, with these targets and a provider that makes no mistakes and repeats
    nothing."""
    return rehearsal(repository, folder, targets, "simulated", simulated_settings(latency))


def called(repository, folder, targets, url, **limits):
    """The same with a provider behind this URL, with these settings of its limits."""
    settings = {"base_url": url, "model": "simulated-1", **limits}
    return rehearsal(repository, folder, targets, "endpoint", json.dumps(settings))


def rehearsal(repository, folder, targets, provider, settings):
    sample(repository, folder, items=False)
    material.write(folder)
    kinds = "\n".join(f"  {path.name}:" for path in sorted((repository / "prompts").iterdir()))
    (folder / "library/libtool.yaml").write_text(
        SETTINGS.format(mode="rehearsal", kinds=kinds, provider=provider, settings=settings))
    rows = ["section,topic,sku,language,target,priority", *targets]
    (folder / "library/targets.csv").write_text("\n".join(rows) + "\n")
    return folder


def simulated_settings(latency):
    return f"{{model: simulated-1, seed: 1, latency_ms: {latency}}}"


def large(repository, folder):
    """A library with 10,000 cells: 100 sections, 100 topics, 10 exercises wanted for each pair. Without items."""
    (folder / "library/rules").mkdir(parents=True)
    shutil.copytree(repository / "prompts/gap_fill_exercise", folder / "prompts/gap_fill_exercise")
    shutil.copy(repository / "library/rules/gap_fill_exercise.yaml", folder / "library/rules")
    files = {
        "libtool.yaml": SETTINGS.format(
            mode="production", kinds="  gap_fill_exercise:", provider="simulated",
            settings=simulated_settings(latency=0)),
        "sections.csv": "section,kind,level,title,points\n" + "".join(
            f"section_{number:03},gap_fill_exercise,{level(number)},Section {number},one point | another point\n"
            for number in range(SECTIONS)),
        "topics.csv": "topic,theme,title\n" + "".join(
            f"topic_{number:03},theme_{number % 10},Topic {number}\n" for number in range(TOPICS)),
        "targets.csv": f"section,topic,sku,language,target,priority\n*,*,,de,{ITEMS_A_CELL},1\n",
    }
    for name, contents in files.items():
        (folder / "library" / name).write_text(contents)
    return folder


def level(section):
    return ("A1", "A2", "B1", "B2", "C1")[section % 5]


def write_items(path: Path):
    """The items of the large library as JSON Lines, cell by cell: what an export of another library looks like."""
    source = random.Random(20)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(ITEMS):
            cell = number // ITEMS_A_CELL
            item = {
                "uuid": uuid7(number, source), "kind": "gap_fill_exercise",
                "section": f"section_{cell // TOPICS:03}", "topic": f"topic_{cell % TOPICS:03}", "language": "de",
                "body": exercise(source),
            }
            lines.write(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n")


def uuid7(milliseconds, source):
    """A uuid of version 7 (RFC 9562), so many milliseconds after a day in 2025."""
    bits = (1_750_000_000_000 + milliseconds) << 80 | source.getrandbits(80)
    bits = bits & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=bits & ~(3 << 62) | 2 << 62))


PEOPLE = "Anna Jonas Mira Yusuf Lena Paul Sofia Emil Nora Tim Clara Ben Ida Max Lea Finn Zoe Kurt Rosa Hugo".split()
PLACES = ["im Café", "am Bahnhof", "in der Schule", "auf dem Markt", "zu Hause", "im Büro", "im Park", "bei Freunden"]
TIMES = ["am Morgen", "jeden Tag", "am Wochenende", "nach der Arbeit", "im Sommer", "heute Abend", "oft", "seit einer Woche"]
VERBS = [
    ("trinkt", "trinke", "trinkst", "trinken"), ("kauft", "kaufe", "kaufst", "kaufen"),
    ("sucht", "suche", "suchst", "suchen"), ("hört", "höre", "hörst", "hören"), ("lernt", "lerne", "lernst", "lernen"),
    ("kocht", "koche", "kochst", "kochen"), ("spielt", "spiele", "spielst", "spielen"),
    ("bringt", "bringe", "bringst", "bringen"), ("zeigt", "zeige", "zeigst", "zeigen"),
    ("braucht", "brauche", "brauchst", "brauchen"),
]
THINGS = ["einen Tee", "ein Buch", "die Zeitung", "den Schlüssel", "Musik", "das Rad", "eine Karte", "neue Wörter"]


def exercise(source):
    """A gap-fill exercise of three sentences that breaks no critical rule, some 700 bytes as JSON."""
    sentences, gaps = [], []
    for number, (right, *wrong) in enumerate(source.sample(VERBS, 3), start=1):
        person = source.choice(PEOPLE)
        sentences.append(
            f"{person} [{number}] {source.choice(TIMES)} {source.choice(PLACES)} {source.choice(THINGS)}.")
        gaps.append({
            "no": number, "correct": right, "distractors": wrong,
            "explanation": f"„{person}“ ist dritte Person Singular: Das Verb endet im Präsens auf -t.",
        })
    return {"text": " ".join(sentences), "gaps": gaps}
