"""Clerks who know no procedure: they take whatever step the API offers for a matter, the rarest first.

What a step asks for is chosen from what the API names, so a step that is added to a table is played without a word
here. What is refused is left for another time; what is answered is acknowledged, and has to be there whatever happens.
"""
import datetime
import random
import re
import threading
import time
from collections import Counter

LINK = "https://www.qingshi.example/gk/2026/nianbao.html"  # words of a report owe where the evidence is
# What brings a matter to its end; a third of all steps are one of these, or hardly any would come so far.
ONWARD = ("Confirm", "Accept", "Submit", "Sign", "Issue", "Deliver", "Answer", "Report", "Decide", "Judge")
# Letters that a step issues, so that nobody issues them by themselves.
SIGNED = ("reply", "correction", "answer")
ENOUGH = 40  # a matter that offers only what was played so often is left alone
MONTHS = {"Extend": 1, "ProposeExtension": 1, "Defer": 1}  # later than what is due, by about so many


class Played:
    """What all clerks have had acknowledged; lists and counters are only added to."""

    def __init__(self):
        self.steps = Counter()  # (kind, step)
        self.facts = []  # (id, matter, verb) that a step left
        self.counts = {}  # matter -> facts of it, by the last answer
        self.letters = {}  # id -> number
        self.refused = Counter()  # (kind, step, problem)
        self.broken = []  # what no answer may be

    def note(self, whole):
        self.counts[whole["id"]] = len(whole["facts"])
        self.letters.update((one["id"], one["number"]) for one in whole["letters"] if one["number"])

    def step(self, before, step, whole):
        """A step brings facts of its own and takes none away."""
        known = {one["id"] for one in before["facts"]}
        new = [one for one in whole["facts"] if one["id"] not in known]
        if len(new) != 1 or len(whole["facts"]) != len(known) + 1:
            self.broken.append((step, before["number"], len(known), len(whole["facts"])))
        self.steps[before["kind"], step] += 1
        self.facts += [(one["id"], whole["id"], one["verb"]) for one in new]
        self.note(whole)


class Clerk(threading.Thread):
    """Works on the matters that are theirs, as two who handle and two who decide.

    What one must not do another one may."""

    def __init__(self, people, mine, played, decisions, seed):
        super().__init__()
        self.people, self.mine, self.played, self.decisions = people, mine, played, decisions
        self.chance = random.Random(seed)
        self.ending = False
        self.failed = []
        self.today = None
        self.left = set()  # letters that were issued, or that a step issues
        self.decided = {}  # matter -> decision of the answer that was drafted last, which no view says

    def run(self):
        try:
            while not self.ending:
                matters = [one for one in self.listed() if self.mine(one["id"])]
                if not matters:
                    time.sleep(0.1)
                for one in self.chance.sample(matters, min(len(matters), 4)):
                    self.stay_with(one["id"])
        except Exception as fault:  # the test says so at its end
            self.failed.append(repr(fault))
            raise

    def listed(self):
        kind = self.chance.choice(("request", "request", "request", "message", "rectification", "review", "suit"))
        who = self.people[0 if kind != "rectification" else -1]
        status, page = who.insist("GET", f"/api/v1/matters?limit=100&kind={kind}")
        return page["items"] if status == 200 else []

    def day(self):
        return datetime.date.fromisoformat(self.people[0].insist("GET", "/api/v1/clock")[1]["now"][:10])

    def stay_with(self, number):
        """Some steps of one matter, until nothing can be done or it is somebody else's turn."""
        self.today = self.day()
        for _ in range(self.chance.randint(2, 12)):
            if self.ending or not self.work(number):
                return

    def send(self, who, matter, path, body):
        """The matter afterwards; None for what was refused."""
        status, answer = who.insist("POST", f"/api/v1/matters/{matter['id']}/{path}", body)
        if status == 200:
            return answer
        self.played.refused[matter["kind"], body.get("step", path), answer.get("key", "")] += 1
        return None

    def work(self, number):
        """Whether a step was tried."""
        seen = {}
        for who in (self.chance.choice(self.people[:2]), self.chance.choice(self.people[2:])):
            status, whole = who.insist("GET", f"/api/v1/matters/{number}")
            if status == 200:
                seen[who] = whole
        if not seen:
            return False
        matter = self.prepare(seen)
        offers = [(who, step) for who, whole in seen.items() for step in whole["steps"] if step["allowed"]]
        if self.waits(matter, seen):
            offers = [(who, step) for who, step in offers if step["stays"] and step["questions"]]
        offers = [one for one in offers if self.count(matter, one[1]) < ENOUGH or one[1]["step"] in ONWARD]
        if not offers:
            return False
        onward = [one for one in offers if one[1]["step"] in ONWARD]
        if onward and self.chance.random() < 0.35:
            who, step = self.chance.choice(onward)
        else:
            who, step = min(offers, key=lambda one: self.count(matter, one[1]) + 3 * self.chance.random())
        self.take(who, matter, step)
        return True

    def count(self, matter, step):
        return self.played.steps[matter["kind"], step["step"]]

    def waits(self, matter, seen):
        """Mostly nothing is done where a step that nobody has taken yet will be allowed another day."""
        later = [step for whole in seen.values() for step in whole["steps"] if not step["allowed"]]
        return (matter["phase"] == "Waiting" and self.chance.random() < 0.95 and
                any(self.count(matter, step) == 0 for step in later))

    def prepare(self, seen):
        """Writes what is to be signed, issues what has to be, names whom it concerns; the matter afterwards."""
        who, matter = next(iter(seen.items()))
        drafts = [one for one in matter["letters"] if not one["number"]]
        for letter in drafts:
            if letter["kind"] in SIGNED or letter["id"] in self.left or self.chance.random() < 0.2:
                continue  # what stays a draft is called off, or keeps a step waiting
            self.left.add(letter["id"])
            for other in self.people[2:]:
                whole = self.send(other, matter, f"letters/{letter['id']}/issue", {"on": self.today.isoformat()})
                if whole:
                    matter = whole
                    break
        if not any(one["kind"] in SIGNED and one["round"] == matter["round"] for one in drafts):
            if matter["kind"] == "request" and matter["state"] == "Registered":
                matter = self.send(who, matter, "reply", self.reply(matter)) or matter
            if matter["kind"] == "message" and matter["state"] in ("Accepted", "HandedOver"):
                body = {"kind": "answer", "content": {"text": "已经派人查看，一周内修复。"}}
                matter = self.send(who, matter, "letters", body) or matter
        if matter["kind"] == "request" and matter["state"] == "Registered":
            if not any(one["role"] == "third-party" for one in matter["parties"]) and self.chance.random() < 0.3:
                contact = {"role": "third-party", "contact": {"name": "青石环卫有限公司"}}
                matter = self.send(who, matter, "parties", contact) or matter
            if not matter["relations"] and self.chance.random() < 0.1:
                leaders = who.insist("GET", "/api/v1/matters?limit=50&kind=request&phase=Done")[1]["items"]
                if leaders:
                    leader = {"leader": self.chance.choice(leaders)["number"]}
                    matter = self.send(who, matter, "joint", leader) or matter
        self.played.note(matter)
        return matter

    def reply(self, matter):
        corrects = any("更正" in one["text"] for one in matter["details"])
        fitting = [one for one in self.decisions if (one["purpose"] == "correction") == corrects]
        withheld = [one for one in fitting if one["grounds"]]
        decision = self.chance.choice(withheld if withheld and self.chance.random() < 0.4 else fitting)
        words = {"reasons": "所涉信息属于本条规定的情形，理由如上。", "material": ["保洁预算表"],
                 "channel": "见本机关网站政府信息公开专栏", "withheld": "涉及他人住址的内容",
                 "responsible": "青石市财政局，电话0000-5550000", "earlier": "青公开〔2026〕1号",
                 "grounds": [one["value"] for one in decision["grounds"][:1]]}
        self.decided[matter["id"]] = decision["decision"]
        owed = [name for name in words if name in decision["owes"] or name == "grounds" and words[name]]
        return {"decision": decision["decision"], **{name: words[name] for name in owed}}

    def take(self, who, matter, step):
        path, body = self.body(who, matter, step)
        whole = body and self.send(who, matter, path, body)
        if whole and path == "parts":
            whole = who.insist("GET", f"/api/v1/matters/{matter['id']}")[1]
        if whole:
            self.played.step(matter, step["step"], whole)

    def body(self, who, matter, step):
        """Where the step is sent and what with; nothing where there is nothing to choose from."""
        name = step["step"]
        reason = f"按规定办理，见 {LINK}"
        if name == "Divide":
            return "parts", {"parts": [{"wanted": "预算"}, {"wanted": "决算"}], "reason": reason, "revision": 0}
        if name == "TakeOver":
            return "taken-over", {"reason": reason, "revision": 0}
        if name == "MakePublic":
            status, words = who.insist("GET", f"/api/v1/matters/{matter['id']}/public")
            return "public", {**words, "revision": 0} if status == 200 else None
        body = {"step": name, "revision": 0, "reason": reason}
        for question in step["questions"]:
            value = self.answer(matter, step, question)
            if value is None and question["owed"]:
                return "steps", None
            if value is not None:
                body[question["ask"]] = value
        return "steps", body

    def answer(self, matter, step, question):
        ask, choices = question["ask"], [one["value"] for one in question["choices"]]
        if ask == "other":
            return self.chance.choice(matter["relations"])["number"] if matter["relations"] else None
        if ask in ("about", "letter", "file"):
            return int(self.chance.choice(choices)) if choices else None
        if ask == "code":
            if step["step"] == "Submit":
                return self.decided.get(matter["id"])
            if "objection" in choices and self.chance.random() < 0.5:
                return "objection"  # what one may be overridden by
            return self.chance.choice(choices) if choices else None
        if ask == "department":
            return self.chance.choice(choices) if choices else "办公室"
        if ask == "holder":
            return self.chance.choice(choices) if choices else None
        if ask == "count":  # pages of a fee; elsewhere it chooses among what is registered, and may be left out
            return 80 if step["step"] == "Fee" and self.chance.random() < 0.7 else None
        if ask == "on":
            return self.today.isoformat()
        if ask == "until":
            return self.until(matter, step["step"])
        return "卷宗"  # place, person, terms

    def until(self, matter, step):
        later = self.today + datetime.timedelta(days=self.chance.choice((1, 10, 20)))
        if step in MONTHS and matter["due_on"]:
            due = max(self.today, datetime.date.fromisoformat(matter["due_on"]))
            later = due + datetime.timedelta(days=14)
        elif step in ("HandOver", "CoHandle", "Assign"):
            later = self.today
        return later.isoformat()


class Leader(Clerk):
    """Leads requests of its own to steps that chance has not come to, by the steps before them."""

    def __init__(self, people, played, decisions, paths, bring, pass_days):
        super().__init__(people, lambda _: True, played, decisions, 7)
        self.paths, self.bring, self.pass_days = paths, bring, pass_days

    def run(self):
        try:
            for path in self.paths:
                for _ in range(6):  # an answer may be another than the one that leads on
                    if self.ending or self.walk(path):
                        break
        except Exception as fault:  # the test says so at its end
            self.failed.append(repr(fault))
            raise

    def walk(self, path):
        self.today = self.day()
        self.bring(self.today.isoformat())
        page = self.people[0].insist("GET", "/api/v1/matters?limit=100&kind=request&phase=Open")[1]
        number = max(one["id"] for one in page["items"])
        return all(self.reach(number, name) for name in ("Accept", *path))

    def reach(self, number, name):
        """Issues what has to be, lets days pass where the step is not open yet, and takes it."""
        for _ in range(14):
            if self.ending:
                return False
            self.today = self.day()
            matter = self.people[0].insist("GET", f"/api/v1/matters/{number}")[1]
            if name != "CallOff":  # of what is not told yet
                self.issue(matter)
            if name == "ConsultThird" and not any(one["role"] == "third-party" for one in matter["parties"]):
                contact = {"role": "third-party", "contact": {"name": "青石环卫有限公司"}}
                self.send(self.people[0], matter, "parties", contact)
            for who in self.people:
                whole = who.insist("GET", f"/api/v1/matters/{number}")[1]
                step = next((one for one in whole["steps"] if one["step"] == name and one["allowed"]), None)
                before = self.count(whole, {"step": name})
                if step:
                    self.take(who, whole, step)
                if self.count(whole, {"step": name}) > before:
                    return True
            self.pass_days()
        return False

    def issue(self, matter):
        for letter in matter["letters"]:
            if letter["number"] or letter["kind"] in SIGNED:
                continue
            for other in self.people[2:]:
                if self.send(other, matter, f"letters/{letter['id']}/issue", {"on": self.today.isoformat()}):
                    break


def steps_of(path):
    """The steps that a header of a procedure names, for whoever wants every one."""
    return re.findall(r"\{Step::\w+, \"(\w+)\", \"", path.read_text(encoding="utf-8"))
