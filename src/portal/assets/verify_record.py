#!/usr/bin/env python3
"""Checks what a site gives to prove a record of a register (核验材料). Needs nothing but Python 3.6 or later.

    python3 verify_record.py record-12.json
    python3 verify_record.py record-12.json --fingerprint 核验码
    python3 verify_record.py record-12.json --earlier record-12-taken-last-year.json
    python3 verify_record.py record-12.json --attached 采购合同.pdf

It says ✓ and ends with 0 when all of it holds, ✗ with what does not and 1 otherwise, 2 when the file cannot be read.

What it checks: the words that were shown have the digests that the journal of the site has for them; steps stand in
their order, none is missing, and each link of the chain follows from the one before. Whoever alters the file
throughout can make the chain anew; its end, the fingerprint, is then another one than that on the record's page, and
another one than anybody has kept. With --earlier it is checked that what was done up to then is still told the same.
With --attached it is checked that files that were downloaded are those that the words name.

A link is the SHA-256 of netstrings (length in bytes, colon, bytes, comma) of: daylight-record-1, register, record,
position, act, at, words, digest, ground, sequence, hash and previous hash of the journal's entry, the link before.
"""
import argparse
import datetime
import hashlib
import json
import sys

FORMAT = "daylight-record-1"
ACTS = {"publish": "公布", "withdraw": "撤下", "restore": "恢复"}


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def link_of(proof, step, before):
    event = step["journal"] or {}
    fields = [FORMAT, proof["register"], proof["record"], step["position"], step["act"], step["at"], step["words"],
              step["digest"], step["ground"], event.get("sequence", ""), event.get("hash", ""),
              event.get("previous_hash", ""), before]
    parts = (str(field).encode("utf-8") for field in fields)
    return hashlib.sha256(b"".join(b"%d:%s," % (len(part), part) for part in parts)).hexdigest()


def problems_of_order(steps):
    found = []
    if not steps:
        found.append("没有任何经过")
    if [step["position"] for step in steps] != list(range(1, len(steps) + 1)):
        found.append("经过的次序不连续：有缺少、多出或者调换的")
    if steps and steps[0]["act"] != "publish":
        found.append("第一步不是公布")
    for before, step in zip(steps, steps[1:]):
        if step["at"] < before["at"]:
            found.append("第 %s 步的时间早于前一步" % step["position"])
        events = before["journal"], step["journal"]
        if all(events) and events[1]["sequence"] <= events[0]["sequence"]:
            found.append("第 %s 步在日志中的序号不在前一步之后" % step["position"])
    return found


def problems_of_step(step):
    found = []
    name = "第 %s 步" % step["position"]
    if step["act"] not in ACTS:
        found.append("%s：不认识的动作 %s" % (name, step["act"]))
    if step["content"] is not None and sha256(step["content"]) != step["digest"]:
        found.append("%s：内容与摘要不符，内容被改动过" % name)
    event = step["journal"]
    own = event and event["about"].startswith("record:") and step["act"] != "withdraw"
    if own and event["digest"] != step["digest"]:
        found.append("%s：摘要与日志第 %s 条所记的不符" % (name, event["sequence"]))
    return found


def check(proof):
    """What is wrong, in sentences."""
    if proof.get("format") != FORMAT:
        return ["不是核验材料，或者是更新的格式：%s" % proof.get("format")]
    steps = proof["steps"]
    found = problems_of_order(steps)
    link = ""
    for step in steps:
        found += problems_of_step(step)
        link = link_of(proof, step, link)
        if step["link"] != link:
            found.append("第 %s 步：链接不符，这一步或者以前的被改动过" % step["position"])
            link = step["link"]
    if link != proof["fingerprint"]:
        found.append("最后一步不是核验码所指的：末尾有缺少或者多出的")
    return found


def check_earlier(proof, earlier):
    found = ["早先的材料：" + problem for problem in check(earlier)]
    if (earlier["register"], earlier["record"]) != (proof["register"], proof["record"]):
        return found + ["早先的材料是另一条记录的"]
    links = [step["link"] for step in proof["steps"]]
    if earlier["fingerprint"] not in links:
        found.append("早先已经公开的经过，现在讲得不一样了")
    return found


def last_words(proof):
    contents = [step["content"] for step in proof["steps"] if step["content"]]
    return json.loads(contents[-1])["shown"] if contents else {}


def check_attached(proof, names):
    """Files that the words do not name by the digest that they have."""
    named = set()
    for value in last_words(proof).values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one.startswith("sha256:"):
                named.add(one.split(" ")[0])
    found = []
    for name in names:
        with open(name, "rb") as file:
            if "sha256:" + hashlib.sha256(file.read()).hexdigest() not in named:
                found.append("附件 %s 与记录所载的不符，或者不是这条记录的附件" % name)
    return found


def shown(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def time_of(step):
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    return datetime.datetime.fromtimestamp(step["at"] / 1000, beijing).strftime("%Y-%m-%d %H:%M")


def describe(proof):
    print("%s，记录 %s" % (proof["title"], proof["record"]))
    for step in proof["steps"]:
        event = step["journal"]
        print("  %s. %s %s%s%s" % (step["position"], time_of(step), ACTS[step["act"]],
                                   "，日志第 %s 条" % event["sequence"] if event else "",
                                   "，理由：" + step["ground"] if step["ground"] else ""))
    for code, value in last_words(proof).items():
        print("     %s：%s" % (proof["fields"].get(code, code), shown(value)))


def main():
    parser = argparse.ArgumentParser(description="核验一条登记")
    parser.add_argument("file", help="从记录页面下载的核验材料")
    parser.add_argument("--fingerprint", help="页面上的核验码，或者您自己留存的")
    parser.add_argument("--earlier", help="以前下载的同一条记录的核验材料")
    parser.add_argument("--attached", nargs="+", default=[], help="从记录页面下载的附件")
    options = parser.parse_args()
    try:
        with open(options.file, encoding="utf-8") as file:
            proof = json.load(file)
        earlier = None
        if options.earlier:
            with open(options.earlier, encoding="utf-8") as file:
                earlier = json.load(file)
    except (OSError, ValueError) as problem:
        print("✗ 读不了：%s" % problem)
        return 2
    try:
        found = check(proof)
        if options.fingerprint and options.fingerprint.strip().lower() != proof.get("fingerprint"):
            found.append("核验码与所给的不符")
        if earlier is not None:
            found += check_earlier(proof, earlier)
        if options.attached and not found:
            found += check_attached(proof, options.attached)
        if not found:
            describe(proof)
    except OSError as problem:
        print("✗ 读不了：%s" % problem)
        return 2
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        found = ["材料不完整：%s" % problem]
    for problem in found:
        print("✗ " + problem)
    if found:
        return 1
    print("✓ 内容、次序和链接都对。核验码：%s" % proof["fingerprint"])
    if not options.fingerprint:
        print("  请与记录页面上的核验码，或者与您以前留存的比对。")
    return 0


if __name__ == "__main__":
    # Whatever the terminal is, nothing is lost.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
