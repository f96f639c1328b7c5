#!/usr/bin/env python3
"""Draws again what a site has drawn at random (双随机抽取), and compares. Needs nothing but Python 3.6 or later.

    python3 verify_draw.py draw-12.json
    python3 verify_draw.py draw-12.json --list-digest 名录摘要 --seed-digest 种子摘要
    python3 verify_draw.py draw-12.json --earlier draw-12-before-it-was-revealed.json

It says ✓ and ends with 0 when all of it holds, ✗ with what does not and 1 otherwise, 2 when the file cannot be read.

What it checks: the lists have the digest that was published before the draw, and the seed has its own; each list is in
its order and has nobody twice; the result follows from both by the method, no object and no inspector more or less, and
nobody inspects an object from which they are recused. Whoever wrote a digest down before the reveal gives it with
--list-digest and --seed-digest, or the whole file of that time with --earlier.

The method, all texts in UTF-8 and all digests in 64 lower-case hexadecimal digits:
    key             = sha256(seed ":" beacon)            the public number that was announced; empty without one
    of an object    = sha256(key ":object:" I)           I counts the list of objects from 1
    of an inspector = sha256(key ":inspector:" I ":" J)  J counts the list of inspectors from 1
The objects with the smallest digests are drawn; for each the inspectors with the smallest who are not recused from it.
"""
import argparse
import hashlib
import json
import sys

FORMAT = "daylight-draw-1"
FEWEST_EACH = 2


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def draw(terms, seed, beacon):
    """[(place of the object, [places of its inspectors])], from 0, in the order in which they were drawn."""
    key = sha256("%s:%s" % (seed, beacon))
    recused = {tuple(pair) for pair in terms["recused"]}
    objects, inspectors = terms["objects"], terms["inspectors"]
    order = sorted(range(len(objects)), key=lambda i: sha256("%s:object:%d" % (key, i + 1)))
    drawn = []
    for i in order[:terms["objects_drawn"]]:
        ranked = sorted(range(len(inspectors)), key=lambda j: sha256("%s:inspector:%d:%d" % (key, i + 1, j + 1)))
        free = [j for j in ranked if (objects[i][0], inspectors[j]) not in recused]
        drawn.append((i, free[:terms["inspectors_each"]]))
    return drawn


def in_order(keys):
    # The program compares bytes.
    keys = [tuple(part.encode("utf-8") for part in key) for key in keys]
    return all(a < b for a, b in zip(keys, keys[1:]))


def problems_of_terms(terms):
    if terms.get("format") != FORMAT:
        return ["名录的格式不认识：%s" % terms.get("format")]
    found = []
    codes = [(code,) for code, _ in terms["objects"]]
    inspectors = [(number,) for number in terms["inspectors"]]
    for name, keys in (("检查对象", codes), ("检查人员", inspectors), ("回避", [tuple(p) for p in terms["recused"]])):
        if not in_order(keys):
            found.append("%s名录没有按编号排列，或者有重复" % name)
    for code, number in terms["recused"]:
        if (code,) not in set(codes) or (number,) not in set(inspectors):
            found.append("回避的 %s、%s 不在名录里" % (code, number))
    if not 1 <= terms["objects_drawn"] <= len(codes):
        found.append("抽取对象数 %s 与名录不合" % terms["objects_drawn"])
    if terms["inspectors_each"] < FEWEST_EACH:
        found.append("每个对象的检查人员少于 %d 人" % FEWEST_EACH)
    return found


def problems_of_record(given, terms):
    """Where what the page says is not what was sealed."""
    found = []
    for name, told, sealed in (("检查对象名录数", "objects_total", len(terms["objects"])),
                               ("抽取对象数", "objects_drawn", terms["objects_drawn"]),
                               ("检查人员名录数", "inspectors_total", len(terms["inspectors"])),
                               ("每个对象的检查人员数", "inspectors_drawn", terms["inspectors_each"]),
                               ("预告揭示时间", "reveal_from", terms["reveal_from"]),
                               ("公开随机数来源", "beacon_source", terms["beacon_source"])):
        if given[told] != sealed:
            found.append("%s公布的是 %s，封存的是 %s" % (name, given[told], sealed))
    if given["committed_at"] > given["reveal_from"]:
        found.append("封存在预告揭示时间之后")
    return found


def problems_of_result(given, terms):
    found = []
    if sha256(given["seed"]) != given["seed_digest"]:
        found.append("种子与封存时公布的摘要不符，种子被换过")
    if bool(terms["beacon_source"]) != bool(given["beacon"]):
        found.append("公开随机数与封存时预告的不合")
    if given["revealed_at"] < terms["reveal_from"]:
        found.append("揭示早于预告的时间")
    result = given["result"]
    if len(result) != terms["objects_drawn"]:
        found.append("结果有 %d 个对象，应当是 %d 个" % (len(result), terms["objects_drawn"]))
    recused = {tuple(pair) for pair in terms["recused"]}
    for line in result:
        if len(line["inspectors"]) != terms["inspectors_each"]:
            found.append("%s 有 %d 名检查人员，应当是 %d 名"
                         % (line["object"], len(line["inspectors"]), terms["inspectors_each"]))
        for number in line["inspectors"]:
            if (line["code"], number) in recused:
                found.append("%s 应当回避 %s，结果却有" % (number, line["object"]))
    again = [(terms["objects"][i][0], terms["objects"][i][1], [terms["inspectors"][j] for j in places])
             for i, places in draw(terms, given["seed"], given["beacon"])]
    told = [(line["code"], line["object"], line["inspectors"]) for line in result]
    for place, (one, other) in enumerate(zip(again, told), 1):
        if one != other:
            found.append("第 %d 个：重算是 %s（%s），公布的是 %s（%s）"
                         % (place, one[1], "、".join(one[2]), other[1], "、".join(other[2])))
    if not found and again != told:
        found.append("结果与重算的不符")
    return found


def check(given):
    """What is wrong, in sentences."""
    if given.get("format") != FORMAT:
        return ["不是随机抽取的核验材料，或者是更新的格式：%s" % given.get("format")]
    found = []
    if sha256(given["content"]) != given["list_digest"]:
        found.append("名录与封存时公布的摘要不符，名录被改动过")
    terms = json.loads(given["content"])
    found += problems_of_terms(terms)
    if found:
        return found
    found += problems_of_record(given, terms)
    if given["revealed_at"]:
        found += problems_of_result(given, terms)
    elif given["seed"] or given["beacon"] or given["result"]:
        found.append("还没有揭示，却有种子或者结果")
    return found


def check_earlier(given, earlier):
    found = ["早先的材料：" + problem for problem in check(earlier)]
    for name, what in (("record", "记录"), ("content", "名录"), ("list_digest", "名录摘要"),
                       ("seed_digest", "种子摘要"), ("committed_at", "封存时间")):
        if given[name] != earlier[name]:
            found.append("%s与早先的材料不同" % what)
    return found


def describe(given):
    terms = json.loads(given["content"])
    print("随机抽取 %s（计划 %s），%s" % (given["title"], terms["plan"], terms["agency"]))
    print("  %d 个检查对象中抽取 %d 个，%d 名检查人员中每个对象抽取 %d 名，回避 %d 对；封存于 %s"
          % (len(terms["objects"]), terms["objects_drawn"], len(terms["inspectors"]), terms["inspectors_each"],
             len(terms["recused"]), given["committed_at"]))
    for place, line in enumerate(given["result"], 1):
        print("  %d. %s %s：%s" % (place, line["code"], line["object"], "、".join(line["inspectors"])))


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser(description="重算一次随机抽取")
    parser.add_argument("file", help="从抽取记录的页面下载的核验材料")
    parser.add_argument("--list-digest", help="封存时公布的名录摘要，您自己留存的")
    parser.add_argument("--seed-digest", help="封存时公布的种子摘要，您自己留存的")
    parser.add_argument("--earlier", help="揭示之前下载的同一次抽取的核验材料")
    options = parser.parse_args()
    try:
        given = read(options.file)
        earlier = read(options.earlier) if options.earlier else None
    except (OSError, ValueError) as problem:
        print("✗ 读不了：%s" % problem)
        return 2
    try:
        found = check(given)
        for told, name, what in ((options.list_digest, "list_digest", "名录摘要"),
                                 (options.seed_digest, "seed_digest", "种子摘要")):
            if told and told.strip().lower() != given[name]:
                found.append("%s与所给的不符" % what)
        if earlier is not None:
            found += check_earlier(given, earlier)
        if not found:
            describe(given)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as problem:
        found = ["材料不完整：%s" % problem]
    for problem in found:
        print("✗ " + problem)
    if found:
        return 1
    if not given["revealed_at"]:
        print("✓ 名录与摘要相符，已经封存，%s 以后揭示。请留存这个文件，揭示后用 --earlier 比对。" % given["reveal_from"])
        return 0
    print("✓ 名录、种子与封存时的摘要相符，重算的结果与公布的一致。")
    if terms_beacon(given):
        print("  公开随机数取自“%s”，请自行核对：%s" % (terms_beacon(given), given["beacon"]))
    return 0


def terms_beacon(given):
    return json.loads(given["content"])["beacon_source"]


if __name__ == "__main__":
    # Whatever the terminal is, nothing is lost.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
