"""The program as an administrator runs it, for the fault tests: commands, a server, a database to look into.

The program is the one of DAYLIGHT_PROGRAM.
"""
import http.client
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import urllib.parse

PROGRAM = os.environ.get("DAYLIGHT_PROGRAM", "build/dev/daylight")
AGENCY = "743719761"
PERSON = "张三"
TIMEOUT = 120


def run(*words, **options):
    """Runs a command to its end."""
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=TIMEOUT, **options)


def must(*words):
    """Runs a command that has to succeed; its standard output."""
    done = run(*words)
    assert done.returncode == 0, f"{words[0]}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def init(data):
    must("init", "--data", data, "--agency", AGENCY, "--name", "青石市城市管理局")


def import_words(data, files, by=PERSON):
    """Once there are people, `by` is the login of one of them."""
    return ["import", "documents", "--data", str(data), "--agency", AGENCY, "--publish", "--as", by, *map(str, files)]


def whole_lines(text):
    """The JSON objects of the lines that were printed to their end."""
    return [json.loads(line) for line in text.split("\n")[:-1]]


def write_document(folder, number, size=400):
    """A notice of about `size` characters that no other number has."""
    path = pathlib.Path(folder) / f"notice-{number:06}.txt"
    sentence = f"第{number}号路段应当在当日完成清扫并做好记录。"
    count = max(1, size // (4 * len(sentence)))
    body = "\n".join(f"　　当日第{part}次。" + sentence * 4 for part in range(1, count + 1))
    path.write_text(f"关于清扫第{number}号路段的通知\n\n各街道办事处：\n{body}\n", encoding="utf-8")
    return path


def title_of(number):
    return f"关于清扫第{number}号路段的通知"


def rows(data, sql, *arguments):
    """What a question to the database says, past the program."""
    connection = sqlite3.connect(f"file:{data}/daylight.db", uri=True)
    try:
        return connection.execute(sql, arguments).fetchall()
    finally:
        connection.close()


def change(data, sql, *arguments):
    """Changes the database past the program, as nobody should."""
    connection = sqlite3.connect(f"file:{data}/daylight.db", uri=True)
    try:
        with connection:
            return connection.execute(sql, arguments).rowcount
    finally:
        connection.close()


class Server:
    """`daylight serve` on a free port, for a with statement."""

    def __init__(self, data, log):
        self.log = open(log, "w", encoding="utf-8")  # elsewhere than on the disk that is filled
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", str(data), "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port = None

    def __enter__(self):
        for line in self.process.stdout:
            if match := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(match[1])
                return self
        raise AssertionError("the server did not start; see " + self.log.name)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.log.close()

    def get(self, path, **query):
        """Status and text of a page."""
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
