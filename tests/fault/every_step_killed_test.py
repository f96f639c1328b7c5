"""The server is killed again and again while every step of every procedure is taken.

Clerks take the steps that the API offers for requests, letters to the mailbox, rectifications, reviews and suits. Each
step that was answered is there, once; no number of a matter or a letter is given twice or left out. At the end it says
which steps were played, and fails where a table has one that never was.
"""
import datetime
import http.client
import pathlib
import random
import re
import tempfile
import threading
import time
import unittest
import urllib.parse

import clerks
import person
import program

LEAST, MOST = 30, 90  # seconds of play by chance; it ends when every step was played
LED = 150  # seconds at most in which requests are led to what chance has not come to
LONGEST = 6  # seconds before a kill
CLERKS = 3
LEAP = 5  # days that the clock goes forward at once, so that periods end
PASSWORD = "Hehua-wanfeng-26"
HOST = "127.0.0.1"
SOURCE = pathlib.Path(__file__).parents[2] / "src"
TABLES = {
    "request": "requests/states.h", "message": "dialogue/procedure.h", "rectification": "compliance/procedure.h",
    "review": "appeals/review.h", "suit": "appeals/suit.h"}
# Steps that nobody takes over the API, or not in this test, and why.
NOT_PLAYED = {
    ("request", "AllSigned"): "follows by itself in the transaction of the last signature",
    ("message", "AllSigned"): "follows by itself in the transaction of the last signature",
    ("request", "Report"): "of requests that a ledger has brought, and this test brings none",
}
# The steps before those that chance seldom comes to, from a request that was accepted.
PATHS = {
    "Extend": ("ProposeExtension", "Extend"), "ProposeExtension": ("ProposeExtension",),
    "AskReasons": ("AskReasons",), "ReasonsGiven": ("AskReasons", "ReasonsGiven"),
    "Defer": ("AskReasons", "ReasonsGiven", "Defer"),
    "AskSupplement": ("AskSupplement",), "CallOff": ("AskSupplement", "CallOff"),
    "Supplemented": ("AskSupplement", "Supplemented"), "LapseSupplement": ("AskSupplement", "LapseSupplement"),
    "Fee": ("Fee",), "Paid": ("Fee", "Paid"), "NoticeReceived": ("Fee", "NoticeReceived"),
    "LapseFee": ("Fee", "NoticeReceived", "LapseFee"),
    "ConsultMaker": ("ConsultMaker",), "MakerAnswered": ("ConsultMaker", "MakerAnswered"),
    "ConsultAgency": ("ConsultAgency",), "AgencyAnswered": ("ConsultAgency", "AgencyAnswered"),
    "ConsultThird": ("ConsultThird",), "ThirdAnswered": ("ConsultThird", "NoticeReceived", "ThirdAnswered"),
    "Override": ("ConsultThird", "NoticeReceived", "ThirdAnswered", "Override"),
    "CoHandle": ("CoHandle",), "CoAnswered": ("CoHandle", "CoAnswered"), "Return": ("Assign", "Return"),
    "Divide": ("Divide",), "Withdraw": ("Withdraw",), "Search": ("Search",), "Urge": ("Urge",),
}
PEOPLE = {
    "tang": ("唐晚", "RequestOfficer", "MessageOfficer", "AgencyAdministrator"),
    "wuyue": ("吴越", "RequestOfficer", "MessageOfficer", "AgencyAdministrator"),
    "ren": ("任平川", "RequestApprover", "MessageApprover", "Supervisor", "RequestSupervisor"),
    "luming": ("陆一鸣", "RequestApprover", "MessageApprover", "Supervisor"),
}


class Door:
    """Where the server is now; it has another port after each start."""

    def __init__(self):
        self.port = 0

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)


class Public(threading.Thread):
    """Brings requests, letters, problems, reviews and suits, rates answers, and lets days pass."""

    def __init__(self, door, officer, approver, administrator):
        super().__init__()
        self.door, self.officer, self.approver, self.administrator = door, officer, approver, administrator
        self.chance = random.Random(7)
        self.ending = False
        self.codes = []  # number and code of letters to the mailbox
        self.failed = []
        self.today = "2026-03-02"

    def run(self):
        try:
            turn = 0
            while not self.ending:
                turn += 1
                if turn % 8 == 0:
                    self.pass_days()
                self.today = self.officer.insist("GET", "/api/v1/clock")[1]["now"][:10]
                (self.request, self.message, self.problem, self.appeal, self.rate)[turn % 5](turn)
                time.sleep(0.1)
        except Exception as fault:  # the test says so at its end
            self.failed.append(repr(fault))
            raise

    def bring(self, who, path, body):
        """Its code is shown once, so of what is sent again nobody has it."""
        status, answer = who.insist("POST", path, body)
        if status not in (200, 201) and answer["key"] != "idempotency.once":
            self.failed.append((path, status, answer))

    def request(self, turn, channels=("counter", "post", "mail", "registered-post")):
        corrects = turn % 4 == 0
        self.bring(self.officer, "/api/v1/requests", {
            "agency": 1, "channel": self.chance.choice(channels),
            "came_on": self.today, "purpose": "correction" if corrects else "information", "applicant": "natural",
            "contact": {"name": "张小满", "identity_kind": "passport", "identity_number": "E12345678",
                        "phone": "13800000000", "address": "青石市学府路1号"},
            "wanted": ("更正登记中的住址" if corrects else f"第{turn}号路段的保洁预算"), "way": "post",
            "carrier": "paper"})

    def problem(self, turn):
        self.bring(self.approver, "/api/v1/rectifications", {
            "agency": 1, "title": f"第{turn}项", "origin": "third", "kind": "annual_report",
            "problem": "年度报告在网站上找不到。", "place": "政府信息公开年报栏目", "found_on": self.today})

    def appeal(self, _):
        status, page = self.officer.insist("GET", "/api/v1/matters?limit=50&kind=request&phase=Done")
        if status != 200 or not page["items"]:
            return
        path = self.chance.choice(("/api/v1/reviews", "/api/v1/suits"))
        self.bring(self.officer, path, {
            "agency": 1, "request": self.chance.choice(page["items"])["number"], "body": "青石市人民政府",
            "way": self.chance.choice(("simplified", "ordinary")), "received_on": self.today})

    def form(self, address, fields):
        """Opens a form of the public and sends it; the page afterwards, empty where the server was gone."""
        connection = self.door.connect()
        try:
            connection.request("GET", address, headers={"Host": HOST})
            answer = connection.getresponse()
            page = answer.read().decode()
            cookie = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []))
            hidden = dict(re.findall(r'name="(csrf|key)" value="([^"]*)"', page))
            connection.request("POST", fields.pop("to", address), urllib.parse.urlencode({**hidden, **fields}), {
                "Host": HOST, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def message(self, turn):
        page = self.form("/mailbox/new", {
            "kind": "question", "topic": "parking", "title": f"第{turn}盏路灯不亮", "words": "门前的路灯不亮。",
            "name": "张三", "email": "z@example.com", "wants_public": "yes"})
        if found := re.search(r'id="receipt-number">([^<]+)<.*?id="receipt-code">([^<]+)<', page, re.S):
            self.codes.append(found.groups())

    def rate(self, _):
        """With few stars, so that somebody has to ask why."""
        for number, code in self.chance.sample(self.codes, min(len(self.codes), 8)):
            self.form("/follow", {"to": "/follow/rating", "number": number, "code": code, "stars": "1"})

    def pass_days(self, until=datetime.date(2026, 9, 1)):
        now = self.administrator.insist("GET", "/api/v1/clock")[1]["now"]
        later = datetime.datetime.fromisoformat(now) + datetime.timedelta(days=LEAP)
        if later.date() < until:
            self.administrator.insist("PUT", "/api/v1/clock", {"now": later.isoformat()})


class EveryStepKilled(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="daylight-steps-")
        self.addCleanup(self.folder.cleanup)
        base = pathlib.Path(self.folder.name)
        self.data, self.log = base / "data", base / "server.log"
        program.must("init", "--data", self.data, "--agency", program.AGENCY, "--name", "青石市城市管理局",
                     "--simulation=2026-03-02")
        settings = self.data / "daylight.toml"
        text, changed = re.subn(r"# (\w+_a_minute = )\d+", r"\g<1>0", settings.read_text(encoding="utf-8"))
        self.assertGreater(changed, 0, "rates are no part of what is tried here")
        settings.write_text(text, encoding="utf-8")
        self.door = Door()
        self.first = {login: person.add(self.data, login, *words) for login, words in PEOPLE.items()}
        self.first["admin"] = person.add(self.data, "admin", "管理员", "SystemAdministrator")
        self.played = clerks.Played()

    def people(self, login, count):
        """Several who share a session, as the pages of a browser do."""
        one = person.Person(self.door.connect, HOST)
        one.sign_in(login, self.first[login], PASSWORD)
        all_of_them = [one]
        for _ in range(count - 1):
            other = person.Person(self.door.connect, HOST)
            other.cookies, other.token = one.cookies, one.token
            all_of_them.append(other)
        return all_of_them

    def start(self):
        server = program.Server(self.data, self.log)
        server.__enter__()
        self.door.port = server.port
        return server

    def wanted(self):
        return {(kind, step) for kind, path in TABLES.items() for step in clerks.steps_of(SOURCE / path)}

    def series(self, sql, what):
        """The numbers that begin alike are 1, 2, 3 … without one twice and without a gap."""
        series = {}
        for (number,) in program.rows(self.data, sql):
            begin, serial, _ = re.fullmatch(r"(.*?)(\d+)(号?)", number).groups()
            series.setdefault(begin, []).append(int(serial))
        for begin, serials in series.items():
            self.assertEqual(sorted(serials), list(range(1, len(serials) + 1)), f"{what} {begin}")

    def check(self):
        self.series("SELECT number FROM matter", "numbers of matters")
        self.series("SELECT number FROM matter_letter WHERE number LIKE '%号'", "numbers of letters")
        facts = set(program.rows(self.data, "SELECT id, matter, verb FROM matter_fact"))
        self.assertLessEqual(set(list(self.played.facts)), facts, "an acknowledged step is lost")
        letters = dict(program.rows(self.data, "SELECT id, number FROM matter_letter"))
        for letter, number in list(self.played.letters.items()):
            self.assertEqual(letters.get(letter), number, "an issued letter has another number")

    def check_end(self):
        """Nothing is under way any more, so that what is there was acknowledged, each step once."""
        self.check()
        self.assertEqual(len(self.played.facts), len(set(self.played.facts)), "two steps were answered by one fact")
        self.assertEqual(self.played.broken, [], "a step is there twice, or took something away")
        there = dict(program.rows(self.data, "SELECT matter, count(*) FROM matter_fact GROUP BY matter"))
        for matter, count in self.played.counts.items():
            self.assertEqual(there.get(matter), count, f"facts of matter {matter}")
        program.must("journal", "verify", "--data", self.data, "--contents")
        self.assertIn("与原来不同的 0 件", program.must("work", "rebuild", "--data", self.data))

    def play(self, threads, server, most, done):
        """Kills until it is done; the server that runs then, and the number of kills."""
        chance = random.Random(20260302)
        begun, kills = time.monotonic(), 0
        while time.monotonic() - begun < most:
            time.sleep(chance.uniform(0.2, LONGEST))
            server.process.kill()
            server.__exit__()
            kills += 1
            self.check()
            server = self.start()
            if any(one.failed for one in threads) or done(time.monotonic() - begun):
                break
        return server, kills

    def missed(self):
        return self.wanted() - set(NOT_PLAYED) - set(self.played.steps)

    @staticmethod
    def end(threads):
        for one in threads:
            one.ending = True
        for one in threads:
            one.join(timeout=60)

    def leader(self, staff, decisions, public):
        """Goes the paths of what is left, the longest first: they have many of the others upon them."""
        paths = sorted({PATHS[step] for kind, step in self.missed() if kind == "request" and step in PATHS},
                       key=lambda path: (-len(path), path))
        last = datetime.date(2027, 1, 1)  # the days off of the next year are not known yet
        return clerks.Leader([staff[login][CLERKS] for login in PEOPLE], self.played, decisions, paths,
                             lambda today: self.bring_plain(public, today), lambda: public.pass_days(last))

    @staticmethod
    def bring_plain(public, today):
        public.today = today
        public.request(1, ("counter",))  # received when it is handed in

    def test_loses_no_step_and_repeats_no_number(self):
        server = self.start()
        staff = {login: self.people(login, CLERKS + 1) for login in PEOPLE}
        administrator = self.people("admin", 1)
        bodies = {"agency": 1, "reconsideration": "青石市人民政府", "court": "青石市人民法院"}
        self.assertEqual(staff["ren"][0].insist("PUT", "/api/v1/relief", bodies)[0], 204)
        decisions = staff["tang"][0].insist("GET", "/api/v1/request-decisions")[1]["items"]
        threads = [clerks.Clerk([staff[login][at] for login in PEOPLE], lambda matter, at=at: matter % CLERKS == at,
                                self.played, decisions, at) for at in range(CLERKS)]
        threads.append(Public(self.door, staff["tang"][CLERKS], staff["ren"][CLERKS], administrator[0]))
        everybody = [one for people in staff.values() for one in people] + administrator
        for one in threads:
            one.start()
        try:
            server, kills = self.play(threads, server, MOST, lambda seconds: seconds > LEAST and not self.missed())
            self.end(threads)
            leader = self.leader(staff, decisions, threads[-1])
            threads.append(leader)
            leader.start()
            server, more = self.play(threads, server, LED, lambda _: not leader.is_alive())
            kills += more
        finally:
            self.end(threads)
            for one in everybody:
                one.leave()
            server.__exit__()
        self.assertEqual([one.failed[0] for one in threads if one.failed], [], "refused")
        self.check_end()
        again = sum(len(one.repeated) for one in everybody)
        print(f"{kills} kills, {len(self.played.facts)} steps acknowledged, {len(self.played.letters)} letters, "
              f"{again} requests sent again")
        for kind in TABLES:
            print(f"{kind}: " + ", ".join(f"{step} {count}" for (of, step), count in sorted(self.played.steps.items())
                                          if of == kind))
        self.assertEqual(sorted(self.missed()), [], f"never played; refused were {self.played.refused.most_common(20)}")
        self.assertGreater(again, 0, "no kill met a step")


if __name__ == "__main__":
    unittest.main()
