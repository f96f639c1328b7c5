#!/usr/bin/env python3
"""Measures how right `daylight import documents` reads pages.

A folder of pages holds right.json: for each file what a person reads (title, numbers, issuer, dates, kind,
validity, how many attachments are spoken of), other values that are right as well, passages that must be in the
text, words of the page's furniture that must not and the words that the text begins with. The project's own pages are
tests/fixtures/pages; another folder, whose pages need not be the project's, is named by --folder or DAYLIGHT_PAGES and
measured beside them.

For each field: of the values that were read, how many are right (precision); of those to be read, how many were
(recall). A value where there is none to be read is wrong.

  bench/intake_bench.py [--program FILE] [--folder DIR] [--verbose] [--json FILE]
"""

import argparse
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = "000014349"
FIELDS = ("title", "document_number", "index_number", "issuer", "issued_on", "published_at", "kind", "validity",
          "attachments_mentioned")
VALIDITY = {"InForce": ("有效", "现行有效"), "Expired": ("失效", "已失效"), "Repealed": ("废止", "已废止"),
            "Amended": ("已修改",), "Pending": ("尚未生效",)}


def squeezed(text):
    return re.sub(r"\s+", "", text or "")


def read(program, folder, names):
    """{file: (fields, words of the body)} of a fresh installation."""
    with tempfile.TemporaryDirectory() as scratch:
        data = pathlib.Path(scratch) / "data"
        subprocess.run([program, "init", "--data", data, "--agency", CODE, "--name", "示例市人民政府"], check=True,
                       capture_output=True)
        made = {}
        for name in names:
            done = subprocess.run([program, "import", "documents", "--data", data, "--agency", CODE, folder / name],
                                  capture_output=True, text=True)
            made[name] = json.loads(done.stdout.splitlines()[0])
        with sqlite3.connect(data / "daylight.db") as database:
            return {name: result(line, database) for name, line in made.items()}


def result(line, database):
    if "error" in line:
        return {}, ""
    body, metadata = database.execute("SELECT body, metadata FROM edition WHERE document = ?",
                                      (line["document"],)).fetchone()
    metadata = json.loads(metadata)
    validity = metadata.get("validity")
    fields = {name: line.get(name) or metadata.get(name) for name in FIELDS}
    fields["validity"] = VALIDITY.get(validity, (validity,))[0] if validity else None
    fields["attachments_mentioned"] = len(line["attachments"])
    return fields, words_of(json.loads(body))


def words_of(body):
    words = []
    for block in body["blocks"]:
        words += [run["text"] for run in block.get("runs", [])]
        words += [run["text"] for row in block.get("rows", []) for cell in row for run in cell.get("runs", [])]
        words.append("\n")
    return squeezed("".join(words))


def same(field, value, wanted):
    if field == "published_at":
        return str(value).startswith(wanted) or str(value).startswith(wanted[:10]) and len(str(value)) <= 10
    if field == "validity":
        return any(value in names and wanted in names for names in VALIDITY.values())
    if field == "title":
        return squeezed(value) == squeezed(wanted)
    return value == wanted


class Score:
    def __init__(self):
        self.right = self.read = self.wanted = 0

    def add(self, is_right, is_read, is_wanted):
        self.right, self.read, self.wanted = self.right + is_right, self.read + is_read, self.wanted + is_wanted

    def figures(self):
        share = lambda part, whole: round(part / whole, 3) if whole else 1.0
        return {"precision": share(self.right, self.read), "recall": share(self.right, self.wanted),
                "read": self.read, "wanted": self.wanted}


def score_fields(page, fields, scores, misses):
    for field in FIELDS:
        value, wanted = fields.get(field) or None, page["what_a_person_reads"].get(field) or None
        also = page.get("also_right", {}).get(field, [])
        if value is None and None in also:
            continue
        is_right = value is not None and any(same(field, value, one) for one in [wanted, *also] if one is not None)
        scores[field].add(is_right, value is not None, wanted is not None or is_right)
        if (value is not None or wanted is not None) and not is_right:
            misses.append(f"{page['file']}: {field} is {value!r}, not {wanted!r}")


def measure(program, folder):
    pages = json.loads((folder / "right.json").read_text(encoding="utf-8"))
    results = read(program, folder, [page["file"] for page in pages])
    scores, kept, removed, misses = {field: Score() for field in FIELDS}, [], [], []
    for page in pages:
        fields, words = results[page["file"]]
        score_fields(page, fields, scores, misses)
        all_words = words + squeezed(fields.get("title"))
        for passage in [*page.get("must_keep", []), page.get("body_first", ""), page.get("body_last", "")]:
            if passage:
                kept.append(squeezed(passage) in all_words)
                if not kept[-1]:
                    misses.append(f"{page['file']}: lost {passage!r}")
        if begins := squeezed(page.get("begins")):
            removed.append(words.startswith(begins))
            if not removed[-1]:
                misses.append(f"{page['file']}: begins with {words[:40]!r}, not {begins!r}")
        for thing in page.get("furniture", []):
            removed.append(squeezed(thing) not in words)
            if not removed[-1]:
                misses.append(f"{page['file']}: kept the furniture {thing!r}")
    together = Score()
    for score in scores.values():
        together.add(score.right, score.read, score.wanted)
    return {"pages": len(pages), "fields": {field: score.figures() for field, score in scores.items()},
            "together": together.figures(),
            "lowest": min(min(score.figures()["precision"], score.figures()["recall"]) for score in scores.values()),
            "kept": round(sum(kept) / max(len(kept), 1), 3),
            "furniture_removed": round(sum(removed) / max(len(removed), 1), 3)}, misses


def show(name, figures, misses, verbose):
    print(f"{name}: {figures['pages']} pages")
    for field, one in [*figures["fields"].items(), ("all together", figures["together"])]:
        print(f"  {field:<24} precision {one['precision']:.3f}  recall {one['recall']:.3f}"
              f"  ({one['read']} read, {one['wanted']} to be read)")
    print(f"  passages kept {figures['kept']:.3f}, furniture removed {figures['furniture_removed']:.3f}")
    for miss in misses if verbose else []:
        print("    " + miss)
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("DAYLIGHT_PROGRAM", ROOT / "build/release/daylight"))
    parser.add_argument("--folder", type=pathlib.Path, default=os.environ.get("DAYLIGHT_PAGES"))
    parser.add_argument("--verbose", action="store_true", help="name every miss")
    parser.add_argument("--json", type=pathlib.Path)
    wish = parser.parse_args()
    found = {}
    for name, folder in (("own", ROOT / "tests/fixtures/pages"), ("folder", wish.folder)):
        if folder is None:
            continue
        found[name], misses = measure(wish.program, pathlib.Path(folder))
        show(name, found[name], misses, wish.verbose)
    if wish.json:
        wish.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
