"""Somebody changes the database past the program: `daylight journal verify` names the first entry that
does not fit and fails.
"""
import pathlib
import shutil
import tempfile
import unittest

import program

CASES = [
    # name, what is done, first broken entry, problem
    ("reason", "UPDATE journal SET reason = '另一个理由' WHERE sequence = 7", 7, "hash"),
    ("actor", "UPDATE journal SET actor = 'person:李四' WHERE sequence = 9", 9, "hash"),
    ("two entries", "UPDATE journal SET subject = 'document:1' WHERE sequence IN (8, 12)", 8, "hash"),
    ("missing", "DELETE FROM journal WHERE sequence = 5", 5, "gap"),
    ("tail", "DELETE FROM journal WHERE sequence > 10", 11, "head"),
]


class JournalDamaged(unittest.TestCase):
    def test_names_the_first_entry_that_does_not_fit(self):
        with tempfile.TemporaryDirectory(prefix="daylight-journal-") as folder:
            data = pathlib.Path(folder) / "data"
            program.init(data)
            program.must(*program.import_words(data, [program.write_document(folder, n) for n in range(1, 5)]))
            self.assertIn("日志完整", program.must("journal", "verify", "--data", data))
            for name, sql, first_broken, problem in CASES:
                with self.subTest(name):
                    copy = pathlib.Path(folder) / name
                    shutil.copytree(data, copy)
                    self.assertGreater(program.change(copy, sql), 0)
                    verdict = program.run("journal", "verify", "--data", copy)
                    self.assertEqual(verdict.returncode, 1)
                    self.assertIn("日志哈希链不完整", verdict.stderr)
                    self.assertRegex(verdict.stderr, rf"\b{first_broken}\b.*{problem}")


if __name__ == "__main__":
    unittest.main()
