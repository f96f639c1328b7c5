"""A year of requests is played and frozen: each of the 25 × 7 cells of table 3 in the bundle is what a script counts
from the facts alone, the identities hold, and what is carried on is what the next year carries in. Then somebody alters
facts past the program: the script finds each.
"""
import collections
import csv
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

import program

YEAR = 2025
REQUESTS = 300
SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "tools" / "count_requests.py"
CLASSES = ("natural", "business", "research", "welfare", "legal", "other")
# The figures of a bundle that have the rows of the table; the group of the results names their row.
FIGURES = {"requests.received": 1, "requests.carried-in": 2, "requests.results": 0, "requests.ended": 24,
           "requests.carried-on": 25}
DIGESTS = r"✗ \d+ facts have the digests of their rows"
FIRST = "(SELECT min(id) FROM matter_fact WHERE verb = 'request.delivered')"
LAST = "(SELECT max(id) FROM matter_fact WHERE verb = 'request.delivered')"
ALTERED = [
    # what, how, what the script says
    ("day of an answer", f"UPDATE matter_fact SET on_day = '2025-12-31' WHERE id = {FIRST}", DIGESTS),
    ("decision", "UPDATE matter_fact SET code = 'not-held' WHERE id = (SELECT min(id) FROM matter_fact WHERE "
                 "verb = 'request.submitted' AND code <> 'not-held')", DIGESTS),
    ("fact gone", f"DELETE FROM matter_fact WHERE id = {LAST}", r"✗ no fact of the journal is missing"),
    ("outcome beside the facts", "UPDATE matter SET outcome = 'excessive' WHERE id = (SELECT matter FROM matter_fact "
                                 f"WHERE id = {FIRST})", r"✗ R19"),
    ("day of receipt beside the facts", "UPDATE matter SET received_on = '2024-12-31' WHERE id = (SELECT matter FROM "
                                        f"matter_fact WHERE id = {FIRST})", r"✗ R1\b"),
    ("entry of the journal", "UPDATE journal SET after_digest = '' WHERE sequence = (SELECT max(sequence) FROM journal "
                             "WHERE verb = 'request.delivered')", r"✗ the journal's chain of hashes: broken at"),
]


def counted(data, year=YEAR):
    """What the script prints, and how it ends."""
    return subprocess.run([sys.executable, "-B", SCRIPT, data, "--period", str(year), "--daylight", program.PROGRAM],
                          capture_output=True, text=True, timeout=program.TIMEOUT, check=False)


def table_of_script(printed):
    """Row → the seven numbers."""
    return {int(row): [int(one) for one in numbers.split()]
            for row, numbers in re.findall(r"^✓ R(\d+): ((?:\d+ ?){7})$", printed, re.MULTILINE)}


def read_csv(bundle, name):
    return csv.DictReader(io.StringIO(bundle.read(name).decode("utf-8-sig")))


def table_of_bundle(bundle):
    """The same: the classes as the bundle's figures tell them, the total as its rows of records are."""
    cells = collections.defaultdict(lambda: [0] * 7)
    for line in read_csv(bundle, "figures.csv"):
        if line["figure"] in FIGURES:
            group = json.loads(line["group"])
            cells[FIGURES[line["figure"]] or int(group[1])][CLASSES.index(group[-1])] += int(line["value"])
    for figure, row in FIGURES.items():
        for line in read_csv(bundle, f"rows/{figure}.csv"):
            cells[row or int(line["row"])][6] += 1
    return {row: cells[row] for row in range(1, 26)}


class Table3Altered(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="daylight-table3-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.base = pathlib.Path(cls.folder.name)
        cls.data = cls.base / "data"
        program.must("init", f"--simulation={YEAR}-01-01", "--data", cls.data, "--agency", program.AGENCY, "--name",
                     "青石市城市管理局")
        program.must("simulate", "--data", cls.data, "--requests", REQUESTS, "--year", YEAR, "--seed", 7)
        program.must("figures", "bundle", "--data", cls.data, "--period", YEAR, "--out", cls.base / "year.zip")

    def test_every_cell_of_the_bundle_is_that_of_the_facts(self):
        done = counted(self.data)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        own = table_of_script(done.stdout)
        with zipfile.ZipFile(self.base / "year.zip") as bundle:
            told = table_of_bundle(bundle)
        self.assertEqual(sorted(own), list(range(1, 26)))
        for row in range(1, 26):
            with self.subTest(row=row):
                self.assertEqual(told[row], own[row])
                self.assertEqual(sum(told[row][:6]), told[row][6], "the total is the sum of the classes")
        for column in range(7):
            with self.subTest(column=column):
                self.assertEqual(told[1][column] + told[2][column], told[24][column] + told[25][column])
                self.assertEqual(told[24][column], sum(told[row][column] for row in range(3, 24)))
        # Enough of a year to prove something: some of every class, most rows, and some left over.
        self.assertTrue(all(told[1]), told[1])
        self.assertGreater(sum(1 for row in range(3, 24) if told[row][6]), 15)
        self.assertGreater(told[25][6], 0)

    def test_the_bundle_recomputes_itself(self):
        with zipfile.ZipFile(self.base / "year.zip") as bundle:
            bundle.extract("recompute.py", self.base)
        done = subprocess.run([sys.executable, "-B", self.base / "recompute.py", self.base / "year.zip"],
                              capture_output=True, text=True, timeout=program.TIMEOUT, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_next_year_carries_in_what_was_carried_on(self):
        before, after = counted(self.data), counted(self.data, YEAR + 1)
        self.assertEqual(after.returncode, 0, after.stdout + after.stderr)
        self.assertEqual(table_of_script(after.stdout)[2], table_of_script(before.stdout)[25])

    def test_finds_what_was_altered(self):
        for what, sql, says in ALTERED:
            with self.subTest(what):
                copy = self.base / "copy"
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(self.data, copy)
                base = sqlite3.connect(copy / "daylight.db")
                with base:
                    changed = base.execute(sql).rowcount
                base.close()
                self.assertEqual(changed, 1)
                done = counted(copy)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertRegex(done.stdout, re.compile(says, re.MULTILINE))


if __name__ == "__main__":
    unittest.main()
