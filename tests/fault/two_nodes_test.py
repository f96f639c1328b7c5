"""Two nodes on one PostgreSQL behind nginx, as deploy/nginx.conf has it; one of them is killed under load.

No visitor sees a failed page, no write that was acknowledged is lost, and the node that comes back shows what was
published while it was away.
"""
import http.client
import json
import os
import pathlib
import pwd
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

import program

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
READERS = 3
DOCUMENTS = 160  # a writer has before it
AFTER = 4.0  # seconds of load after the kill


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until(what, done, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return
        time.sleep(0.05)
    raise AssertionError(what + " did not happen")


class Postgres:
    """A server of its own in a folder; it refuses to run as root, so root runs it as its user."""

    def __init__(self, base):
        self.folder = base / "pg"
        self.folder.mkdir()
        self.user = {}
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(self.folder, postgres.pw_uid, postgres.pw_gid)
            self.user = {"user": postgres.pw_uid, "group": postgres.pw_gid}
        self.log = open(base / "pg.log", "w", encoding="utf-8")
        options = {"stdout": self.log, "stderr": self.log, "cwd": self.folder, **self.user}
        subprocess.run([POSTGRES / "initdb", "-D", self.folder / "data", "-U", "postgres", "--auth=trust", "--no-sync",
                        "--encoding=UTF8", "--locale=C"], check=True, **options)
        self.process = subprocess.Popen([POSTGRES / "postgres", "-D", self.folder / "data", "-k", self.folder, "-h", "",
                                         "-c", "max_connections=60", "-c", "shared_buffers=16MB"], **options)
        self.address = f"postgresql:///postgres?host={self.folder}&user=postgres"
        wait_until("the start of PostgreSQL", lambda: (self.folder / ".s.PGSQL.5432").exists())
        ready = [POSTGRES / "pg_isready", "-h", self.folder, "-q"]
        wait_until("PostgreSQL", lambda: subprocess.run(ready, check=False).returncode == 0)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


class Nginx:
    """The example of deploy/, with ports and paths of the test."""

    def __init__(self, base, nodes):
        self.base = base / "nginx"
        self.base.mkdir()
        plain, self.port = free_ports(2)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
                        "/CN=csglj.example.gov.cn", "-keyout", self.base / "key.pem", "-out", self.base / "cert.pem"],
                       check=True, capture_output=True)
        text = EXAMPLE.read_text(encoding="utf-8")
        servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in nodes)
        changes = [(r"    server 127\.0\.0\.1:8080 [^\n]*", servers), (r"listen 80;", f"listen 127.0.0.1:{plain};"),
                   (r"listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
                   (r"    listen \[::\][^\n]*\n", ""),
                   (r"/etc/ssl/daylight/fullchain\.pem", str(self.base / "cert.pem")),
                   (r"/etc/ssl/daylight/privkey\.pem", str(self.base / "key.pem")),
                   (r"/var/cache/nginx/daylight", str(self.base / "cache"))]
        for old, new in changes:
            text, count = re.subn(old, new, text)
            assert count > 0, f"deploy/nginx.conf has no {old}"
        temporary = "\n".join(f"{kind}_temp_path {self.base / kind};"
                              for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if os.geteuid() == 0 else ""
        (self.base / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid {self.base / 'pid'};\n"
            f"error_log {self.base / 'error.log'} warn;\nevents {{ worker_connections 512; }}\n"
            f"http {{ access_log off; {temporary}\n{text}\n}}\n", encoding="utf-8")
        words = [NGINX, "-p", self.base, "-c", self.base / "nginx.conf"]
        checked = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        self.process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        wait_until("the start of nginx", self.answers)
        self.plain = plain

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def connect(self, visitor=0):
        """A connection from an address of the visitor's own, for each has a limit of its own."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context,
                                           source_address=(f"127.0.0.{2 + visitor % 250}", 0))

    def get(self, path, connection=None):
        own = connection or self.connect()
        own.request("GET", path, headers={"Host": "csglj.example.gov.cn"})
        answer = own.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if connection is None:
            own.close()
        return answer.status, text, answer.headers

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


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
    """An import at one of the nodes; it prints a line for each document that is safely stored."""

    def __init__(self, node, files):
        super().__init__()
        self.process = subprocess.Popen([program.PROGRAM, *program.import_words(node, files)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.acknowledged = []

    def run(self):
        for line in self.process.stdout:
            if line.endswith("\n") and "error" not in (document := json.loads(line)):
                self.acknowledged.append(document)
        self.process.wait()
        self.process.stdout.close()


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
        shutil.copy(self.nodes[0] / "daylight.toml", self.nodes[1])
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
            connection.request("GET", path, headers={"Host": "csglj.example.gov.cn"})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()

    def start_writer(self, number, first):
        writer = Writer(self.nodes[number],
                        [program.write_document(self.base, first + i) for i in range(DOCUMENTS)])
        writer.start()
        return writer

    def expect_public(self, acknowledged):
        for visitor, line in enumerate(acknowledged):
            connection = self.nginx.connect(visitor)
            status, text, _ = self.nginx.get(f"/documents/{line['document']}", connection)
            connection.close()
            self.assertEqual(status, 200, line)
            self.assertIn(line["title"], text)

    def test_nobody_notices_that_one_is_killed(self):
        first = program.whole_lines(program.must(*program.import_words(
            self.nodes[0], [program.write_document(self.base, number) for number in range(1, 21)])))
        paths = ["/", "/columns/notices", "/disclosure", *(f"/documents/{line['document']}" for line in first)]
        readers = [Reader(self.nginx, paths[i:] + paths[:i], 200 + i) for i in range(READERS)]
        writers = [self.start_writer(0, 1000), self.start_writer(1, 5000)]
        for reader in readers:
            reader.start()
        wait_until("the second node's first documents", lambda: writers[1].acknowledged, 60)

        # The machine of the second node is gone: its server and what was being imported there.
        read_before = sum(reader.read for reader in readers)
        for process in (self.servers[1], writers[1].process):
            process.kill()
        time.sleep(AFTER)
        for reader in readers:
            reader.ending = True
        for thread in readers + writers:
            thread.join(timeout=120)
        acknowledged = writers[0].acknowledged + writers[1].acknowledged

        self.assertEqual([fault for reader in readers for fault in reader.failed], [])
        self.assertGreater(read_before, 20)
        self.assertGreater(sum(reader.read for reader in readers), read_before + 20, "reading went on")
        self.assertEqual(writers[0].process.returncode, 0)
        self.assertEqual(len(writers[0].acknowledged), DOCUMENTS)
        self.assertLess(len(writers[1].acknowledged), DOCUMENTS, "it was killed in the middle")
        self.expect_public(acknowledged)
        print(f"{sum(reader.read for reader in readers)} pages, {len(writers[1].acknowledged)} documents of the node "
              f"that was killed, {len(writers[0].acknowledged)} of the other")

        # Nothing is there twice or half, and the chain is whole.
        self.assertIn("日志完整", program.must("journal", "verify", "--data", self.nodes[0]))

        # The node comes back and shows what was published without it.
        self.start(1)
        self.assertEqual(self.ask_node(1, f"/documents/{acknowledged[-1]['document']}"), 200)

    def test_the_example_says_what_it_should(self):
        status, text, headers = self.nginx.get("/")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Cache-Control"], "no-cache")
        self.assertIn("max-age", headers["Strict-Transport-Security"])
        self.assertNotIn("X-Cache", headers)
        style = re.search(r'href="(/assets/[^"]+\.css)"', text)[1]
        self.assertEqual(self.nginx.get(style)[0], 200)
        status, _, headers = self.nginx.get(style)
        self.assertEqual(headers["X-Cache"], "HIT")
        self.assertIn("immutable", headers["Cache-Control"])
        plain = http.client.HTTPConnection("127.0.0.1", self.nginx.plain, timeout=10)
        plain.request("GET", "/columns/news", headers={"Host": "csglj.example.gov.cn"})
        answer = plain.getresponse()
        self.assertEqual((answer.status, answer.headers["Location"]),
                         (301, "https://csglj.example.gov.cn/columns/news"))
        plain.close()


if __name__ == "__main__":
    unittest.main()
