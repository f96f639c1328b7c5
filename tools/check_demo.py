#!/usr/bin/env python3
"""Checks data/columns.toml and data/demo: every key, reference, code, date and figure file.

The demonstration carries some faults on purpose. They are listed in data/demo/README.md, and this
check finds them again by itself: a listed fault that is not found and a found fault that is not
listed are both errors.
"""

import csv
import datetime
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"
# The day for which the dated documents were written; stale columns and expired documents are judged from it.
WRITTEN_FOR = datetime.date(2026, 11, 22)

KEYS = {
    "agency", "column", "title", "document_number", "kind", "genre", "themes", "issuer", "issued_on", "published_at",
    "days_ago", "time", "effective_on", "expires_on", "validity", "validity_basis", "stage", "source", "author",
    "keywords", "summary", "contact", "interprets", "repeals", "amends", "withdrawn", "revised", "files",
}
REQUIRED = ("agency", "column", "title", "issuer", "themes", "stage", "summary", "keywords")
DATES = ("issued_on", "effective_on", "expires_on")
CYCLES = {"News": 14, "Notices": 183, "Policies": 183, "Rules": 0, "Statutory": 0, "Other": 0}
FACTS = {
    "domain", "site_code", "icp", "police_filing", "organiser", "operator", "address", "phone", "email",
    "office_hours", "find_fault_url", "badge_url", "service_net_url", "accent", "demonstration",
}
STATUTORY = {"Guide", "Rules", "Statutory", "AnnualReports"}
CREDIT_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def organisation_code_holds(code):
    """GB 11714: eight characters and a check digit."""
    total = sum(int(c, 36) * w for c, w in zip(code, (3, 7, 9, 10, 5, 8, 4, 2)))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11)) == code[8]


def credit_code_holds(code):
    """GB 32100: eighteen characters, of which 9 to 17 are an organisation code."""
    if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", code):
        return False
    total = sum(CREDIT_SYMBOLS.index(c) * (3**i % 31) for i, c in enumerate(code[:17]))
    return CREDIT_SYMBOLS[(31 - total % 31) % 31] == code[17] and organisation_code_holds(code[8:17])


def vocabulary(name):
    """Names of a controlled list; for themes "class\\sub-class"."""
    terms = tomllib.loads((ROOT / "data" / "vocabularies" / f"{name}.toml").read_text(encoding="utf-8"))["term"]
    names = set()
    for term in terms:
        children = term.get("children", [])
        names |= {f"{term['name']}\\{child}" for child in children} if children else {term["name"]}
        names |= set(term.get("aliases", []))
    return names


class Report:
    def __init__(self):
        self.problems = []

    def expect(self, holds, where, what):
        if not holds:
            self.problems.append(f"{where}: {what}")


def read_columns(report):
    columns = {}
    for row in tomllib.loads((ROOT / "data" / "columns.toml").read_text(encoding="utf-8"))["column"]:
        slug = row["slug"]
        where = f"data/columns.toml: {slug}"
        report.expect(re.fullmatch(r"[a-z0-9-]{1,40}", slug), where, "malformed slug")
        report.expect(slug not in columns, where, "used twice")
        report.expect(row.get("parent", slug) in {*columns, slug}, where, "parent must stand above")
        report.expect(row["description"].endswith("。"), where, "the description is a sentence")
        report.expect(row["name"] not in {c["name"] for c in columns.values()}, where, "name used twice")
        report.expect(1 <= int(row.get("item", 1)) <= 15, where, "item outside 1..15")
        columns[slug] = row
    report.expect(STATUTORY <= {c["type"] for c in columns.values()}, "data/columns.toml", "a statutory column lacks")
    return columns


def site_columns(agency, columns):
    """The columns of a site: those it names with all that stands above them, or the whole plan."""
    chosen = set(agency.get("columns", columns))
    for slug in reversed(columns):
        if slug in chosen and "parent" in columns[slug]:
            chosen.add(columns[slug]["parent"])
    return chosen


def read_city(report, columns):
    agencies = {}
    for agency in tomllib.loads((DEMO / "city.toml").read_text(encoding="utf-8"))["agency"]:
        key, facts = agency["key"], agency["facts"]
        where = f"data/demo/city.toml: {key}"
        report.expect(credit_code_holds(agency["code"]), where, "check digits of the code")
        report.expect(agency.get("parent", key) in {*agencies, key}, where, "parent must stand above")
        report.expect(set(facts) == FACTS, where, f"facts differ: {sorted(set(facts) ^ FACTS)}")
        report.expect(facts["demonstration"] is True, where, "must be marked as a demonstration")
        report.expect(re.fullmatch(r"\d{10}", facts["site_code"]), where, "site code")
        report.expect(facts["domain"].endswith(".example"), where, "domain must end in .example")
        report.expect(re.fullmatch(r"#[0-9a-f]{6}", facts["accent"]), where, "accent")
        unknown = set(agency.get("columns", [])) - set(columns)
        report.expect(not unknown, where, f"unknown columns {sorted(unknown)}")
        types = {columns[slug]["type"] for slug in site_columns(agency, columns)}
        report.expect(STATUTORY <= types, where, "a statutory column lacks")
        agencies[key] = agency
    return agencies


def read_document(path, report):
    """(head, body, body of the revision or None); None when the file cannot be read."""
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^\+\+\+\n", text, maxsplit=2, flags=re.M)
    if len(parts) != 3 or parts[0]:
        report.expect(False, path.name, "no head between two lines +++")
        return None
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        report.expect(False, path.name, f"head: {error}")
        return None
    body, fence, revision = parts[2].partition("\n+++ revision\n")
    return head, body, revision if fence else None


def published_on(head):
    if "days_ago" in head:
        return WRITTEN_FOR - datetime.timedelta(days=head["days_ago"])
    return datetime.date.fromisoformat(head["published_at"][:10])


def check_dates(name, head, report):
    report.expect(("published_at" in head) != ("days_ago" in head), name, "published_at or days_ago, one of them")
    report.expect(("time" in head) == ("days_ago" in head), name, "time belongs to days_ago")
    stamp = head.get("published_at") or "2026-01-01 " + head.get("time", "")
    report.expect(re.fullmatch(r"\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d", stamp), name, f"time {stamp}")
    for key in DATES:
        report.expect(type(head.get(key, WRITTEN_FOR)) is datetime.date, name, f"{key} must be a date without quotes")
    if "published_at" in head:
        report.expect(published_on(head) <= WRITTEN_FOR, name, "published in the future")
        report.expect(head.get("issued_on", datetime.date.min) <= published_on(head), name, "published before issued")
    if "effective_on" in head and "expires_on" in head:
        report.expect(head["effective_on"] < head["expires_on"], name, "expires before it takes effect")


def check_document(stem, document, world, report):
    head, _, revision = document
    report.expect(re.fullmatch(r"\d{3}-[a-z0-9-]+", stem), stem, "file name")
    report.expect(not set(head) - KEYS, stem, f"unknown keys {sorted(set(head) - KEYS)}")
    for key in REQUIRED:
        report.expect(head.get(key), stem, f"{key} is missing")
    agency = world["agencies"].get(head.get("agency"))
    report.expect(agency, stem, "unknown agency")
    if agency:
        report.expect(head.get("column") in site_columns(agency, world["columns"]), stem, "column not on this site")
    for theme in head.get("themes", []):
        report.expect(theme in world["themes"], stem, f"unknown theme {theme}")
    report.expect(head.get("stage") in world["stages"], stem, "unknown stage")
    report.expect(head.get("validity", "有效") in world["validity"], stem, "unknown validity")
    report.expect(("revised" in head) == (revision is not None), stem, "revised and +++ revision belong together")
    for key in ("interprets", "repeals", "amends"):
        report.expect(head.get(key, stem) in world["documents"], stem, f"{key}: no such document")
    for file in head.get("files", []):
        report.expect((DEMO / "files" / file).is_file(), stem, f"no such file {file}")
    check_dates(stem, head, report)


def check_files(documents, report):
    used = {file for head, _, _ in documents.values() for file in head.get("files", [])}
    for path in sorted((DEMO / "files").iterdir()):
        report.expect(path.name in used, path.name, "no document has this file")
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as opened:
                widths = {len(row) for row in csv.reader(opened)}
            report.expect(len(widths) == 1, path.name, "rows of different length")


def weekdays_between(first, last):
    return sum((first + datetime.timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))


def name_unmasked(body):
    party = re.search(r"^\| 当事人 \| ([^|（]+?)(（.*）)? \|$", body, re.M)
    return bool(party and len(party[1]) <= 4 and "*" not in party[1]) or bool(re.search(r"\d+单元\d+室", body))


def signed_on(body):
    """The last line, or the only line of its shape near the end, that is a date."""
    dates = re.findall(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$", body, re.M)
    return datetime.date(*map(int, dates[-1])) if dates else None


def interpreted(documents):
    """Stems of documents with an interpretation, those amended by such a document included."""
    direct = {head["interprets"] for head, _, _ in documents.values() if "interprets" in head}
    amended = {documents[stem][0]["amends"] for stem in direct if "amends" in documents[stem][0]}
    return direct | amended


def faults_of(stem, document, world):
    head, body, revision = document
    text = revision or body
    number = head.get("document_number", "")
    in_force = head.get("validity") in ("有效", "已修改")
    issued, signed = head.get("issued_on"), signed_on(text)
    found = {
        "document-number-brackets": bool(number) and not re.search(r"〔\d{4}〕", number),
        "document-number-leading-zero": "〕0" in number,
        "attachment-missing": bool(re.search(r"^附件[：:]", text, re.M)) and not head.get("files"),
        "date-conflict": bool(issued and signed and issued != signed),
        "placeholder": bool(re.search(r"[XＸ]{2,}", text)),
        "source-missing": "source" not in head,
        "kind-unknown": head.get("kind", "通知") not in world["kinds"],
        "expired-in-force": head.get("expires_on", WRITTEN_FOR) < WRITTEN_FOR and in_force,
        "published-late": bool(issued) and weekdays_between(issued, published_on(head)) > 20,
        "interpretation-missing": head["column"] == "normative" and in_force and stem not in world["interpreted"],
        "personal-data": head["column"] == "penalties" and name_unmasked(body),
    }
    return {(stem, code) for code, is_found in found.items() if is_found}


def stale_columns(world):
    """Faults of the newest document of each column that has not been renewed within its cycle; empty columns too."""
    newest = {}
    for stem, (head, _, _) in world["documents"].items():
        if "withdrawn" not in head:
            key = (head["agency"], head["column"])
            newest[key] = max(newest.get(key, (datetime.date.min, "")), (published_on(head), stem))
    faults = set()
    for key, agency in world["agencies"].items():
        chosen = site_columns(agency, world["columns"])
        for slug in chosen:
            column = world["columns"][slug]
            if any(world["columns"][other].get("parent") == slug for other in chosen):
                continue  # shows what its children hold
            if (key, slug) not in newest:
                faults.add((f"{key}/{slug}", "column-empty"))
                continue
            day, stem = newest[key, slug]
            cycle = column.get("update_cycle_days", CYCLES.get(column["type"], 365))
            if cycle and (WRITTEN_FOR - day).days > cycle:
                faults.add((stem, "column-stale"))
    return faults


def listed_faults():
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", (DEMO / "README.md").read_text(encoding="utf-8"), re.M)
    return set(rows)


def main():
    report = Report()
    columns = read_columns(report)
    agencies = read_city(report, columns)
    documents = {}
    for path in sorted((DEMO / "documents").glob("*.txt")):
        document = read_document(path, report)
        if document:
            documents[path.stem] = document
    world = {
        "columns": columns, "agencies": agencies, "documents": documents, "themes": vocabulary("themes"),
        "stages": vocabulary("stages"), "validity": vocabulary("validity"), "kinds": vocabulary("document_kinds"),
    }
    for stem, document in documents.items():
        check_document(stem, document, world, report)
    check_files(documents, report)
    if not report.problems:
        world["interpreted"] = interpreted(documents)
        found = stale_columns(world).union(*(faults_of(s, d, world) for s, d in documents.items()))
        for stem, code in sorted(found - listed_faults()):
            report.expect(False, stem, f"{code}: found but not listed in data/demo/README.md")
        for stem, code in sorted(listed_faults() - found):
            report.expect(False, stem, f"{code}: listed in data/demo/README.md but not found")
    for problem in report.problems:
        print(problem)
    print(f"check_demo: {len(documents)} documents, {len(listed_faults())} deliberate faults, "
          f"{len(report.problems)} problems")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
