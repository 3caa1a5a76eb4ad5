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


def one_section(repository, folder, sections=1):
    """A library whose only section, wanted in one language, is to hold 100,000 exercises, or several of them. Without items."""
    large(repository, folder)
    files = {
        "sections.csv": "section,kind,level,title,points\n" + "".join(
            f"section_{number:03},gap_fill_exercise,B1,Section {number},one point | another\n"
            for number in range(sections)),
        "topics.csv": "topic,theme,title\n",
        "targets.csv": "section,topic,sku,language,target,priority\nsection_000,,,de,10,1\n",
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


def write_varied_items(path: Path, section=0):
    """100,000 exercises of one section, some 1,000 bytes each, whose sentences, frames and endings differ: some of them
    come out as near-duplicates of others, as in a large section of a real library."""
    source = random.Random(21 + 100 * section)
    frames = [varied_frame(source) for _ in range(400)]
    with path.open("w", encoding="utf-8") as lines:
        for number in range(ITEMS):
            item = {
                "uuid": uuid7(section * ITEMS + number, source), "kind": "gap_fill_exercise",
                "section": f"section_{section:03}", "language": "de",
                "body": varied_exercise(source, frames),
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


STARTS = ["Am Abend", "In der Stadt", "Weil es regnet,", "Nach dem Essen", "Seit gestern", "Wenn niemand kommt,",
          "Ohne den Plan", "Vor dem Haus", "Manchmal", "Damit alle es sehen,", "Obwohl es spät ist,", "Bei uns"]
MIDDLES = ["mit dem {n}", "für die {n}", "ohne das {n}", "an einem {n}", "auf der {n}", "und auch ein {n}",
           "aber kein {n}", "zu einer {n}", "von unserem {n}", "unter dem {n}", "nicht wegen der {n}", "gegen den {n}"]
ENDS = ["wie immer", "noch einmal", "aber nur kurz", "und dann nicht mehr", "bis zum Ende", "für uns alle", "ohne sie",
        "mit ihm", "so wie er", "als wäre es neu"]
FIRST_PARTS = ("Garten Küchen Schul Stadt Wald Winter Sommer Abend Papier Holz Wasser Fenster Reise Arbeits Kinder Tisch "
               "Land Markt Wein Berg Brief Kohl Silber Glas Leder Morgen Nacht Sonnen Regen Schnee Wind Haus Feld Dorf").split()
LAST_PARTS = ("tür bank stuhl weg platz karte tasche lampe kiste uhr kanne jacke brücke straße schale leiter treppe wand "
              "liste feier pause stunde suppe torte dose decke mauer glocke fahne maschine rolle leitung").split()
STEMS = ("spiel koch lern such kauf zeig bring hör trink brauch mal bau frag sag mach leb lieb glaub hol leg stell wähl "
         "pack füll kehr dreh klopf schau hoff wohn").split()
ENDINGS = [("t", "e", "st", "en"), ("te", "test", "ten", "tet"), ("en", "t", "te", "e"), ("st", "e", "t", "te")]


def varied_frame(source):
    """What a sentence is made of, but for its nouns."""
    return (source.choice(STARTS), source.sample(MIDDLES, source.choice((2, 3))), source.choice(ENDS))


def varied_exercise(source, frames):
    """A gap-fill exercise of four sentences out of frames, compound nouns and endings."""
    sentences, gaps = [], []
    for number in range(1, 5):
        start, middles, end = source.choice(frames)
        right, *wrong = source.choice(ENDINGS)
        stem = source.choice(STEMS)
        parts = [middle.format(n=source.choice(FIRST_PARTS) + source.choice(LAST_PARTS)) for middle in middles]
        sentences.append(f"{start} [{number}] {source.choice(PEOPLE)} {' '.join(parts)} {end}.")
        gaps.append({
            "no": number, "correct": stem + right, "distractors": [stem + ending for ending in wrong],
            "explanation": f"Zu „{stem}en“ gehört hier die Endung -{right}, denn so verlangt es das Subjekt.",
        })
    return {"text": " ".join(sentences), "gaps": gaps}
