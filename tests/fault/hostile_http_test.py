"""Hostile messages get one answer and a closed connection, and what is hidden in them is nobody's request."""
import contextlib
import errno
import pathlib
import re
import socket
import tempfile
import unittest

import hostile_messages
import program

PATIENCE = 8  # seconds for the answers to one message


def exchange(port, message, number):
    """Sends the message from an address of its own, ends our side, and reads all that comes."""
    with socket.socket() as client:
        client.settimeout(PATIENCE)
        client.bind((f"127.0.{1 + number // 250}.{1 + number % 250}", 0))
        client.connect(("127.0.0.1", port))
        came = b""
        try:
            client.sendall(message)
            client.shutdown(socket.SHUT_WR)
        except OSError as why:
            if why.errno not in (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN):  # closed before all of it was sent
                raise
        with contextlib.suppress(ConnectionResetError):  # or read
            while part := client.recv(65536):
                came += part
        return came


def answers(came, bodiless):
    """(status, whether it says that it closes) of each answer; AssertionError when something else comes."""
    found = []
    while came:
        head, separator, came = came.partition(b"\r\n\r\n")
        status = re.match(rb"HTTP/1\.1 (\d{3}) ", head)
        assert status and separator, f"no answer: {head[:80]!r}"
        if status[1] == b"100":
            continue
        length = re.search(rb"\r\nContent-Length: (\d+)", head)
        if length and not bodiless:
            came = came[int(length[1]):]
        found.append((int(status[1]), b"\r\nConnection: close" in head))
    return found


class HostileHttp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="daylight-hostile-")
        self.addCleanup(folder.cleanup)
        base = pathlib.Path(folder.name)
        program.init(base / "data")
        server = program.Server(base / "data", base / "serve.log")
        self.server = self.enterContext(server)

    def judge(self, message, wanted, number):
        found = answers(exchange(self.server.port, message, number), message.startswith(b"HEAD "))
        if wanted in (hostile_messages.REFUSED, hostile_messages.DENIED):
            self.assertEqual(len(found), 1, found)
            self.assertGreaterEqual(found[0][0], 400)
            self.assertTrue(found[0][1] or wanted == hostile_messages.DENIED, "says that the connection is closed")
        elif wanted == hostile_messages.ONCE:
            self.assertEqual(len(found), 1, found)
        elif wanted == hostile_messages.UNFINISHED:
            self.assertLessEqual(len(found), 1, found)
        else:
            self.assertEqual(len(found), wanted, found)

    def test_every_message_is_answered_once(self):
        count = 0
        for count, (name, message, wanted) in enumerate(hostile_messages.all_messages(), 1):
            with self.subTest(name):
                self.judge(message, wanted, count)
        self.assertGreaterEqual(count, 100)
        self.assertEqual(self.server.get("/healthz")[0], 200)
        print(f"{count} messages")

    def test_no_answer_of_the_api_may_be_kept(self):
        for number, path in enumerate((b"/api/v1/session", b"/api/v1/documents", b"/api/v1/none"), 1):
            came = exchange(self.server.port, hostile_messages.get(path), number)
            self.assertIn(b"\r\nCache-Control: no-store\r\n", came)


if __name__ == "__main__":
    unittest.main()
