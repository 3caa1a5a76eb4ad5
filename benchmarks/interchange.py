"""How fast 100,000 items come in and go out, beside the `sqlite3` shell."""

import filecmp
import json
import shutil

from measure import Unmeasurable, in_turn, run, sqlite
from table import Figure, beside, took

# What an item is in the store, in one table: the rows of items, of versions and of publish_records side by side.
ROWS = """
SELECT i.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, i.active_version, i.active_since, i.standing,
  i.created_at, v.id, v.item, v.number, v.body, hex(v.digest), v.origin, v.actor, v.schema_version, v.cost,
  v.created_at, r.event, r.item, r.new_version
FROM items i JOIN versions v ON v.item = i.id JOIN publish_records r ON r.item = i.id ORDER BY i.id;
"""

# The same columns, and an index for each that the three tables have and that holds a row for each item.
TABLE = """
CREATE TABLE rows (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, section TEXT NOT NULL, topic TEXT, sku TEXT,
  language TEXT NOT NULL, active_version INTEGER, active_since INTEGER, standing TEXT, created_at INTEGER,
  version INTEGER, version_item INTEGER, number INTEGER, body TEXT, digest TEXT, origin TEXT, actor INTEGER,
  schema_version INTEGER, cost INTEGER, version_created_at INTEGER, event INTEGER, record_item INTEGER,
  new_version INTEGER, UNIQUE (version_item, number));
CREATE INDEX rows_by_key ON rows (kind, section, language, topic, sku, standing);
CREATE INDEX rows_unchecked ON rows (version_item) WHERE digest IS NOT NULL;
CREATE UNIQUE INDEX rows_records ON rows (record_item, event);
CREATE INDEX rows_by_event ON rows (event);
"""

# The fields of a line of the JSON Lines export, in its order.
LINES = """
SELECT json_object('uuid', i.uuid, 'kind', i.kind, 'level', {level}, 'section', i.section, 'topic', i.topic,
  'sku', i.sku, 'language', i.language, 'version', v.number, 'body', json(v.body))
FROM items i JOIN versions v ON v.id = i.active_version ORDER BY i.id;
"""


def imports(libtool, library, items):
    """An import into a library whose catalogue is in its store, beside `.import` of the same rows into one table."""
    store, empty = library / "library/library.db", library / "empty.db"
    run(libtool, "--library", library, "sync")
    shutil.copy(store, empty)
    first_import(libtool, library, items)
    rows, plain = library / "rows.csv", library / "plain.db"
    sqlite(store, ".mode csv\n" + ROWS, to=rows)
    mode = sqlite(store, "PRAGMA journal_mode;").output.decode().strip()

    def ours():
        shutil.copy(empty, store)
        return first_import(libtool, library, items)

    def shell():
        plain.unlink(missing_ok=True)
        sqlite(plain, f"PRAGMA journal_mode = {mode};" + TABLE)
        # What the program's connections are set to.
        settings = f"PRAGMA journal_mode = {mode};\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -16000;\n"
        return sqlite(plain, f"{settings}.import --csv {rows} rows\n")

    cost, beside_it = in_turn(3, ours, shell)
    count = int(sqlite(plain, "SELECT count(*) FROM rows;").output)
    if count != 100_000:
        raise Unmeasurable(f"the shell imported {count} rows")
    rows.unlink()
    plain.unlink()
    return Figure(
        "Import, 100,000 items", took(cost), "at most 3 x", cost.wall <= 3 * beside_it.wall,
        beside(cost, beside_it))


def first_import(libtool, library, items):
    cost = run(libtool, "--library", library, "import", items, "--json")
    added = json.loads(cost.output)["added"]
    if added != 100_000:
        raise Unmeasurable(f"{added} items were imported")
    return cost


def exports(libtool, library):
    """An export as JSON Lines of items that have been checked, beside the shell's `json_object` of the same fields."""
    store, file = library / "library/library.db", library / "exported.jsonl"
    run(libtool, "--library", library, "check", to=library / "checked.txt")
    # The catalogue's level of a section is a lookup in the program: for the shell it is a sum of the section's number.
    level = "substr('A1A2B1B2C1', 1 + 2 * (substr(i.section, 9) % 5), 2)"
    cost, plain = in_turn(
        5, lambda: run(
            libtool, "--library", library, "export", "--format", "jsonl", "--no-verify", "--output", file),
        lambda: sqlite(store, LINES.format(level=level), to=library / "plain.jsonl"))
    if not filecmp.cmp(file, library / "plain.jsonl", shallow=False):
        raise Unmeasurable("the program and the shell have exported different bytes")
    return Figure(
        "Export, 100,000 items, JSON Lines", took(cost), "at most 1.3 x, 100 MB",
        cost.wall <= 1.3 * plain.wall and cost.memory < 100e6, beside(cost, plain))
