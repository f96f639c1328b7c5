"""Finds the faults that the demonstration carries on purpose. Pure functions of its heads and bodies.

A document is (head, body, body of the revision or None); `world` holds everything under the names
columns, agencies, documents, kinds and interpreted.
"""

import datetime
import re

# The day for which the dated documents were written; stale columns and expired documents are judged from it.
WRITTEN_FOR = datetime.date(2026, 11, 22)
CYCLES = {"News": 14, "Notices": 183, "Policies": 183, "Rules": 0, "Statutory": 0, "Other": 0}


def site_columns(agency, columns):
    """The columns of a site: those it names with all that stands above them, or the whole plan."""
    chosen = set(agency.get("columns", columns))
    for slug in reversed(columns):
        if slug in chosen and "parent" in columns[slug]:
            chosen.add(columns[slug]["parent"])
    return chosen


def published_on(head):
    if "days_ago" in head:
        return WRITTEN_FOR - datetime.timedelta(days=head["days_ago"])
    return datetime.date.fromisoformat(head["published_at"][:10])


def weekdays_between(first, last):
    return sum((first + datetime.timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))


def name_unmasked(body):
    party = re.search(r"^\| 当事人 \| ([^|（]+?)(（.*）)? \|$", body, re.M)
    return bool(party and len(party[1]) <= 4 and "*" not in party[1]) or bool(re.search(r"\d+单元\d+室", body))


def signed_on(body):
    """The last line that is nothing but a date."""
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
