"""PostgreSQL goes away under people who write: its backends are ended again and again below two nodes; its primary is
killed and a synchronous standby takes its place. What was acknowledged is there, once.
"""
import collections
import http.client
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import person
import program
from two_nodes_test import POSTGRES, Postgres, Writer, free_ports, wait_until

WRITERS = 4
ENDINGS = 20  # times that all backends are ended
BETWEEN = 0.4  # seconds
TERMINATE = ("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
             "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")


class Pair:
    """A primary and a standby that it waits for at each commit."""

    def __init__(self, base):
        self.base = base
        self.user = {}
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(base, postgres.pw_uid, postgres.pw_gid)
            self.user = {"user": postgres.pw_uid, "group": postgres.pw_gid}
        self.ports = free_ports(2)
        self.servers = []
        self.run("initdb", "-D", base / "primary", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8",
                 "--locale=C")
        self.start("primary", self.ports[0])
        self.run("pg_basebackup", "-h", "127.0.0.1", "-p", self.ports[0], "-U", "postgres", "-D", base / "standby",
                 "-X", "stream", "-R", "--no-sync", "-c", "fast")
        self.start("standby", self.ports[1])
        self.ask(0, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.ask(0, "SELECT pg_reload_conf()")
        wait_until("the standby's following",
                   lambda: self.ask(0, "SELECT sync_state FROM pg_stat_replication") == "sync")
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        self.address = f"postgresql://postgres@{hosts}/postgres?target_session_attrs=read-write"

    def run(self, name, *words):
        done = subprocess.run([POSTGRES / name, *map(str, words)], cwd=self.base, capture_output=True, text=True,
                              check=False, **self.user)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def ask(self, number, sql):
        return self.run("psql", "-h", "127.0.0.1", "-p", self.ports[number], "-U", "postgres", "-Atc", sql)

    def start(self, name, port):
        words = [POSTGRES / "postgres", "-D", self.base / name, "-k", self.base, "-h", "127.0.0.1", "-p", str(port),
                 "-c", "max_connections=60", "-c", "shared_buffers=16MB"]
        with open(self.base.parent / f"{name}.log", "w", encoding="utf-8") as log:
            self.servers.append(subprocess.Popen(words, stdout=log, stderr=log, cwd=self.base, start_new_session=True,
                                                 **self.user))
        ready = [POSTGRES / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-q"]
        wait_until(name, lambda: subprocess.run(ready, check=False).returncode == 0)

    def fail_over(self):
        self.end(self.servers[0])
        self.run("pg_ctl", "promote", "-D", self.base / "standby")

    @staticmethod
    def end(server):
        """Kills the server with all its backends."""
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=30)

    def stop(self):
        for server in self.servers:
            self.end(server)


class DatabaseLost(unittest.TestCase):
    def setUp(self):
        if not (POSTGRES / "postgres").exists():
            self.skipTest("PostgreSQL is not installed")
        folder = tempfile.TemporaryDirectory(prefix="daylight-lost-")
        self.addCleanup(folder.cleanup)
        self.base = pathlib.Path(folder.name)
        self.base.chmod(0o755)
        self.data = self.base / "a"

    def begin(self, address, nodes):
        """Makes the installation, starts its nodes and signs writers in, in turn at each of them."""
        program.must("init", "--data", self.data, "--agency", program.AGENCY, "--name", "青石市城市管理局",
                     "--database", address)
        first = [person.add(self.data, f"writer.{number}", f"起草人{number}", "起草") for number in range(WRITERS)]
        folders = [self.data]
        for name in "bc"[:nodes - 1]:
            folders.append(self.base / name)
            folders[-1].mkdir(mode=0o700)
            for file in ("daylight.toml", "accounts.key"):
                shutil.copy(self.data / file, folders[-1])
        servers = [self.enterContext(program.Server(folder, self.base / f"{folder.name}.log")) for folder in folders]
        writers = []
        for number, password in enumerate(first):
            port = servers[number % nodes].port
            somebody = person.Person(
                lambda port=port, number=number: http.client.HTTPConnection(
                    "127.0.0.1", port, timeout=20, source_address=(f"127.0.8.{1 + number}", 0)), "a")
            self.addCleanup(somebody.leave)
            somebody.sign_in(f"writer.{number}", password, "Maple-river-29")
            writers.append(Writer(somebody, 1000 * (number + 1)))
        for writer in writers:
            writer.start()
        self.addCleanup(self.end, writers)
        self.wait_for_more(writers, 3)
        return writers

    @staticmethod
    def end(writers):
        for writer in writers:
            writer.ending = True
        for writer in writers:
            writer.join(timeout=60)

    @staticmethod
    def wait_for_more(writers, count):
        before = [len(writer.written) for writer in writers]
        wait_until("more of each writer", lambda: all(len(writer.written) >= old + count
                                                      for writer, old in zip(writers, before)), 60)

    def judge(self, what, writers):
        self.end(writers)
        self.assertEqual([fault for writer in writers for fault in writer.failed], [])
        for writer in writers:
            self.assertEqual(sorted(writer.stored()), sorted(writer.written), "what was acknowledged is there once")
        self.assertIn("日志完整", program.must("journal", "verify", "--data", self.data))
        repeated = collections.Counter(why for writer in writers for why in writer.person.repeated)
        print(f"{what}: {sum(len(writer.written) for writer in writers)} documents, sent again: {dict(repeated)}")
        self.assertGreater(sum(repeated.values()), 0, "somebody's request was under way")

    def test_backends_are_ended_below_two_nodes(self):
        postgres = Postgres(self.base)
        self.addCleanup(postgres.stop)
        writers = self.begin(postgres.address, 2)
        for _ in range(ENDINGS):
            subprocess.run([POSTGRES / "psql", "-h", postgres.folder, "-U", "postgres", "-Atc", TERMINATE], check=True,
                           capture_output=True)
            time.sleep(BETWEEN)
        self.wait_for_more(writers, 2)
        self.judge("ended backends", writers)

    def test_a_synchronous_standby_takes_over(self):
        folder = self.base / "pair"
        folder.mkdir()
        pair = Pair(folder)
        self.addCleanup(pair.stop)
        writers = self.begin(pair.address, 1)
        pair.fail_over()
        self.wait_for_more(writers, 5)
        self.judge("failover", writers)


if __name__ == "__main__":
    unittest.main()
