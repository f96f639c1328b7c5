"""Hostile files are imported by everybody who may: pages are answered meanwhile, the server stays small, each file ends
in its limits with a sentence, and the server stops in its deadline while files are being read.
"""
import http.client
import json
import pathlib
import tempfile
import threading
import time
import unittest

import person
import program

SENTENCES = {"intake.too-many", "intake.too-costly", "intake.busy"}
SMALL = 200 << 20  # bytes of the server itself that may be resident
STOP = 15  # seconds


def slow_pdf():
    """A page whose text takes longer than its time."""
    stream = b"BT /F1 9 Tf 50 700 Td " + b"(a)Tj " * 9_000_000 + b"ET"
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            b"endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Length "
            + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n")


def hostile_files():
    return {
        "attributes.html": b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x",
        "hidden.html": b"<svg><script><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x",
        "breaks.html": b"<br>" * 3_000_000,
        "cells.html": b"<table>" + b"<td>1" * 2_000_000,
        "anew.html": b"<body>" + b"".join(b"<p><font size=%d>x" % n for n in range(3000)),
        "lines.txt": "一、字\n".encode() * 3_000_000,
        "line.txt": "字".encode() * 10_000_000,
        "slow.pdf": slow_pdf(),
    }


class HostileImport(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-hostile-")
        self.addCleanup(self.folder.cleanup)
        base = pathlib.Path(self.folder.name)
        self.data, self.log = base / "data", base / "serve.log"
        program.init(self.data)
        self.allow("1 s")
        self.first = person.add(self.data, "shen.hao", "沈浩", "Drafter")

    def allow(self, seconds):
        """How long a reading may take, in the settings."""
        (self.data / "daylight.toml").write_text(
            f"[intake]\ntime = \"{seconds}\"\nmemory = \"300 MiB\"\n", encoding="utf-8")

    def send(self, who, port, name, content):
        """Status and key of the refusal."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in who.cookies.items()),
                   "X-CSRF-Token": who.token, "Content-Type": "application/octet-stream"}
        connection.request("POST", f"/api/v1/imports?agency=1&name={name}", content, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text).get("key")

    def resident(self, server):
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) << 10

    def sign_in(self, server):
        who = person.Person(lambda: http.client.HTTPConnection("127.0.0.1", server.port, timeout=20), "127.0.0.1")
        who.sign_in("shen.hao", self.first, "Zhaoyang-2719")
        return who

    def test_costs_its_own_reading_alone(self):
        with program.Server(self.data, self.log) as server:
            who = self.sign_in(server)
            results, slowest, largest = {}, 0.0, 0
            callers = [threading.Thread(target=lambda name=name, content=content: results.__setitem__(
                name, self.send(who, server.port, name, content))) for name, content in hostile_files().items()]
            for caller in callers:
                caller.start()
            while any(caller.is_alive() for caller in callers):
                begun = time.monotonic()
                self.assertEqual(server.get("/")[0], 200)
                slowest = max(slowest, time.monotonic() - begun)
                largest = max(largest, self.resident(server))
                time.sleep(0.02)
            print(results, f"slowest page {slowest:.3f} s, largest {largest >> 20} MiB", end=" ")
            for name, (status, key) in results.items():
                self.assertIn(status, (413, 503), name)
                self.assertIn(key, SENTENCES, name)
            self.assertLess(slowest, 2)
            self.assertLess(self.resident(server), SMALL)
            self.assertEqual(self.send(who, server.port, "good.txt", "关于扫雪的通知\n\n请扫雪。\n".encode())[0], 201)

    def test_does_not_keep_the_server_from_stopping(self):
        self.allow("10 min")
        with program.Server(self.data, self.log) as server:
            who = self.sign_in(server)
            for content in [slow_pdf()] * 4:
                threading.Thread(target=self.quietly, args=(who, server.port, content), daemon=True).start()
            time.sleep(1)
            begun = time.monotonic()
            server.process.terminate()
            server.process.wait(timeout=60)
            self.assertLess(time.monotonic() - begun, STOP)
            self.assertEqual(server.process.returncode, 0)

    def quietly(self, who, port, content):
        try:
            self.send(who, port, "slow.pdf", content)
        except (OSError, http.client.HTTPException, ValueError):
            pass


if __name__ == "__main__":
    unittest.main()
