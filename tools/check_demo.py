#!/usr/bin/env python3
"""Checks data/columns.toml and data/demo: every key, reference, code, date and figure file.

The demonstration carries some faults on purpose. They are listed in data/demo/README.md, and this
check finds them again by itself: a listed fault that is not found and a found fault that is not
listed are both errors.
"""

import csv
import datetime
import re
import tomllib

import sources
from demo_faults import WRITTEN_FOR, faults_of, interpreted, published_on, site_columns, stale_columns
from demo_matters import check_matter, check_matters

ROOT = sources.ROOT
DEMO = ROOT / "data" / "demo"

KEYS = {
    "agency", "column", "title", "document_number", "kind", "genre", "themes", "issuer", "issued_on", "published_at",
    "days_ago", "time", "effective_on", "expires_on", "validity", "validity_basis", "stage", "source", "author",
    "keywords", "summary", "contact", "interprets", "repeals", "amends", "withdrawn", "revised", "files", "answer",
}
FINISHED = {"published_at", "days_ago", "time", "interprets", "repeals", "amends", "withdrawn", "revised", "files",
            "answer"}
WORK_KEYS = (KEYS - FINISHED) | {"step", "revises", "issued_days_ago", "disclosure"}
STEP_KEYS = {"deed", "days_ago", "time", "by", "say", "block", "in_days"}
REASON_OWED = {"revise", "comment", "send-back"}
REQUIRED = ("agency", "column", "title", "issuer", "themes", "stage", "summary", "keywords")
DATES = ("issued_on", "effective_on", "expires_on")
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


def check_head(stem, head, keys, world, report):
    """What finished and unfinished documents have in common."""
    report.expect(re.fullmatch(r"\d{3}-[a-z0-9-]+", stem), stem, "file name")
    report.expect(not set(head) - keys, stem, f"unknown keys {sorted(set(head) - keys)}")
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


def check_document(stem, document, world, report):
    head, _, revision = document
    check_head(stem, head, KEYS, world, report)
    report.expect(("revised" in head) == (revision is not None), stem, "revised and +++ revision belong together")
    for key in ("interprets", "repeals", "amends"):
        report.expect(head.get(key, stem) in world["documents"], stem, f"{key}: no such document")
    for file in head.get("files", []):
        report.expect((DEMO / "files" / file).is_file(), stem, f"no such file {file}")
    check_dates(stem, head, report)


def check_work(stem, document, world, report):
    """An unfinished document: what was done to it, when, by whom; the last day must lie in the past."""
    head, body, _ = document
    check_head(stem, head, WORK_KEYS, world, report)
    report.expect(head.get("kind", "通知") in world["kinds"], stem, "unknown kind")
    report.expect(head.get("revises", "") in {"", *world["documents"]}, stem, "revises: no such document")
    report.expect(head.get("step"), stem, "no [[step]]")
    for step in head.get("step", []):
        deed = step.get("deed")
        report.expect(not set(step) - STEP_KEYS, stem, f"{deed}: unknown keys {sorted(set(step) - STEP_KEYS)}")
        report.expect(step.get("days_ago", 0) >= 1, stem, f"{deed}: must have happened before today")
        report.expect(step.get("by", "") in {"", *world["logins"]}, stem, f"{deed}: nobody signs in as that")
        report.expect(step.get("say") or deed not in REASON_OWED, stem, f"{deed}: nothing is said")
        report.expect(step.get("block", 0) < len(body.strip().split("\n")), stem, f"{deed}: no such paragraph")
        report.expect(deed != "post" or head.get("disclosure") == "内部公开", stem, "posted, but not 内部公开")
        report.expect(("in_days" in step) == (deed == "schedule"), stem, "in_days belongs to schedule")
    moments = [(-step.get("days_ago", 0), step.get("time", "09:00")) for step in head.get("step", [])]
    report.expect(moments == sorted(moments), stem, "steps must follow in time")
    words = re.search(r"[XＸ]{2,}|待定", body)
    report.expect(not words, stem, "a placeholder")


def check_record_files(report):
    """Each file that a record of the registers has is there, and each that is there has a record."""
    used = set()
    for path in sorted((DEMO / "registers").glob("*.toml")):
        for record in tomllib.loads(path.read_text(encoding="utf-8")).get("record", []):
            used |= {name for names in record.get("files", {}).values() for name in names}
    there = {path.name for path in (DEMO / "record_files").iterdir()}
    for name in sorted(used ^ there):
        report.expect(False, name, "no record has it" if name in there else "no such file of a record")


def check_files(documents, report):
    used = {file for head, _, _ in documents.values() for file in head.get("files", [])}
    for path in sorted((DEMO / "files").iterdir()):
        report.expect(path.name in used, path.name, "no document has this file")
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as opened:
                widths = {len(row) for row in csv.reader(opened)}
            report.expect(len(widths) == 1, path.name, "rows of different length")


def listed_faults():
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", (DEMO / "README.md").read_text(encoding="utf-8"), re.M)
    return set(rows)


def test_itself():
    world = {"kinds": {"通知"}, "interpreted": {"told"}}
    good = {"column": "normative", "source": "办公室", "kind": "通知", "validity": "有效",
            "document_number": "云城管〔2026〕1号", "issued_on": datetime.date(2026, 3, 2),
            "published_at": "2026-03-03 09:00"}

    def faults(body="一、照常。", stem="told", revision=None, **changes):
        return faults_of(stem, ({**good, **changes}, body, revision), world)

    def faults_of_matter(at="9 09:00", steps=(), phone="0969-5557000", number="119999198604120013"):
        report = Report()
        contact = {"identity_kind": "resident", "identity_number": number, "phone": phone}
        city = {"agencies": {"csglj": {"department": [{"name": "办公室"}]}}, "logins": {"a"}}
        check_matter("matter", {"at": at, "contact": contact, "steps": list(steps)},
                     {**city, "credit_code_holds": credit_code_holds}, report)
        return report.problems

    sources.self_test("check_demo", [
        ("a matter", faults_of_matter(steps=["8 10:00 Accept", {"do": "7 10:00 Assign", "department": "办公室"}]), 0),
        ("an earlier step", faults_of_matter(steps=["10 10:00 Accept"]), 1),
        ("a step of today", faults_of_matter(steps=["0 10:00 Accept"]), 1),
        ("no such department", faults_of_matter(steps=[{"do": "8 10:00 Assign", "department": "秘书科"}]), 1),
        ("nobody", faults_of_matter(steps=[{"do": "8 10:00 Assign", "holder": "b"}]), 1),
        ("a mobile", faults_of_matter(phone="13800000000"), 1),
        ("a wrong check digit", faults_of_matter(number="119999198604120014"), 1),
        ("a place that there is", faults_of_matter(number="110101198604120018"), 1),
        ("a good code", [] if credit_code_holds("911101066976941872") else [1], 0),
        ("a wrong last character", [] if credit_code_holds("91310115MA1H8R7C6D") else [1], 1),
        ("a wrong organisation code inside", [] if credit_code_holds("11990100YD0000233N") else [1], 1),
        ("nothing wrong", faults(), 0),
        ("square brackets", faults(document_number="云城管[2026]1号"), 1),
        ("leading zero", faults(document_number="云城管〔2026〕01号"), 1),
        ("annex announced", faults("附件：清单"), 1),
        ("annex attached", faults("附件：清单", files=["a.csv"]), 0),
        ("signed on another day", faults("2026年3月1日"), 1),
        ("put right by the revision", faults("2026年3月1日", revision="2026年3月2日"), 0),
        ("placeholder", faults("在XX广场"), 1),
        ("kind", faults(kind="启事"), 1),
        ("expired", faults(expires_on=datetime.date(2025, 1, 1)), 1),
        ("expired and marked so", faults(expires_on=datetime.date(2025, 1, 1), validity="失效"), 0),
        ("late", faults(published_at="2026-04-20 09:00"), 1),
        ("no interpretation", faults(stem="untold"), 1),
        ("name in full", faults("| 当事人 | 拓跋听泉 |", column="penalties"), 1),
        ("name masked", faults("| 当事人 | 拓跋** |", column="penalties"), 0),
        ("a company", faults("| 当事人 | 云泽通岸物流有限公司 |", column="penalties"), 0),
    ])


def read_folder(name, report):
    read = {path.stem: read_document(path, report) for path in sorted((DEMO / name).glob("*.txt"))}
    return {stem: document for stem, document in read.items() if document}


def main():
    test_itself()
    report = Report()
    columns = read_columns(report)
    agencies = read_city(report, columns)
    documents = read_folder("documents", report)
    people = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))["person"]
    world = {
        "columns": columns, "agencies": agencies, "documents": documents, "themes": vocabulary("themes"),
        "stages": vocabulary("stages"), "validity": vocabulary("validity"), "kinds": vocabulary("document_kinds"),
        "logins": {person["login"] for person in people}, "credit_code_holds": credit_code_holds,
    }
    for stem, document in documents.items():
        check_document(stem, document, world, report)
    work = read_folder("work", report)
    for stem, document in work.items():
        check_work(stem, document, world, report)
    check_files(documents, report)
    check_record_files(report)
    matters = check_matters(DEMO, world, report)
    if not report.problems:
        world["interpreted"] = interpreted(documents)
        found = stale_columns(world).union(*(faults_of(s, d, world) for s, d in documents.items()))
        for stem, code in sorted(found - listed_faults()):
            report.expect(False, stem, f"{code}: found but not listed in data/demo/README.md")
        for stem, code in sorted(listed_faults() - found):
            report.expect(False, stem, f"{code}: listed in data/demo/README.md but not found")
    sources.finish("Demonstration", report.problems, len(documents) + len(work) + matters)


if __name__ == "__main__":
    main()
