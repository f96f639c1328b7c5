#!/usr/bin/env python3
"""Recomputes the figures of a bundle from its rows. Needs Python 3.11 or later and nothing else.

    python3 recompute.py                 in the folder to which the bundle was unpacked
    python3 recompute.py figures-2025.zip
    python3 recompute.py --entry HASH …  also expects that hash of the journal's entry

A line a cell, with ✓ or ✗; ends with 1 when there is any ✗. docs/figures.md of Daylight says what that proves.
"""

import csv
import hashlib
import io
import json
import pathlib
import sys
import tomllib
import zipfile

GUARDED = "=+-@'\t\r\n"
FIXED = ("id", "digest", "withheld")


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


# The language of conditions; a value is a text, a number, a list of texts, or empty.


def is_empty(value):
    return value is None or value == "" or value == []


def holds(condition, value_of):
    if "all" in condition:
        return all(holds(part, value_of) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, value_of) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], value_of)
    value = value_of(condition["field"])
    [(word, wanted)] = [(key, given) for key, given in condition.items() if key != "field"]
    if word == "filled":
        return is_empty(value) != wanted
    if is_empty(value):
        return False
    if word == "is":
        return value == plain(wanted)
    if word == "in":
        return value in [plain(one) for one in wanted]
    if word == "has":
        return wanted in value
    if word in ("from", "at-least"):
        return value >= plain(wanted)
    if word == "before":
        return value < plain(wanted)
    raise ValueError(f"unknown word {word}")


def plain(value):
    return value if isinstance(value, (int, str)) else str(value)  # a date of TOML as YYYY-MM-DD


# The files.


def read_files(place):
    path = pathlib.Path(place)
    if path.is_dir():
        return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()
                and "__pycache__" not in file.parts and file.suffix != ".zip"}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise ValueError("a file stands twice in the archive")
        return {name: archive.read(name) for name in names}


def read_table(data):
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    unguarded = [[cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in GUARDED else cell for cell in line]
                 for line in csv.reader(text, strict=True)]
    head, lines = unguarded[0], unguarded[1:]
    if any(len(line) != len(head) for line in lines):
        raise ValueError("a line has not as many cells as the head")
    return head, lines


class Report:
    def __init__(self):
        self.wrong = 0

    def say(self, good, what):
        self.wrong += not good
        print("✓" if good else "✗", what)


# What is checked.


def check_files(files, manifest, freeze, report):
    listed = manifest["files"]
    for name in sorted(set(listed) | (set(files) - {"manifest.json"})):
        there = name in files and name in listed and sha256(files[name]) == listed[name]
        frozen = name in ("freeze.json", "recompute.py") or freeze["files"].get(name) == listed.get(name)
        report.say(there and frozen, f"file {name}")
    for name in sorted(set(freeze["files"]) - set(listed)):
        report.say(False, f"file {name} was frozen and is not here")


def netstrings(text):
    data, fields = text.encode(), []
    while data:
        size, _, rest = data.partition(b":")
        fields.append(rest[:int(size)].decode())
        if rest[int(size):int(size) + 1] != b",":
            raise ValueError("the entry of the journal cannot be read")
        data = rest[int(size) + 1:]
    return fields


def check_entry(files, manifest, freeze, expected, report):
    """The freeze stands in an entry of the journal, whose hash is computed over its text."""
    entry, digest = manifest["entry"], sha256(files["freeze.json"])
    fields = netstrings(entry["text"])
    report.say(fields[4] == "figures.frozen" and fields[8] == digest, f"freeze {digest} stands in the entry")
    follows = (int(fields[1]) == entry["sequence"] == freeze["journal"]["sequence"] + 1
               and fields[-1] == freeze["journal"]["hash"])
    report.say(follows, "the entry follows the state that was counted")
    report.say(sha256(entry["text"]) == entry["hash"] and expected in (None, entry["hash"]),
               f"entry {entry['sequence']} of the journal has the hash {entry['hash']}")


def read_rows(figure, files, schema, report):
    """The rows of a figure as dictionaries; what is wrong with one is told."""
    name = f"rows/{figure['id']}.csv"
    head, lines = read_table(files[name])
    fields = [field["name"] for field in schema["fields"]]
    report.say(head == fields, f"{name}: columns")
    ids = [int(line[0]) for line in lines]
    report.say(all(a < b for a, b in zip(ids, ids[1:])), f"{name}: each record once, in order")
    bad = [line[0] for line in lines
           if line[2] not in ("", "withheld") or not line[2] and sha256("\x1f".join([line[0], *line[3:]])) != line[1]]
    report.say(not bad, f"{name}: digests of rows" + (f", not of {', '.join(bad[:20])}" if bad else ""))
    types = {field["name"]: "list" if field.get("daylight:list") else field["type"] for field in schema["fields"]}
    return [{key: typed(cell, types.get(key)) for key, cell in zip(head, line) if key not in FIXED} for line in lines]


def typed(cell, kind):
    if kind == "integer":
        return int(cell) if cell else None
    return cell.split("\n") if kind == "list" and cell else [] if kind == "list" else cell


def check_figure(figure, files, told, freeze, report):
    """Counts the rows anew and holds each cell against what figures.csv tells."""
    digest = sha256(canonical(figure))
    frozen = {"id": figure["id"], "version": figure["version"], "digest": digest}
    report.say(frozen in freeze["figures"] and all(line["definition"] == digest and line["version"] ==
               str(figure["version"]) and line["period"] == freeze["period"] for line in told),
               f"{figure['id']}: definition {digest[:16]}…")
    rows = read_rows(figure, files, json.loads(files[f"schema/{figure['source']}.json"]), report)
    strays = sum(not (belongs(figure, row, freeze) and
                      ("when" not in figure or holds(figure["when"], row.get))) for row in rows)
    report.say(strays == 0, f"{figure['id']}: {strays} rows that do not belong here")
    cells = {} if figure.get("by") else {(): [0, 0]}
    for row in rows:
        cell = cells.setdefault(tuple("" if row[name] is None else str(row[name]) for name in figure.get("by", [])),
                                [0, 0])
        cell[0] += measured(figure["measure"], row)
        cell[1] += 1
    check_cells(figure, cells, told, report)


def belongs(figure, row, freeze):
    """Whether a row lies in the period; of a stock, whether it had come and not ended at the moment."""
    day = row[figure["at"]]
    if "open" not in figure:
        return freeze["from"] <= day < freeze["before"]
    moment = freeze["from" if figure["open"]["at"] == "begin" else "before"]
    return "" < day < moment and not "" < row[figure["open"]["until"]] < moment


def measured(measure, row):
    if measure == "count":
        return 1
    if "sum" in measure:
        return row[measure["sum"]] or 0
    return int(holds(measure["share"], row.get))


def check_cells(figure, cells, told, report):
    share = isinstance(figure["measure"], dict) and "share" in figure["measure"]
    seen = set()
    for line in told:
        group = tuple(json.loads(line["group"]))
        value, count = cells.get(group, [None, None])
        good = group not in seen and line["value"] == str(value) and line["of"] == (str(count) if share else "")
        seen.add(group)
        of = f" of {line['of']}" if share else ""
        given = "" if good else f", rows give {value}"
        report.say(good, f"{figure['id']} {' · '.join(group)}: {line['value']}{of}{given}")
    for group in sorted(set(cells) - seen):
        report.say(False, f"{figure['id']} {' · '.join(group)}: not told, rows give {cells[group][0]}")


def check_identity(identity, figures, told, report):
    """Both sides of an identity, as figures.csv tells them, for each group."""
    if "right" not in identity:
        return  # speaks of the freeze of the period before, which is another bundle
    sums = {"left": {}, "right": {}}
    for side, cells in sums.items():
        for line in told:
            if line["figure"] in identity[side]:
                by, group = figures[line["figure"]].get("by", []), json.loads(line["group"])
                place = tuple(group[by.index(name)] for name in identity.get("by", []))
                cells[place] = cells.get(place, 0) + int(line["value"])
    for place in sorted(set(sums["left"]) | set(sums["right"])):
        left, right = sums["left"].get(place, 0), sums["right"].get(place, 0)
        report.say(left == right, f"{identity['id']} {' · '.join(place)}: {left} = {right}")


def recompute(place, expected=None):
    report = Report()
    try:
        files = read_files(place)
        manifest, freeze = json.loads(files["manifest.json"]), json.loads(files["freeze.json"])
        check_files(files, manifest, freeze, report)
        check_entry(files, manifest, freeze, expected, report)
        definitions = tomllib.loads(files["definitions.toml"].decode())
        figures = definitions["figure"]
        head, lines = read_table(files["figures.csv"])
        told = [dict(zip(head, line)) for line in lines]
        ids = [figure["id"] for figure in figures]
        report.say(sorted(ids) == sorted(one["id"] for one in freeze["figures"]), "the definitions that were frozen")
        report.say(all(line["figure"] in ids for line in told), "each number has its definition")
        for figure in figures:
            check_figure(figure, files, [line for line in told if line["figure"] == figure["id"]], freeze, report)
        for identity in definitions.get("identity", []):
            check_identity(identity, {figure["id"]: figure for figure in figures}, told, report)
    except (OSError, KeyError, ValueError, TypeError, IndexError, csv.Error, zipfile.BadZipFile) as error:
        report.say(False, f"cannot be read: {type(error).__name__}: {error}")
    print("all agrees" if report.wrong == 0 else f"{report.wrong} do not agree")
    return report.wrong


def main(words):
    expected = None
    if words[:1] == ["--entry"]:
        expected, words = words[1], words[2:]
    return 1 if recompute(words[0] if words else pathlib.Path(__file__).parent, expected) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
