#!/usr/bin/env python3
"""Compares two JSON files of a register in the plainest way and holds what the site tells of the two against it.

    changes.py FOLDER    with from.json, to.json, changes.json, changes.csv

The files are those whose digests are named; added, changed and withdrawn records are the same; applied to the first
file the changes give the second. What the site may not show any more is told by its number alone.
"""
import csv
import hashlib
import json
import pathlib
import sys

WORDS = {"新增": "added", "更正": "changed", "撤下": "withdrawn"}


def expect(holds, *words):
    if not holds:
        sys.exit(" ".join(str(word) for word in words))


def check_digest(told, content):
    kept = [file["sha256"] for file in told["files"] if file["format"] == "json"]
    expect(kept == [hashlib.sha256(content).hexdigest()], "another digest than that of hand-over", told["number"])
    expect(told["records"] == len(json.loads(content)), "another number of records in hand-over", told["number"])


def naive(before, after):
    """What has become of each record: added, changed with the members that differ, withdrawn."""
    found = {}
    for record in sorted(before.keys() | after.keys()):
        old, new = before.get(record), after.get(record)
        if old == new:
            continue
        kind = "added" if old is None else "withdrawn" if new is None else "changed"
        names = {n for n in (old or {}).keys() | (new or {}).keys() if (old or {}).get(n) != (new or {}).get(n)}
        found[record] = (kind, names if kind == "changed" else None)
    return found


def apply(before, changes):
    """The first file with the changes made in it; and the records of which nothing may be shown."""
    made, hidden = {record: dict(values) for record, values in before.items()}, set()
    for change in changes:
        record = change["record"]
        if change.get("gone_since"):
            expect("values" not in change and "fields" not in change, "what is gone is shown:", record)
            hidden.add(record)
        elif change["change"] == "withdrawn":
            expect("values" not in change and "fields" not in change, "what is withdrawn is shown:", record)
            del made[record]
        elif change["change"] == "added" or "values" in change:
            made[record] = change["values"]
        else:
            for field in change["fields"]:
                expect(made[record].get(field["field"]) == field["before"], "another value before:", record, field)
                made[record].pop(field["field"], None)
                if field["after"] is not None:
                    made[record][field["field"]] = field["after"]
    return made, hidden


def check_lines(folder, told):
    """The separated values tell of the same records; apostrophes in front are for spreadsheets."""
    with open(folder / "changes.csv", encoding="utf-8-sig", newline="") as file:
        rows = [[cell.removeprefix("'") for cell in row] for row in csv.reader(file, strict=True)]
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    said = {}
    for line in lines:
        said.setdefault(int(line["本站记录号"]), []).append(line)
    expect(said.keys() == {change["record"] for change in told}, "other records in the separated values")
    for change in told:
        mine = said[change["record"]]
        expect({WORDS[line["变动"].split("，")[0]] for line in mine} == {change["change"]}, "another word", mine[0])
        if "fields" in change:
            expect({line["项目"] for line in mine} == {field["title"] for field in change["fields"]},
                   "other items", change["record"])
        if change["change"] == "withdrawn":
            expect(not any(line["原来"] or line["现在"] for line in mine), "a value of what is withdrawn", mine[0])


def main():
    folder = pathlib.Path(sys.argv[1])
    contents = [(folder / name).read_bytes() for name in ("from.json", "to.json")]
    told = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
    for side, content in zip(("from", "to"), contents):
        check_digest(told[side], content)
    before, after = ({one["_record"]: one for one in json.loads(content)} for content in contents)
    changes = told["changes"]
    found = naive(before, after)
    expect(found.keys() == {change["record"] for change in changes}, "other records:", found, changes)
    for change in changes:
        kind, names = found[change["record"]]
        expect(change["change"] == kind, "another change:", change, kind)
        if "fields" in change:
            expect({field["field"] for field in change["fields"]} == names, "other members:", change, names)
    made, hidden = apply(before, changes)
    for record in after:
        expect(record in hidden or made[record] == after[record], "another record:", made.get(record), after[record])
    expect(made.keys() - hidden == after.keys() - hidden, "records that are in one of the two only")
    check_lines(folder, changes)
    print(f"{len(changes)} changes, {len(hidden)} of them without content")


if __name__ == "__main__":
    main()
