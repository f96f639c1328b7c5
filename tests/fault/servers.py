"""Other people's servers for the fault tests: PostgreSQL in a folder of its own, nginx as deploy/nginx.conf has it."""
import contextlib
import http.client
import os
import pathlib
import pwd
import re
import shutil
import socket
import ssl
import subprocess
import time

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
HOST = "csglj.example.gov.cn"


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

    def signal(self, number):
        """Sends a signal to all its processes: after SIGSTOP it is a host that hangs."""
        main = self.process.pid
        children = pathlib.Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii")
        for pid in (main, *map(int, children.split())):
            with contextlib.suppress(ProcessLookupError):  # a child may end between the list and the signal
                os.kill(pid, number)

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
        patience = re.search(r"server 127\.0\.0\.1:8080 ([^;\n]*);", text)[1]
        servers = "\n".join(f"    server 127.0.0.1:{port} {patience};" for port in nodes)
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
        own.request("GET", path, headers={"Host": HOST})
        answer = own.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if connection is None:
            own.close()
        return answer.status, text, answer.headers

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
