"""Bodies of strangers and of one person by the gigabyte, and bodies that come byte by byte: the server stays small, and
whoever reads a page does not notice.
"""
import contextlib
import http.client
import pathlib
import re
import socket
import tempfile
import threading
import time
import unittest

import person
import program

MOST_RESIDENT = 400 << 20
SLOWEST_PAGE = 0.1  # seconds, of 99 in a hundred
CONNECTIONS = 50
LARGE = 63 << 20
PIECE = 1 << 20
TRICKLES = 200
TRICKLE_ENDS = 60  # seconds


class Visitor(threading.Thread):
    """Reads pages one after the other and notes how long each took."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ending, self.took, self.failed = port, threading.Event(), [], []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=("127.0.9.9", 0))
        while not self.ending.wait(0.01):
            for path in ("/", "/columns/notices"):
                began = time.monotonic()
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                self.took.append(time.monotonic() - began)
                if answer.status != 200:
                    self.failed.append(answer.status)
        connection.close()

    def slowest(self):
        return sorted(self.took)[int(len(self.took) * 0.99)]


def flood(port, head, size):
    """Sends one body but for its last byte, as far as the server lets us, and holds the connection; what came back."""
    with socket.socket() as client:
        client.settimeout(20)
        client.connect(("127.0.0.1", port))
        try:
            client.sendall(head)
            for _ in range(size // PIECE):
                client.sendall(b"x" * PIECE)
            client.settimeout(2)
            return client.recv(4096)
        except OSError:
            with contextlib.suppress(OSError):
                client.settimeout(1)
                return client.recv(4096)
        return b""


class BodyFlood(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="daylight-flood-")
        self.addCleanup(folder.cleanup)
        base = pathlib.Path(folder.name)
        self.data = base / "data"
        program.init(self.data)
        self.first_password = person.add(self.data, "li.qing", "李清", "起草")
        self.server = self.enterContext(program.Server(self.data, base / "serve.log"))

    def status(self, name):
        text = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(rf"{name}:\s+(\d+) kB", text)[1]) << 10

    def watch(self):
        """From here on the largest resident size and the times of a visitor are noted."""
        visitor = Visitor(self.server.port)
        visitor.start()
        pathlib.Path(f"/proc/{self.server.process.pid}/clear_refs").write_text("5", encoding="utf-8")
        return visitor

    def judge(self, what, visitor):
        visitor.ending.set()
        visitor.join(timeout=30)
        peak = self.status("VmHWM")
        print(f"{what}: {peak >> 20} MiB, {len(visitor.took)} pages, p99 {visitor.slowest() * 1000:.0f} ms")
        self.assertLess(peak, MOST_RESIDENT)
        self.assertEqual(visitor.failed, [])
        self.assertGreater(len(visitor.took), 20)
        self.assertLess(visitor.slowest(), SLOWEST_PAGE)

    def flood_all(self, head, size):
        statuses = []

        def one():
            came = flood(self.server.port, head, size)
            statuses.append(came[9:12].decode("latin-1"))

        threads = [threading.Thread(target=one, daemon=True) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        return statuses

    @staticmethod
    def head(path, size, *fields):
        lines = [f"POST {path} HTTP/1.1", "Host: a", f"Content-Length: {size}", *fields, "", ""]
        return "\r\n".join(lines).encode()

    def test_strangers_large_bodies(self):
        visitor = self.watch()
        for path in ("/api/v1/imports?name=a.txt", "/api/v1/documents", "/api/v1/session"):
            statuses = self.flood_all(self.head(path, LARGE, "Content-Type: application/json"), LARGE)
            self.assertNotIn("200", statuses)
        self.judge("strangers", visitor)

    def test_one_persons_large_bodies(self):
        drafter = person.Person(lambda: http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20), "a")
        drafter.sign_in("li.qing", self.first_password, "Maple-river-29")
        self.addCleanup(drafter.leave)
        cookies = "; ".join(f"{name}={value}" for name, value in drafter.cookies.items())
        fields = (f"Cookie: {cookies}", f"X-CSRF-Token: {drafter.token}")
        visitor = self.watch()
        self.flood_all(self.head("/api/v1/imports?name=a.txt", LARGE, *fields), LARGE)
        self.flood_all(self.head("/api/v1/documents", 15 << 20, "Content-Type: application/json", *fields), 15 << 20)
        self.judge("one person", visitor)

    def test_bodies_byte_by_byte(self):
        visitor = self.watch()
        clients = []
        for number in range(TRICKLES):
            client = socket.create_connection(("127.0.0.1", self.server.port), timeout=20,
                                              source_address=(f"127.0.7.{1 + number % 250}", 0))
            self.addCleanup(client.close)
            size = 60_000 if number % 2 else 15 << 20
            client.sendall(self.head("/api/v1/session", size, "Content-Type: application/json") + b"{")
            client.setblocking(False)
            clients.append(client)
        end = time.monotonic() + TRICKLE_ENDS
        while clients and time.monotonic() < end:
            clients = [client for client in clients if self.trickle(client)]
            time.sleep(1)
        self.judge("byte by byte", visitor)
        self.assertEqual(len(clients), 0, "a body that does not come ends its connection")

    @staticmethod
    def trickle(client):
        """Sends another byte; whether the server still wants it."""
        try:
            client.send(b" ")
            client.recv(4096)  # an answer or the end
            return False
        except BlockingIOError:
            return True
        except OSError:
            return False


if __name__ == "__main__":
    unittest.main()
