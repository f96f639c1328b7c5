#!/usr/bin/env python3
"""Counts table 3 of the annual report from the dated facts of requests alone, and holds it against Daylight's count.

    python3 tools/count_requests.py DIR --period 2026 [--daylight PROGRAM]

DIR is an installation on SQLite; nothing in it is changed. The standard library is all that is needed. In this order:

1. the hash of every entry of the journal is taken again, and each continues the one before;
2. each fact has the digest of its row, the journal has that digest for it, and no fact of the journal is missing;
3. when a request was received, when and how it ended follows from its facts, and so does what it is for.
   Beside the facts are read only what no fact has: the class of the applicant, the channel, of which request another
   one is a part. What came closed out of an older ledger (`request.reported`) is taken as it was reported;
4. each cell of the 25 rows has the very requests that `daylight figures rows` says, and the identities hold.

Prints a line a check with ✓ or ✗; ends with 1 when there is any ✗. The rules are told here a second time on purpose.
"""

import argparse
import calendar
import collections
import csv
import hashlib
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tomllib

CLASSES = ("natural", "business", "research", "welfare", "legal", "other")
AT_ONCE = ("counter", "registered-post", "oral")  # 条例 art. 31(1): received on the day on which it came
ROWS = {  # 国办公开办函〔2021〕30号, table 3; what is in none is not counted
    "open": 3, "partly": 4, "withheld-secret": 5, "withheld-forbidden": 6, "withheld-safety": 7,
    "withheld-third-party": 8, "withheld-internal": 9, "withheld-process": 10, "withheld-case-file": 11, "inquiry": 12,
    "not-held": 13, "not-ours": 13, "transferred": 13, "to-be-made": 14, "unclear": 15, "petition": 16, "repeat": 17,
    "publication": 18, "excessive": 19, "confirmation": 20, "supplement-lapsed": 21, "fee-lapsed": 22, "withdrawn": 23}
UNCOUNTED = ("divided", "corrected", "correction-forwarded", "not-corrected", "correction-elsewhere")
OPEN_ROWS = "data/table3.toml"  # those that the form does not settle, which an installation may lay its own over
ENDS = {"request.supplement-lapsed": "supplement-lapsed", "request.fee-lapsed": "fee-lapsed",
        "request.withdrawn": "withdrawn", "request.divided": "divided", "request.delivered": None}
FIRST = ("request.filed", "request.reported")

Request = collections.namedtuple("Request", "id agency klass received ended row")


def sha256(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


class Report:
    def __init__(self):
        self.wrong = 0

    def say(self, good, what):
        self.wrong += not good
        print("✓" if good else "✗", what)


# The journal and the facts.


def entry_hash(entry):
    sealed = [entry["seals"]] if entry["seals"] else []
    fields = ["daylight-entry-2" if sealed else "daylight-entry-1", *(entry[name] for name in (
        "sequence", "at", "actor", "verb", "subject", "agency", "before_digest", "after_digest", "reason", "topics")),
        *sealed, entry["previous_hash"]]
    return sha256(b"".join(b"%d:%s," % (len(part), part) for part in (str(field).encode() for field in fields)))


def read_journal(base, report):
    """The entries about facts of requests: (subject, verb, digest) with how often, and the agency of each request."""
    previous, broken, told, agencies = "", [], collections.Counter(), {}
    for entry in base.execute("SELECT * FROM journal ORDER BY sequence"):
        if entry_hash(entry) != entry["hash"] or entry["previous_hash"] != previous:
            broken.append(entry["sequence"])
        previous = entry["hash"]
        if entry["subject"].startswith("matter:") and entry["verb"].startswith("request.") and entry["after_digest"]:
            told[entry["subject"], entry["verb"], entry["after_digest"]] += 1
            if entry["verb"] in FIRST:
                agencies[int(entry["subject"].split(":")[1])] = entry["agency"]
    report.say(not broken, "the journal's chain of hashes" + (f": broken at {broken[0]}" if broken else ""))
    return told, agencies


def fact_digest(fact):
    text = {"about": fact["about"], "actor": fact["actor"], "at": fact["at"], "code": fact["code"], "id": fact["id"],
            "matter": fact["matter"], "on": fact["on_day"], "round": fact["round"], "until": fact["until_day"] or "",
            "verb": fact["verb"], "words": fact["words"]}
    text.update({name: fact[name] for name in ("amount", "count", "department", "holder", "person", "place", "terms")
                 if name in fact.keys() and fact[name]})
    return sha256(json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def read_facts(base, told, requests, report):
    """The facts of each request in their order; those whose row is another than the journal says are told."""
    facts, found, altered = collections.defaultdict(list), collections.Counter(), []
    for fact in base.execute("SELECT * FROM matter_fact ORDER BY matter, id"):
        if fact["matter"] not in requests and not fact["verb"].startswith("request."):
            continue
        facts[fact["matter"]].append(fact)
        found[f"matter:{fact['matter']}", fact["verb"], fact["digest"]] += 1
        if fact_digest(fact) != fact["digest"]:
            altered.append(fact["id"])
    report.say(not altered, f"{sum(found.values())} facts have the digests of their rows"
               + (f", but not {altered[:20]}" if altered else ""))
    unproved, missing = found - told, told - found
    report.say(not unproved, "the journal has each fact" + (f", but not {list(unproved)[:5]}" if unproved else ""))
    report.say(not missing, "no fact of the journal is missing" + (f", but {list(missing)[:5]}" if missing else ""))
    return facts


# What follows from them.


def received(matter, facts, channels, wholes):
    on = None
    for fact in facts.get(matter, []):
        if fact["verb"] == "request.confirmed":
            on = fact["on_day"]
        elif fact["verb"] == "request.filed" and channels.get(matter) in AT_ONCE:
            on = fact["on_day"]
    return on or (received(wholes[matter], facts, channels, {}) if matter in wholes else None)


def ended(facts):
    """The day and the decision of the end; nothing while a request runs."""
    submitted, on, decision = "", None, ""
    for fact in facts:
        if fact["verb"] == "request.submitted":
            submitted = fact["code"]
        if fact["verb"] in ENDS and on is None:  # what is decided anew was counted
            on, decision = fact["on_day"], ENDS[fact["verb"]] or submitted
    return on, decision


def requests_of(base, facts, agencies):
    beside = {row["id"]: row for row in base.execute(
        "SELECT id, klass, channel, received_on, ended_on, outcome FROM matter WHERE kind = 'request'")}
    channels = {id: row["channel"] for id, row in beside.items()}
    wholes = dict(base.execute("SELECT matter, other FROM matter_relation WHERE tie = 'divided'").fetchall())
    for id, agency in agencies.items():
        own, row = facts.get(id), beside.get(id)
        if not own or row is None:
            continue  # missing facts were told
        if own[0]["verb"] == "request.reported":
            came, over, decision = row["received_on"], row["ended_on"], row["outcome"]
        else:
            came, (over, decision) = received(id, facts, channels, wholes), ended(own)
        if not came or own[0]["code"] == "correction" or decision in UNCOUNTED:
            continue
        over = max(over, came) if over and decision in ROWS else None
        yield Request(id, agency, row["klass"] if row["klass"] in CLASSES else "other", came, over,
                      ROWS[decision] if over else 0)


def days_of(period):
    """The first and the last day of 2026, 2026-Q1 or 2026-06."""
    read = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", period)
    if not read:
        sys.exit("a period is 2026, 2026-Q1 or 2026-06")
    year, quarter, month = int(read[1]), int(read[2] or 0), int(read[3] or 0)
    first, last = (quarter * 3 - 2, quarter * 3) if quarter else (month or 1, month or 12)
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"


def read_open_rows(data):
    """The rows that the form does not settle, as the installation or else the program has them."""
    own = pathlib.Path(data) / "overrides" / OPEN_ROWS
    path = own if own.is_file() else pathlib.Path(__file__).resolve().parents[1] / OPEN_ROWS
    return {one["decision"]: one["row"] for one in tomllib.loads(path.read_text(encoding="utf-8"))["row"]}


def table_of(requests, first, last):
    """The requests of each cell: (agency, row, class)."""
    cells = collections.defaultdict(set)
    for one in requests:
        if one.received > last or one.received < first and one.ended and one.ended < first:
            continue
        rows = [1 if one.received >= first else 2]
        rows += [one.row, 24] if one.ended and one.ended <= last else [25]
        for row in rows:
            cells[one.agency, row, one.klass].add(one.id)
    return cells


# What Daylight says.


def told_by(program, data, period, names):
    """The same cells as the rows behind Daylight's figures have them, and the totals that it tells."""
    def run(verb, figure):
        done = subprocess.run([program, "figures", verb, figure, "--data", data, "--period", period],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{program} figures {verb} {figure}: {done.stderr or done.stdout}")
        return done.stdout

    cells, totals = collections.defaultdict(set), {}
    for figure, row in (("received", 1), ("carried-in", 2), ("results", 0), ("ended", 24), ("carried-on", 25)):
        text = run("rows", f"requests.{figure}").removeprefix("\ufeff")
        for line in csv.DictReader(io.StringIO(text)):
            cells[names[line["agency"]], row or int(line["row"]), line["applicant"]].add(int(line["id"]))
        values = re.findall(r"  (\d+)件$", run("value", f"requests.{figure}"), re.MULTILINE)
        totals[row] = sum(int(value) for value in values)
    return cells, totals


def compare(own, theirs, totals, report):
    def number(row, klass):
        return sum(len(ids) for cell, ids in own.items() if cell[1] == row and klass in (None, cell[2]))

    for row in range(1, 26):
        differ = sorted(cell for cell in set(own) | set(theirs)
                        if cell[1] == row and own.get(cell, set()) != theirs.get(cell, set()))
        counts = " ".join(str(number(row, klass)) for klass in (*CLASSES, None))
        apart = [(cell, sorted(own.get(cell, set()) ^ theirs.get(cell, set()))[:10]) for cell in differ[:5]]
        report.say(not differ, f"R{row}: {counts}" + "".join(
            f"; agency {agency}, {klass}: {ids}" for (agency, _, klass), ids in apart))
    for row, total in totals.items():
        mine = number(row, None) if row else sum(number(one, None) for one in range(3, 24))
        name = f"R{row}" if row else "R3 to R23"
        report.say(total == mine, f"{name}: Daylight tells {total}, facts give {mine}")
    for klass in (*CLASSES, None):
        whole, results = number(24, klass), sum(number(row, klass) for row in range(3, 24))
        good = number(1, klass) + number(2, klass) == whole + number(25, klass) and whole == results
        report.say(good, f"identities of {klass or 'the total'}")


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("data", help="the folder of the installation")
    words.add_argument("--period", required=True, help="2026, 2026-Q1 or 2026-06")
    words.add_argument("--daylight", default="daylight", help="the program that is held against the facts")
    asked = words.parse_args()
    base = sqlite3.connect(f"file:{pathlib.Path(asked.data).resolve() / 'daylight.db'}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    ROWS.update(read_open_rows(asked.data))
    report = Report()
    told, agencies = read_journal(base, report)
    facts = read_facts(base, told, agencies, report)
    own = table_of(requests_of(base, facts, agencies), *days_of(asked.period))
    names = {name: id for id, name in base.execute("SELECT id, name FROM agency")}
    theirs, totals = told_by(asked.daylight, asked.data, asked.period, names)
    compare(own, theirs, totals, report)
    print("all agrees" if report.wrong == 0 else f"{report.wrong} do not agree")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
