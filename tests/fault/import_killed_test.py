"""The program is killed a hundred times while it imports and publishes.

What it has said it did must be there, nothing may be there twice or half, and the journal must verify.
"""
import pathlib
import random
import subprocess
import tempfile
import time
import unittest

import program

ROUNDS = 100
STREAM = 160  # files that a run has before it
LONGEST = 0.35  # seconds a run may live, where one file is in by then


class ImportKilled(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-kill-")
        self.addCleanup(self.folder.cleanup)
        self.data = pathlib.Path(self.folder.name) / "data"
        self.files = {}  # path as given to the program -> number
        program.init(self.data)

    def more_files(self, count):
        for number in range(len(self.files) + 1, len(self.files) + count + 1):
            self.files[str(program.write_document(self.folder.name, number))] = number

    def run_and_kill(self, files, seconds):
        """The lines that a run printed before it was killed, and whether it was."""
        process = subprocess.Popen([program.PROGRAM, *program.import_words(self.data, files)],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace")
        time.sleep(seconds)
        process.kill()
        output, _ = process.communicate()
        return program.whole_lines(output), process.returncode == -9

    def check(self, lines):
        """Each line's document is public with the title of its file, or was there before."""
        public = dict(program.rows(self.data, "SELECT document, title FROM edition WHERE state = 'Published'"))
        for line in lines:
            if "error" in line:
                self.assertEqual(line["error"]["code"], "document.already-imported", line)
                continue
            title = program.title_of(self.files[line["file"]])
            self.assertEqual(line["title"], title)
            self.assertEqual(public.get(line["document"]), title, "an acknowledged document is lost")

    def check_whole(self):
        """No document without its public edition and its events, no file twice."""
        documents, digests = program.rows(
            self.data, "SELECT count(*), count(DISTINCT source_digest) FROM document")[0]
        self.assertEqual(documents, digests, "a file is there twice")
        public = program.rows(self.data, "SELECT count(*) FROM edition WHERE state = 'Published'")[0][0]
        self.assertEqual(documents, public, "a document is there by half")
        events = program.rows(
            self.data, "SELECT count(DISTINCT subject) FROM journal WHERE verb = 'document.published-by-force'")[0][0]
        self.assertEqual(documents, events, "a document without its event")
        numbers = program.rows(self.data, "SELECT count(DISTINCT index_number) FROM document")[0][0]
        self.assertEqual(documents, numbers, "an index number was given twice")
        return documents

    def time_of_one(self):
        """What a run with one file takes here and now."""
        began = time.monotonic()
        program.must(*program.import_words(self.data, self.files))
        return time.monotonic() - began

    def test_loses_nothing_and_doubles_nothing(self):
        chance = random.Random(20240301)
        self.more_files(1)
        acknowledged = []
        done = set(self.files)
        longest = max(LONGEST, 2 * self.time_of_one())
        killed = 0
        for turn in range(1, ROUNDS + 1):
            waiting = [path for path in self.files if path not in done]
            if len(waiting) < STREAM:
                self.more_files(STREAM - len(waiting))
                waiting = [path for path in self.files if path not in done]
            lines, was_killed = self.run_and_kill(waiting[:STREAM], chance.uniform(0.01, longest))
            killed += was_killed
            with self.subTest(turn=turn):
                self.check(lines)
                self.check_whole()
            acknowledged += [line for line in lines if "error" not in line]
            done.update(line["file"] for line in lines)
            if turn % 10 == 0:
                program.must("journal", "verify", "--data", self.data)
        self.assertGreaterEqual(killed, ROUNDS * 3 // 4, "most runs ended by themselves")
        self.assertGreater(len(acknowledged), ROUNDS, "the runs did next to nothing")

        last = program.run(*program.import_words(self.data, self.files))
        self.check(program.whole_lines(last.stdout))
        self.check(acknowledged)
        self.assertEqual(self.check_whole(), len(self.files))
        program.must("journal", "verify", "--data", self.data)
        print(f"{killed} kills, {len(acknowledged)} documents acknowledged, {len(self.files)} there in the end")


if __name__ == "__main__":
    unittest.main()
