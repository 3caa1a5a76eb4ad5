"""Material of the simulated provider that is varied enough for a thousand exercises of a few sections: none of them comes
out as a near-duplicate of another, so that what is measured is one call an item. The sample library's own material has some
twelve frames a section, which is good for some thirty exercises."""

import json
import random

FRAMES = 600
OPTIONS = [
    ("weil", "obwohl", "damit", "bevor"), ("mit", "ohne", "für", "gegen"), ("einen", "eine", "ein", "einem"),
    ("der", "die", "das", "den"), ("nie", "oft", "schon", "kaum"), ("wer", "was", "wo", "wann"),
    ("auf", "unter", "neben", "zwischen"), ("seit", "bis", "nach", "vor"), ("kann", "muss", "will", "darf"),
    ("geht", "kommt", "bleibt", "läuft"), ("dann", "trotzdem", "deshalb", "sonst"), ("ihn", "ihm", "ihr", "sie"),
    ("viel", "wenig", "mehr", "nichts"), ("hat", "ist", "wird", "war"), ("dort", "dahin", "daher", "davon"),
]
STARTS = [
    "Am Abend", "In der Stadt", "Nach dem Essen", "Seit gestern", "Ohne den Plan", "Vor dem Haus", "Manchmal", "Bei uns",
    "Trotz allem", "Im Winter", "Zum Glück", "Mit etwas Mühe", "An jedem Montag", "Unter der Brücke", "Gegen Mittag",
    "Für alle", "Hinter dem Zaun", "Wie immer", "Auf dem Weg", "Zwischen den Jahren",
]
PEOPLE = "Anna Jonas Mira Yusuf Lena Paul Sofia Emil Nora Tim Clara Ben Ida Max Lea Finn Zoe Kurt Rosa Hugo".split()
LINKS = [
    "mit dem", "für die", "ohne das", "an einem", "auf der", "und auch ein", "aber kein", "zu einer", "von unserem",
    "unter dem", "wegen der", "gegen den", "neben dem", "durch die", "bis zum", "statt der", "in einem", "über das",
]
FIRST = ("Garten Küchen Schul Stadt Wald Winter Sommer Abend Papier Holz Wasser Fenster Reise Arbeits Kinder Tisch Land Markt "
         "Wein Berg Brief Kohl Silber Glas Leder Morgen Nacht Sonnen Regen Schnee Wind Haus Feld Dorf").split()
LAST = ("tür bank stuhl weg platz karte tasche lampe kiste uhr kanne jacke brücke straße schale leiter treppe wand liste feier "
        "pause stunde suppe torte dose decke mauer glocke fahne maschine rolle leitung").split()


def write(folder):
    """Puts the material in the place of that of the library in a folder."""
    target = folder / "prompts/gap_fill_exercise/simulated"
    for path in target.glob("*.json"):
        if json.loads(path.read_text())["use"] == "numbered_sentences":
            path.unlink()
    source = random.Random(22)
    frames = [frame(source) for _ in range(FRAMES)]
    (target / "varied.json").write_text(json.dumps({"use": "numbered_sentences", "frames": frames}, ensure_ascii=False))


def frame(source):
    """A sentence with one gap and two nouns."""
    right, *wrong = source.sample(source.choice(OPTIONS), 4)
    first, second = source.sample(LINKS, 2)
    parts = [source.choice(STARTS), "{gap1}", source.choice(PEOPLE), first, "{one}", second, "{two}"]
    if source.random() < 0.5:
        parts[1:3] = [parts[2], "{gap1}"]
    return {
        "sentence": " ".join(parts) + ".",
        "vary": [{"one": nouns(source)}, {"two": nouns(source)}],
        "gaps": [{
            "correct": right, "distractors": wrong,
            "explanation": "In diesem Satz passt nach dem Sinn und nach der Grammatik nur diese eine Form.",
        }],
    }


def nouns(source):
    return [source.choice(FIRST) + source.choice(LAST) for _ in range(4)]
