"""Two nodes on one PostgreSQL behind nginx, as deploy/nginx.conf has it; each of them is killed once under load.

No visitor sees a failed page. Whoever writes stays signed in, and what they sent is there once, whether it was
answered at first or had to be sent again. The node that comes back shows what was published while it was away.
"""
import collections
import http.client
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import person
import program
from servers import HOST, NGINX, POSTGRES, Nginx, Postgres, free_ports, wait_until

READERS = 3
WRITERS = 6
KNOWN = 4  # seconds until nginx asks a node again that did not answer: it counts whole seconds, and more than two


def node_that_answered(logs, request):
    """Which of the logs tells of the request; lines are written within a fraction of a second."""
    told = lambda: [number for number, log in enumerate(logs) if request in log.read_text(encoding="utf-8")]
    wait_until("the line of the sign-in", told)
    return told()[0]


class Reader(threading.Thread):
    """A visitor who reads page after page; every answer that is not a page is kept."""

    def __init__(self, nginx, paths, visitor):
        super().__init__()
        self.nginx, self.paths, self.visitor = nginx, paths, visitor
        self.ending = False
        self.read = 0
        self.failed = []

    def run(self):
        connection = self.nginx.connect(self.visitor)
        while not self.ending:
            for path in self.paths:
                try:
                    status, text, _ = self.nginx.get(path, connection)
                    if status != 200 or "</html>" not in text:
                        self.failed.append((path, status))
                    self.read += 1
                except (OSError, http.client.HTTPException) as fault:
                    self.failed.append((path, repr(fault)))
                    connection = self.nginx.connect(self.visitor)
        connection.close()


class Writer(threading.Thread):
    """A drafter who enters document after document, and sends each until it is answered."""

    def __init__(self, somebody, first):
        super().__init__()
        self.person, self.number = somebody, first
        self.column = self.person.insist("GET", "/api/v1/columns?site=1")[1]["items"][0]["id"]
        self.ending = False
        self.written = []  # title and id
        self.failed = []

    def run(self):
        while not self.ending:
            self.number += 1
            title = program.title_of(self.number)
            try:
                status, answer = self.person.insist("POST", "/api/v1/documents", {
                    "column": self.column, "metadata": {"title": title, "disclosure": "Active"},
                    "body": {"blocks": [{"kind": "paragraph", "runs": [{"text": title * 20}]}]}})
                if status in (200, 201):
                    self.written.append((title, answer["id"]))
                else:
                    self.failed.append((title, status, answer))
            except (AssertionError, KeyError) as fault:
                self.failed.append((title, repr(fault)))

    def stored(self):
        """Title and id of what the API has of this person."""
        lines, after = [], ""
        while after is not None:
            status, page = self.person.insist("GET", f"/api/v1/documents?mine=true&limit=200&after={after}")
            assert status == 200, page
            lines += [(line["title"], line["id"]) for line in page["items"]]
            after = page["next"]
        return lines


class TwoNodes(unittest.TestCase):
    def setUp(self):
        if not pathlib.Path(NGINX).exists() or not (POSTGRES / "postgres").exists():
            self.skipTest("nginx or PostgreSQL is not installed")
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-nodes-")
        self.addCleanup(self.folder.cleanup)
        self.base = pathlib.Path(self.folder.name)
        self.base.chmod(0o755)
        self.postgres = Postgres(self.base)
        self.addCleanup(self.postgres.stop)
        self.nodes = [self.base / "a", self.base / "b"]
        program.must("init", "--data", self.nodes[0], "--agency", program.AGENCY, "--name", "青石市城市管理局",
                     "--database", self.postgres.address)
        self.nodes[1].mkdir()
        for file in ("daylight.toml", "accounts.key"):
            shutil.copy(self.nodes[0] / file, self.nodes[1])
        for node in self.nodes:
            toml = (node / "daylight.toml").read_text(encoding="utf-8")
            (node / "daylight.toml").write_text(
                toml.replace("[server]\n", '[server]\ntrusted_proxies = ["127.0.0.1"]\n'), encoding="utf-8")
        self.ports = free_ports(2)
        self.servers = {}
        for number in (0, 1):
            self.start(number)
        self.nginx = Nginx(self.base, self.ports)
        self.addCleanup(self.nginx.stop)

    def start(self, number):
        log = open(self.base / f"node-{number}.log", "a", encoding="utf-8")
        self.addCleanup(log.close)
        process = subprocess.Popen([program.PROGRAM, "serve", "--data", self.nodes[number], "--listen",
                                    f"127.0.0.1:{self.ports[number]}"], stdout=log, stderr=log)
        self.servers[number] = process
        self.addCleanup(self.end, process)
        wait_until(f"the start of node {number}", lambda: self.ask_node(number, "/readyz") == 200)

    @staticmethod
    def end(process):
        process.kill()
        process.wait(timeout=30)

    def ask_node(self, number, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[number], timeout=10)
        try:
            connection.request("GET", path, headers={"Host": HOST})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()

    def kill(self, number):
        self.servers[number].kill()
        self.servers[number].wait(timeout=30)

    @staticmethod
    def end_load(threads):
        for thread in threads:
            thread.ending = True
        for thread in threads:
            thread.join(timeout=60)

    def sign_writers_in(self):
        """Drafters, and at which node the session of each was opened."""
        writers, opened_at = [], []
        logs = [self.base / f"node-{number}.log" for number in (0, 1)]
        for number in range(WRITERS):
            first_password = person.add(self.nodes[0], f"writer.{number}", f"起草人{number}", "起草")
            somebody = person.Person(lambda visitor=number: self.nginx.connect(100 + visitor), HOST)
            said = somebody.sign_in(f"writer.{number}", first_password, "Maple-river-29")
            self.addCleanup(somebody.leave)
            writers.append(Writer(somebody, 1000 * (number + 1)))
            opened_at.append(node_that_answered(logs, said["X-Request-Id"]))
        return writers, opened_at

    def import_notices(self, first, count, by=program.PERSON):
        """Published from the command line at the first node; a line for each."""
        files = [program.write_document(self.base, first + i) for i in range(count)]
        return program.whole_lines(program.must(*program.import_words(self.nodes[0], files, by)))

    def kill_and_start_again(self, number, news, readers, writers):
        """While the node is away everybody goes on; afterwards it knows the news."""
        self.kill(number)
        read, written = sum(reader.read for reader in readers), [len(writer.written) for writer in writers]
        lines = self.import_notices(news, 1, "hu.yan")
        wait_until("more reading", lambda: sum(reader.read for reader in readers) > read + 20)
        wait_until("more of each writer",
                   lambda: all(len(writer.written) > before + 1 for writer, before in zip(writers, written)))
        self.start(number)
        self.assertEqual(self.ask_node(number, f"/documents/{lines[0]['document']}"), 200)

    def test_nobody_notices_that_one_is_killed(self):
        lines = self.import_notices(1, 20)
        paths = ["/", "/columns/notices", "/disclosure", *(f"/documents/{line['document']}" for line in lines)]
        readers = [Reader(self.nginx, paths[i:] + paths[:i], 200 + i) for i in range(READERS)]
        person.add(self.nodes[0], "hu.yan", "胡言", "起草")
        writers, opened_at = self.sign_writers_in()
        self.assertEqual(set(opened_at), {0, 1}, "sessions are opened at both nodes")
        self.addCleanup(self.end_load, readers + writers)
        for thread in readers + writers:
            thread.start()
        wait_until("the first documents", lambda: all(len(writer.written) > 5 for writer in writers), 60)

        self.kill_and_start_again(1, 101, readers, writers)
        time.sleep(KNOWN)
        self.kill_and_start_again(0, 102, readers, writers)
        self.end_load(readers + writers)

        self.assertEqual([fault for reader in readers for fault in reader.failed], [])
        self.assertEqual([fault for writer in writers for fault in writer.failed], [])
        repeated = collections.Counter(why for writer in writers for why in writer.person.repeated)
        self.assertGreater(sum(repeated.values()), 0, "somebody's request was under way at a node that was killed")
        for writer in writers:
            self.assertEqual(sorted(writer.stored()), sorted(writer.written), "what was acknowledged is there once")
        print(f"{sum(reader.read for reader in readers)} pages, {sum(len(writer.written) for writer in writers)} "
              f"documents, sent again: {dict(repeated)}")
        self.assertIn("日志完整", program.must("journal", "verify", "--data", self.nodes[0]))

    def test_the_example_says_what_it_should(self):
        status, text, headers = self.nginx.get("/")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Cache-Control"], "no-cache")
        self.assertEqual(headers.get_all("Strict-Transport-Security"), ["max-age=31536000; includeSubDomains"])
        self.assertEqual(len(headers.get_all("Content-Security-Policy")), 1)
        self.assertNotIn("X-Cache", headers)
        style = re.search(r'href="(/assets/[^"]+\.css)"', text)[1]
        self.assertEqual(self.nginx.get(style)[0], 200)
        status, _, headers = self.nginx.get(style)
        self.assertEqual(headers["X-Cache"], "HIT")
        self.assertIn("immutable", headers["Cache-Control"])
        for method, path, own in (("GET", "/metrics", 403), ("TRACE", "/", 405)):
            connection = self.nginx.connect()
            connection.request(method, path, headers={"Host": HOST})
            answer = connection.getresponse()
            self.assertEqual(answer.status, own, "nginx says so itself")
            self.assertIn("max-age", answer.headers["Strict-Transport-Security"])
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertIn("frame-ancestors 'none'", answer.headers["Content-Security-Policy"])
            connection.close()
        plain = http.client.HTTPConnection("127.0.0.1", self.nginx.plain, timeout=10)
        plain.request("GET", "/columns/news", headers={"Host": HOST})
        answer = plain.getresponse()
        self.assertEqual((answer.status, answer.headers["Location"]),
                         (301, f"https://{HOST}/columns/news"))
        answer.read()
        plain.request("GET", "/api/v1/session", headers={"Host": HOST})
        self.assertEqual(plain.getresponse().status, 403, "a program is not led on")
        plain.close()


if __name__ == "__main__":
    unittest.main()
