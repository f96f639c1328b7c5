"""The disk is full: the portal goes on answering, the import says plainly what is wrong, nothing is lost,
and when there is room again the import completes. Runs as root, on a small file system of its own.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

import program

DISK = 24 << 20
FIRST = 20
MORE = 60


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-disk-")
        self.addCleanup(self.folder.cleanup)
        base = pathlib.Path(self.folder.name)
        self.disk = base / "disk"
        self.disk.mkdir()
        if os.geteuid() != 0:
            self.skipTest("only root can mount a small file system")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", self.disk],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no small file system can be mounted here: " + mounted.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=True)
        self.data = self.disk / "data"
        self.log = base / "serve.log"
        documents = base / "documents"
        documents.mkdir()
        self.first = [program.write_document(documents, number) for number in range(1, FIRST + 1)]
        self.more = [program.write_document(documents, number, 20_000) for number in range(100, 100 + MORE)]
        program.init(self.data)
        self.keep_free(0)  # to the last byte; what happens before that is a test of its own

    def keep_free(self, percent):
        """From how little room on the program refuses uploads and imports."""
        toml = self.data / "daylight.toml"
        text = re.sub(r"(?m)^(# )?least_free_percent = \d+$", f"least_free_percent = {percent}",
                      toml.read_text(encoding="utf-8"))
        toml.write_text(text, encoding="utf-8")

    def fill(self, spare=0):
        """Writes a file until nothing more fits, or no more than `spare` bytes."""
        with open(self.disk / "ballast", "wb", buffering=0) as ballast:
            if spare:
                space = os.statvfs(self.disk)
                ballast.write(b"b" * (space.f_bavail * space.f_frsize - spare))
                return
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while ballast.write(b"b" * size):
                        pass
                except OSError:
                    pass

    def make_room(self):
        (self.disk / "ballast").unlink()

    def public(self):
        return program.rows(self.data, "SELECT count(*) FROM edition WHERE state = 'Published'")[0][0]

    def expect_refused(self):
        """An import on the full disk: each line names the fault, and so does the end."""
        refused = program.run(*program.import_words(self.data, self.more))
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertIn("错误：", refused.stderr)
        lines = program.whole_lines(refused.stdout)
        failed = [line for line in lines if "error" in line]
        self.assertTrue(failed, refused.stdout + refused.stderr)
        for line in failed:
            self.assertEqual(line["error"]["code"], "db.full", line)
            self.assertIn("存储空间已满", line["error"]["message"])
        return [line["document"] for line in lines if "error" not in line]

    def expect_reading(self, server, documents):
        for path in ["/", "/columns/notices", "/disclosure", "/sitemap", *(f"/documents/{id}" for id in documents)]:
            with self.subTest(path=path):
                self.assertEqual(server.get(path)[0], 200)
        status, text = server.get("/search", q="清扫")
        self.assertEqual(status, 200)
        self.assertIn("号路段的通知", text)

    def wait_for_log(self, event):
        for _ in range(100):
            if event in self.log.read_text(encoding="utf-8"):
                return
            time.sleep(0.1)
        self.fail(f"the log says nothing of {event} within 10 s")

    def wait_for_search(self, server):
        """The index follows the journal; what is asked on the full disk must have been in it before."""
        for _ in range(200):
            if "号路段的通知" in server.get("/search", q="清扫")[1]:
                return
            time.sleep(0.1)
        self.fail("the search index has not caught up within 20 s")

    def test_reading_goes_on_and_nothing_is_lost(self):
        done = program.whole_lines(program.must(*program.import_words(self.data, self.first)))
        documents = [line["document"] for line in done]
        self.assertEqual(len(documents), FIRST)
        with program.Server(self.data, self.log) as server:
            server.get(f"/documents/{documents[0]}")  # cached before; the others are drawn on the full disk
            self.wait_for_search(server)
            self.fill()
            acknowledged = self.expect_refused()
            self.expect_reading(server, documents)
            self.assertEqual(self.public(), FIRST + len(acknowledged))

            self.make_room()
            again = program.run(*program.import_words(self.data, self.more))
            lines = program.whole_lines(again.stdout)
            entered = [line["document"] for line in lines if "error" not in line]
            self.assertEqual(len(entered), MORE - len(acknowledged), again.stderr)
            self.assertEqual(again.returncode, 1 if acknowledged else 0, again.stderr)
            self.expect_reading(server, documents + entered + acknowledged)
        self.assertEqual(self.public(), FIRST + MORE)
        program.must("journal", "verify", "--data", self.data)

    def test_small_writes_go_on_when_it_is_nearly_full(self):
        self.keep_free(20)
        drafts = ["import", "documents", "--data", self.data, "--agency", program.AGENCY, self.first[0]]
        draft = program.whole_lines(program.must(*drafts))[0]["document"]
        done = program.whole_lines(program.must(*program.import_words(self.data, self.first[1:])))
        with program.Server(self.data, self.log) as server:
            self.wait_for_search(server)
            self.assertIn("\ndaylight_disk_low 0\n", server.get("/metrics")[1])
            self.fill(spare=3 << 20)
            refused = program.run(*program.import_words(self.data, self.more[:3]))
            self.assertEqual(refused.returncode, 1, refused.stderr)
            for line in program.whole_lines(refused.stdout):
                self.assertEqual(line["error"]["code"], "disk.nearly-full", line)
                self.assertIn("暂不接收上传和导入", line["error"]["message"])
            self.expect_reading(server, [line["document"] for line in done])
            # What people do with what is there already needs little.
            program.must("document", "correct", draft, "--data", self.data, "--as", "甲", "--disclosure",
                         "主动公开")
            program.must("document", "submit", draft, "--data", self.data, "--as", "甲")
            self.assertIn("\ndaylight_disk_low 1\n", server.get("/metrics")[1])
            self.wait_for_log("disk.nearly-full")

            self.make_room()
            program.must(*program.import_words(self.data, self.more[:3]))
        self.assertEqual(self.public(), FIRST - 1 + 3)

    def test_no_backup_is_left_half_done(self):
        program.must(*program.import_words(self.data, self.first))
        self.fill(spare=1 << 20)
        refused = program.run("backup", "--data", self.data, "--to", self.disk / "backup.tar")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("空间不足", refused.stderr)
        self.assertEqual(sorted(path.name for path in self.disk.iterdir()), ["ballast", "data"])

    def test_says_so_when_nothing_else_has_it_open(self):
        program.must(*program.import_words(self.data, self.first))
        self.fill()
        refused = program.run(*program.import_words(self.data, self.more))
        self.assertEqual(refused.returncode, 1)
        self.assertIn("存储空间已满", refused.stderr + refused.stdout)
        self.make_room()
        program.must(*program.import_words(self.data, self.more))
        self.assertEqual(self.public(), FIRST + MORE)
        program.must("journal", "verify", "--data", self.data)


if __name__ == "__main__":
    unittest.main()
