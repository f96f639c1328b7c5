"""A body is sent to every route by every method, directly and through nginx as deploy/nginx.conf has it.

Each message is answered once, and what stands in its body is never taken for a request: not for the sender's next
one, and not for that of another visitor whose request nginx sends over the same connection.
"""
import pathlib
import re
import socket
import ssl
import tempfile
import unittest

import program
from servers import HOST, NGINX, Nginx

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
OWN = ["/healthz", "/readyz", "/metrics"]
MARK = "/columns/smuggled-in-a-body"
SMUGGLED = f"GET {MARK} HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
CUT = f"GET {MARK} HTTP/1.1\r\nX-Ignore: "


def paths(data):
    """Every pattern that the program answers, with something in the place of its parameters."""
    lines = [line.split("\t") for line in program.must("routes", "--data", data).splitlines()]
    assert len(lines) > 80, "too few routes: " + str(lines)
    patterns = dict.fromkeys(pattern for _, pattern, _, _ in lines)
    return OWN + [re.sub(r"{[^}]*}", "1", pattern) for pattern in patterns] + ["/nothing/here"]


def messages(method, path, hidden):
    """The same body by its length and in a chunk."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
    yield f"{head}Content-Length: {len(hidden)}\r\n\r\n{hidden}"
    yield f"{head}Transfer-Encoding: chunked\r\n\r\n{len(hidden):x}\r\n{hidden}\r\n0\r\n\r\n"


class Wire:
    """A connection that is read answer by answer."""

    def __init__(self, raw):
        self.raw, self.bytes = raw, b""
        raw.settimeout(10)

    def send(self, text):
        try:
            self.raw.sendall(text.encode())
        except OSError:
            pass  # refused before its end: the answer is there to be read

    def more(self):
        try:
            piece = self.raw.recv(65536)
        except ConnectionResetError:
            piece = b""
        self.bytes += piece
        return bool(piece)

    def answer(self, head_only=False):
        """Status, head and body of the next answer; None when the connection has ended."""
        while b"\r\n\r\n" not in self.bytes:
            if not self.more():
                return None
        head, _, self.bytes = self.bytes.partition(b"\r\n\r\n")
        head = head.decode("latin-1")
        status = int(head.split(" ")[1])
        length = re.search(r"(?i)\r\ncontent-length: (\d+)", head)
        if head_only or status in (204, 304):
            return status, head, b""
        if length is None:  # nginx sends in chunks what it does not know the length of
            while not self.bytes.endswith(b"0\r\n\r\n") and self.more():
                pass
            body, self.bytes = self.bytes, b""
            return status, head, body
        while len(self.bytes) < int(length[1]) and self.more():
            pass
        body, self.bytes = self.bytes[:int(length[1])], self.bytes[int(length[1]):]
        return status, head, body

    def rest(self):
        """Everything that comes until the connection is closed."""
        while self.more():
            pass
        return self.bytes

    def close(self):
        self.raw.close()


class Bodies(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.base = pathlib.Path(self.folder.name)
        self.base.chmod(0o755)
        self.data = self.base / "data"
        program.init(self.data)
        self.paths = paths(self.data)
        settings = self.data / "daylight.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("[server]\n", '[server]\ntrusted_proxies = ["127.0.0.1"]\n'), encoding="utf-8")
        self.server = program.Server(self.data, self.base / "log").__enter__()
        self.addCleanup(self.server.__exit__)
        self.visitors = 0

    def next_visitor(self):
        """An address that nobody has had: limits of rate are not what is tried here."""
        self.visitors += 1
        return f"10.{self.visitors >> 16}.{self.visitors >> 8 & 255}.{self.visitors & 255}"

    def test_directly(self):
        for path in self.paths:
            for method in METHODS:
                for message in messages(method, path, SMUGGLED):
                    with self.subTest(method=method, path=path, framing=message.split("\r\n")[3]):
                        line, rest = message.split("\r\n", 1)
                        message = f"{line}\r\nX-Forwarded-For: {self.next_visitor()}\r\n{rest}"
                        wire = Wire(socket.create_connection(("127.0.0.1", self.server.port)))
                        wire.send(message)
                        first = wire.answer(method == "HEAD")
                        self.assertIsNotNone(first)
                        wire.raw.shutdown(socket.SHUT_WR)
                        self.assertEqual(wire.rest(), b"", "a second answer")
                        wire.close()

    @unittest.skipUnless(pathlib.Path(NGINX).exists(), "nginx is not installed")
    def test_behind_nginx(self):
        nginx = Nginx(self.base, [self.server.port])
        self.addCleanup(nginx.stop)
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE

        def connect(address):
            raw = socket.create_connection(("127.0.0.1", nginx.port), source_address=(address, 0))
            return Wire(context.wrap_socket(raw, server_hostname=HOST))

        victim = connect("127.0.0.3")
        seen = 0
        for path in self.paths:
            for method in METHODS:
                for hidden in (SMUGGLED, CUT):
                    for message in messages(method, path, hidden):
                        with self.subTest(method=method, path=path, hidden=hidden[-12:]):
                            self.visitors += 1
                            attacker = connect(f"127.1.{self.visitors >> 8 & 255}.{1 + self.visitors % 250}")
                            attacker.send(message)
                            self.assertIsNotNone(attacker.answer(method == "HEAD"))
                            attacker.close()
                            victim.send(f"GET /columns/notices HTTP/1.1\r\nHost: {HOST}\r\n\r\n")
                            answer = victim.answer()
                            if answer is None:  # nginx ends a connection after so many requests
                                victim.close()
                                victim = connect("127.0.0.3")
                                continue
                            self.assertEqual(answer[0], 200, "the visitor got another's page")
                            self.assertNotIn(MARK.encode(), answer[2])
                            seen += 1
        victim.close()
        self.assertGreater(seen, 1000)


if __name__ == "__main__":
    unittest.main()
