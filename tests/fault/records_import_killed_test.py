"""The program is killed again and again while it takes records of a register in.

A file is in force whole or not at all, nothing of it shows before it is, the journal proves what is there, and what a
kill has left is taken away at a later start.
"""
import pathlib
import random
import subprocess
import tempfile
import time
import unittest

import program

ROUNDS = 24
ROWS = 700
HEADING = ("当事人,行政相对人类别,统一社会信用代码,决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,"
           "罚款金额（万元）,决定日期,处罚有效期,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码")


def write_penalties(folder, turn):
    path = pathlib.Path(folder) / f"penalties-{turn:04}.csv"
    with path.open("w", encoding="utf-8") as out:
        print(HEADING, file=out)
        for row in range(ROWS):
            print("平城区阳光餐饮有限公司,法人及非法人组织,91110000101623741K,"
                  f"平城管罚决字〔2025〕{turn * ROWS + row}号,占道经营,摆放桌椅,《城市道路管理条例》第四十二条,罚款,罚款,0.02,"
                  "2025年9月10日,2026-09-10,平城区城市管理局,11110000000014349C,平城区城市管理局,11110000000014349C",
                  file=out)
    return path


class RecordsImportKilled(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-kill-")
        self.addCleanup(self.folder.cleanup)
        self.data = pathlib.Path(self.folder.name) / "data"
        program.init(self.data)

    def words(self, path):
        return ["import", "records", "--data", str(self.data), "--register", "penalties", "--agency", program.AGENCY,
                str(path)]

    def start(self, path):
        return subprocess.Popen([program.PROGRAM, *self.words(path)], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True, errors="replace")

    def count(self, what):
        return program.rows(self.data, f"SELECT count(*) FROM {what}")[0][0]

    def check_whole(self):
        """How many records there are; all that belongs to them is there, and to them alone."""
        records = self.count("record_state")
        entered = program.rows(self.data, "SELECT coalesce(sum(entered), 0) FROM record_import")[0][0]
        self.assertEqual(records, entered, "records without their import, or the other way round")
        self.assertEqual(records % ROWS, 0, "a file is in force by half")
        self.assertEqual(self.count("rec_penalties WHERE _head = 1"), records, "the list shows others")
        self.assertEqual(self.count("work_item WHERE holder = '' AND subject LIKE 'record:%'"), records)
        events = self.count("journal WHERE verb = 'record.imported'")
        self.assertEqual(events, self.count("record_import"), "an import without its event")
        return records

    def check_nothing_is_left(self):
        """As after a quarter of an hour: the next start takes away what no import is behind."""
        program.change(self.data, "UPDATE record_staging SET at = 1")
        program.must("journal", "verify", "--data", self.data)
        for table in ("record_staging", "record_staged"):
            self.assertEqual(self.count(table), 0, table)
        self.assertEqual(self.count("record_entry WHERE record NOT IN (SELECT id FROM record_state)"), 0)
        self.assertEqual(self.count("sealed_value WHERE subject NOT IN (SELECT 'record:' || id FROM record_state)"), 0)
        self.assertEqual(self.count("rec_penalties WHERE _head = 0 AND _shown = 0"), 0)
        self.assertEqual(self.count("work_item WHERE holder LIKE 'staged %'"), 0)

    def test_is_in_force_whole_or_not_at_all(self):
        chance = random.Random(20251127)
        killed = staged = finished = 0
        began = time.monotonic()
        self.assertEqual(program.run(*self.words(write_penalties(self.folder.name, 0))).returncode, 0)
        longest = time.monotonic() - began  # that a run lives here and now
        for turn in range(1, ROUNDS + 1):
            path = write_penalties(self.folder.name, turn)
            before = self.check_whole()
            process = self.start(path)
            time.sleep(chance.uniform(0.05, longest))
            process.kill()
            output, _ = process.communicate()
            killed += process.returncode == -9
            with self.subTest(turn=turn):
                after = self.check_whole()
                self.assertIn(after - before, (0, ROWS))
                lines = program.whole_lines(output)
                if lines and lines[-1].get("totals", {}).get("applied"):
                    self.assertEqual(after - before, ROWS, "what was acknowledged is lost")
                finished += after > before
                staged += self.count("record_staging") > 0
                # Of a file that was not taken everything can be taken, of one that was taken nothing again.
                done = program.run(*self.words(path))
                self.assertEqual(done.returncode, 0 if after == before else 1, done.stdout[-500:] + done.stderr)
            if turn % 8 == 0:
                program.must("journal", "verify", "--data", self.data, "--contents")
                self.check_nothing_is_left()
                program.must("journal", "verify", "--data", self.data, "--contents")
        self.assertGreater(killed, ROUNDS // 3, "most runs ended by themselves")
        self.assertGreater(staged, 0, "no kill came while records were staged")
        self.assertEqual(self.check_whole(), (ROUNDS + 1) * ROWS)
        print(f"{killed} kills, {staged} with something left behind, {finished} files in force before it")

    def test_takes_a_file_once_when_two_apply_it(self):
        for turn in range(1, 6):
            path = write_penalties(self.folder.name, turn)
            both = [self.start(path) for _ in range(2)]
            outputs = [process.communicate()[0] for process in both]
            self.assertEqual(sorted(process.returncode for process in both), [0, 1], outputs)
            self.assertEqual(self.check_whole(), turn * ROWS)
            self.check_nothing_is_left()
        program.must("journal", "verify", "--data", self.data, "--contents")


if __name__ == "__main__":
    unittest.main()
