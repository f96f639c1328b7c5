"""The program on a PostgreSQL whose host hangs: its processes are stopped, and nothing is reset.

Everybody is answered in seconds, /readyz says so without a wait, a signal ends the program in its deadline, and when
the database goes on so does the program.
"""
import pathlib
import signal
import tempfile
import threading
import time
import unittest

import program
from servers import POSTGRES, Postgres, wait_until

LATEST_END = 15  # seconds from the signal to the end, whatever hangs
TIMES = '\npage_time = "2 s"\nchange_time = "2 s"\nconnect_time = "2 s"\n'


@unittest.skipUnless(POSTGRES.exists(), "PostgreSQL 15 is not there")
class SilentDatabase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        base = pathlib.Path(folder.name)
        base.chmod(0o755)
        self.database = Postgres(base)
        self.addCleanup(self.database.stop)
        self.addCleanup(lambda: self.database.signal(signal.SIGCONT))
        self.data = base / "data"
        program.must("init", "--data", self.data, "--agency", program.AGENCY, "--name", "局", "--database",
                     self.database.address)
        settings = self.data / "daylight.toml"
        settings.write_text(settings.read_text().replace("[database]\n", "[database]" + TIMES, 1))
        self.log = base / "serve.log"

    def ask(self, server, path, most):
        start = time.monotonic()
        status = server.get(path)[0]
        self.assertLess(time.monotonic() - start, most, path)
        return status

    def test_everybody_is_answered_in_time(self):
        with program.Server(self.data, self.log) as server:
            self.assertEqual(self.ask(server, "/readyz", 1), 200)
            self.database.signal(signal.SIGSTOP)
            answers = []
            threads = [threading.Thread(target=lambda n=n: answers.append(self.ask(server, f"/documents/{n}", 10)))
                       for n in range(1, 25)]
            for thread in threads:
                thread.start()
            for _ in range(10):  # while every worker waits for the database
                self.assertIn(self.ask(server, "/readyz", 1), (200, 503))
                self.assertEqual(self.ask(server, "/metrics", 1), 200)
                time.sleep(0.1)
            for thread in threads:
                thread.join()
            self.assertEqual(answers, [503] * len(threads))
            wait_until("word that it is not ready", lambda: self.ask(server, "/readyz", 1) == 503, 12)
            self.assertRegex(server.get("/readyz")[1], r"^db\.\w+, database seen \d+\.\d s ago\n$")
            self.database.signal(signal.SIGCONT)
            wait_until("readiness", lambda: self.ask(server, "/readyz", 1) == 200)
            wait_until("a page", lambda: self.ask(server, "/documents/1", 10) == 404)

    def test_a_signal_ends_the_program(self):
        with program.Server(self.data, self.log) as server:
            self.database.signal(signal.SIGSTOP)
            threads = [threading.Thread(target=lambda n=n: self.try_page(server, n)) for n in range(8)]
            for thread in threads:
                thread.start()
            time.sleep(0.3)
            start = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(timeout=60)
            self.assertLess(time.monotonic() - start, LATEST_END + 2)
            for thread in threads:
                thread.join()

    @staticmethod
    def try_page(server, number):
        try:
            server.get(f"/documents/{number}")
        except OSError:
            pass


if __name__ == "__main__":
    unittest.main()
