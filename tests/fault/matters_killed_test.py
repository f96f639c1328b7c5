"""The server is killed again and again while requests are filed and handled.

Whoever was given a number finds their request, and every step and letter that was answered is there, once. Numbers of
requests and of letters are neither given twice nor left out, facts prove by the journal, and the work that is kept is
the work that there is.
"""
import datetime
import http.client
import html
import pathlib
import random
import re
import tempfile
import threading
import time
import unittest
import urllib.parse

import person
import program

ROUNDS = 16
LONGEST = 0.8  # seconds under load before a kill
FILERS = 2
CLERKS = 3
PASSWORD = "Hehua-wanfeng-26"
HOST = "127.0.0.1"
FOUND = re.compile(r'id="receipt-number">([^<]+)<.*?id="receipt-code">([^<]+)<', re.S)


class Door:
    """Where the server is now; it has another port after each start."""

    def __init__(self):
        self.port = 0

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)


def hidden(page, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


class Filer(threading.Thread):
    """Somebody without an account who files request after request, each once, whatever becomes of it."""

    def __init__(self, door, first):
        super().__init__()
        self.door, self.number = door, first
        self.ending = False
        self.filed = {}  # what was wanted -> number, for those that were told it
        self.failed = []

    def run(self):
        while not self.ending:
            self.number += 1
            wanted = f"第{self.number}号路段的保洁预算"
            try:
                status, text = self.file(wanted)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if found := FOUND.search(text):
                self.filed[wanted] = found[1]
            else:
                self.failed.append((status, re.findall(r'class="problems".*?</div>', text, re.S)))
            time.sleep(0.02)

    def file(self, wanted):
        connection = self.door.connect()
        try:
            connection.request("GET", "/requests/new", headers={"Host": HOST})
            answer = connection.getresponse()
            page = answer.read().decode()
            cookie = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []))
            body = urllib.parse.urlencode({
                "csrf": hidden(page, "csrf"), "key": hidden(page, "key"), "applicant": "natural", "wanted": wanted,
                "contact.name": "张小满", "contact.identity_kind": "passport", "contact.identity_number": "E12345678",
                "contact.phone": "13800000000", "purpose": "information", "way": "electronic", "carrier": "electronic"})
            connection.request("POST", "/requests/new", body, {
                "Host": HOST, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


class Office(threading.Thread):
    """A clerk and an approver who take requests from their receipt to the answer that is served."""

    def __init__(self, clerk, approver, mine):
        super().__init__()
        self.clerk, self.approver, self.mine = clerk, approver, mine
        self.ending = False
        self.taken = []  # id and verb of what was answered
        self.letters = []  # id and number of those that were issued
        self.failed = []

    def run(self):
        while not self.ending:
            status, page = self.clerk.insist("GET", "/api/v1/matters?kind=request&state=Received&limit=50")
            waiting = [one["id"] for one in page["items"] if self.mine(one["id"])] if status == 200 else []
            if not waiting:
                time.sleep(0.05)
            for matter in waiting:
                if self.ending:
                    return
                self.handle(matter)

    def send(self, who, path, body):
        """The matter afterwards; None and a note for a refusal."""
        status, answer = who.insist("POST", f"/api/v1/matters/{path}", body)
        if status == 200:
            return answer
        self.failed.append((path, body, status, answer))
        return None

    def step(self, who, matter, step, verb, **more):
        whole = self.send(who, f"{matter}/steps", {"step": step, "revision": 0, **more})
        if whole is not None:
            self.taken.append((matter, verb))
            self.letters += [(one["id"], one["number"]) for one in whole["letters"] if one["number"]]
        return whole

    def handle(self, matter):
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
        whole = self.step(self.clerk, matter, "Confirm", "request.confirmed", reason="电话确认")
        if whole is None:
            return
        for one in whole["letters"]:
            self.send(self.approver, f"{matter}/letters/{one['id']}/issue", {"on": today})
        whole = self.send(self.clerk, f"{matter}/reply", {"decision": "open", "material": ["保洁预算表"]})
        if whole is None:
            return
        answer = next(one["id"] for one in whole["letters"] if one["kind"] == "reply")
        self.step(self.clerk, matter, "Submit", "request.submitted", letter=answer, code="open")
        self.step(self.approver, matter, "Sign", "request.signed")
        self.step(self.approver, matter, "Issue", "request.issued", on=today)
        self.step(self.clerk, matter, "Deliver", "request.delivered", on=today, code="post",
                  terms="EMS1234567890")


class MattersKilled(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-matters-")
        self.addCleanup(self.folder.cleanup)
        base = pathlib.Path(self.folder.name)
        self.data, self.log = base / "data", base / "server.log"
        program.init(self.data)
        settings = self.data / "daylight.toml"
        text, changed = re.subn(r"# (\w+_a_minute = )\d+", r"\g<1>0", settings.read_text(encoding="utf-8"))
        self.assertGreater(changed, 0, "rates are no part of what is tried here")
        settings.write_text(text, encoding="utf-8")
        self.door = Door()
        self.first = {login: person.add(self.data, login, name, role) for login, name, role in [
            ("tang", "唐晚", "RequestOfficer"), ("ren", "任平川", "RequestApprover")]}

    def people(self, login):
        """Several who share a session, as the pages of a browser do."""
        one = person.Person(self.door.connect, HOST)
        one.sign_in(login, self.first[login], PASSWORD)
        all_of_them = [one]
        for _ in range(CLERKS - 1):
            other = person.Person(self.door.connect, HOST)
            other.cookies, other.token = one.cookies, one.token
            all_of_them.append(other)
        return all_of_them

    def start(self):
        server = program.Server(self.data, self.log)
        server.__enter__()
        self.door.port = server.port
        return server

    @staticmethod
    def kill(server):
        server.process.kill()
        server.__exit__()

    def series(self, sql, pattern, what):
        """The numbers that the rows bear are 1, 2, 3 … without one twice and without a gap."""
        serials = sorted(int(re.search(pattern, number)[1]) for (number,) in program.rows(self.data, sql))
        self.assertEqual(serials, list(range(1, len(serials) + 1)), what)
        return len(serials)

    def check(self, filers, offices):
        wanted = program.rows(self.data, "SELECT wanted, number FROM request JOIN matter ON matter.id = request.matter")
        there = dict(wanted)
        self.assertEqual(len(there), len(wanted), "a request is there twice")
        matters = self.series("SELECT number FROM matter", r"-SQ\d+-(\d+)$", "numbers of requests")
        self.assertEqual(matters, len(there), "a request is there by half")
        for filer in filers:
            for what, number in list(filer.filed.items()):
                self.assertEqual(there.get(what), number, "an acknowledged request is lost")
        facts = program.rows(self.data, "SELECT matter, verb FROM matter_fact")
        self.assertEqual(len(facts), len(set(facts)), "a step is there twice")
        issued = self.series("SELECT number FROM matter_letter WHERE number <> ''", r"〕(\d+)号$", "numbers of letters")
        letters = dict(program.rows(self.data, "SELECT id, number FROM matter_letter"))
        for office in offices:
            self.assertLessEqual(set(list(office.taken)), set(facts), "an acknowledged step is lost")
            for letter, number in list(office.letters):
                self.assertEqual(letters.get(letter), number, "an issued letter has another number")
        return matters, issued, len(facts)

    def test_loses_nothing_and_repeats_no_number(self):
        chance = random.Random(20260302)
        server = self.start()
        clerks, approvers = self.people("tang"), self.people("ren")
        bodies = {"agency": 1, "reconsideration": "青石市人民政府", "court": "青石市人民法院"}
        self.assertEqual(approvers[0].insist("PUT", "/api/v1/relief", bodies)[0], 204)
        filers = [Filer(self.door, number * 100_000) for number in range(1, FILERS + 1)]
        offices = [Office(clerks[at], approvers[at], lambda matter, at=at: matter % CLERKS == at)
                   for at in range(CLERKS)]
        threads = filers + offices
        for one in threads:
            one.start()
        try:
            for turn in range(ROUNDS):
                time.sleep(chance.uniform(0.05, LONGEST))
                self.kill(server)
                with self.subTest(turn=turn):
                    self.check(filers, offices)
                    if turn % 4 == 0:
                        program.must("journal", "verify", "--data", self.data, "--contents")
                server = self.start()
            time.sleep(LONGEST)
        finally:
            for one in threads:
                one.ending = True
            for one in threads:
                one.join(timeout=60)
            for one in clerks + approvers:
                one.leave()
            server.__exit__()
        self.assertEqual([one.failed[0] for one in threads if one.failed], [], "refused")
        matters, issued, facts = self.check(filers, offices)
        told = sum(len(one.filed) for one in filers)
        taken = sum(len(one.taken) for one in offices)
        again = sum(len(one.repeated) for one in clerks + approvers)
        self.assertGreater(told, ROUNDS, "hardly anything was filed")
        self.assertGreater(taken, ROUNDS, "hardly anything was handled")
        self.assertGreater(again, 0, "no kill met a step")
        program.must("journal", "verify", "--data", self.data, "--contents")
        self.assertIn("与原来不同的 0 件", program.must("work", "rebuild", "--data", self.data))
        print(f"{ROUNDS} kills, {told} of {matters} requests acknowledged, {taken} steps of {facts} facts, "
              f"{issued} letters, {again} requests sent again")


if __name__ == "__main__":
    unittest.main()
