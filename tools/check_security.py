#!/usr/bin/env python3
"""Holds docs/security.md against the standard and against the tree.

Each requirement of ASVS 5.0.0 level 1 and 2 stands in its tables once, with its level. What is met names a test, a
file or a section, and each of those is there; what has no object here says why; what is open says since when, until
when and why. The names of tests in the text around the tables are looked up too.

Each control of tests/mutations.toml stands in its file as it is written there, once, and its test exists: what is taken
out by lot can be taken out.
"""
import re
import sys
import tomllib

import sources

# Level of the requirements N.1, N.2 … of each section; "-" is one of level 3.
LEVELS = """
    1.1:22 1.2:111112222 1.3:11222222222 1.4:222 1.5:12 2.1:122 2.2:112 2.3:1222 2.4:2 3.2:11
    3.3:1222 3.4:112222 3.5:11122 3.7:22 4.1:122 4.2:2 4.3:22 4.4:1222 5.1:2 5.2:112 5.3:11 5.4:222
    6.1:122 6.2:111111112222 6.3:1122 6.4:1122 6.5:22222 6.6:222 6.8:2222 7.1:222 7.2:1111 7.3:22
    7.4:11222 7.5:22 7.6:22 8.1:12 8.2:112 8.3:1 8.4:2 9.1:111 9.2:1222 10.1:22 10.2:22 10.3:2222
    10.4:11111222222 10.5:22222 10.6:22 10.7:222 11.1:22 11.2:222 11.3:112 11.4:1222 11.5:2 11.6:2
    12.1:122 12.2:11 12.3:2222 13.1:2 13.2:22222 13.3:22 13.4:12222 14.1:22 14.2:1222 14.3:122
    15.1:122 15.2:122 15.3:1222222 16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:222 17.1:2 17.2:2222
    17.3:22"""
DOCUMENT = "docs/security.md"
MUTATIONS = "tests/mutations.toml"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$")
TEST = re.compile(r"`([A-Z]\w*\.[A-Z]\w*)`")
FILE = re.compile(r"`((?:(?:src|tests|tools|docs|deploy|data|console|cmake)/|CMakePresets)[^`: ]+)(?:: ([^`]+))?`")
LINK = re.compile(r"\]\(([\w./-]*)(?:#([^)]+))?\)")
OPEN = re.compile(r"^(\d{4}-\d\d-\d\d), until (\d{4}-\d\d-\d\d): \S")
GTEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|TYPED_TEST|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)", re.MULTILINE)


def required():
    """Each number and its level."""
    levels = {}
    for section, row in (part.split(":") for part in LEVELS.split()):
        levels.update({f"{section}.{number}": level for number, level in enumerate(row, 1) if level != "-"})
    return levels


def anchors(text):
    """The names under which a reader reaches the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class Tree:
    """What the document may name: tests, files with the words in them, sections."""

    def __init__(self):
        self.tests = {f"{suite}.{name}" for path in sources.tracked(".cc")
                      for suite, name in GTEST.findall(sources.read(path))}

    @staticmethod
    def text(path):
        return sources.read(path) if (sources.ROOT / path).is_file() else None

    @staticmethod
    def exists(path):
        return (sources.ROOT / path).exists()


def references(tree, text):
    """(how many things it names, problems)."""
    problems = [f"no test {name}" for name in TEST.findall(text) if name not in tree.tests]
    count = len(TEST.findall(text))
    for path, words in FILE.findall(text):
        count += 1
        if not tree.exists(path):
            problems.append(f"no file {path}")
        elif words and words not in (tree.text(path) or ""):
            problems.append(f"{path} does not say {words!r}")
    for target, anchor in LINK.findall(text):
        count += 1
        path = "docs/" + target if target else DOCUMENT
        content = tree.text(path.replace("docs/../", ""))
        if content is None:
            problems.append(f"no document {target}")
        elif anchor and anchor not in anchors(content):
            problems.append(f"no section {target}#{anchor}")
    return count, problems


def check_state(tree, state, shown):
    count, _ = references(tree, shown)
    if state == "met":
        return [] if count else ["is met, but nothing is named that shows it"]
    if state == "n/a":
        return [] if len(shown.split()) > 2 else ["does not say why it has no object here"]
    if state != "open":
        return [f"unknown state {state!r}"]
    dates = OPEN.match(shown)
    if not dates:
        return ["is open without `DATE, until DATE: reason`"]
    return [] if dates[1] < dates[2] else ["is open until a day before it was found"]


def check(tree, text, levels):
    problems, seen = [], {}
    for number, line in enumerate(text.splitlines(), 1):
        found = references(tree, line)[1]
        if row := ROW.match(line):
            requirement, level, _, state, shown = row.groups()
            found += check_state(tree, state, shown)
            if levels.get(requirement) != level:
                found.append(f"{requirement} is not a requirement of level {level}")
            seen[requirement] = seen.get(requirement, 0) + 1
        elif re.match(r"^\| \d+\.\d+\.\d+", line):
            found.append("a row has five columns")
        problems += [f"{DOCUMENT}:{number}: {problem}" for problem in found]
    problems += [f"{DOCUMENT}: {one} is missing" for one in levels if one not in seen]
    problems += [f"{DOCUMENT}: {one} stands {times} times" for one, times in seen.items() if times > 1]
    return problems


def check_controls(tree, controls):
    problems = []
    for control in controls:
        times = (tree.text(control["file"]) or "").count(control["old"])
        if times != 1:
            problems.append(f"{MUTATIONS}: {control['requirement']}: stands {times} times in {control['file']}")
        if control["test"] not in tree.tests:
            problems.append(f"{MUTATIONS}: {control['requirement']}: no test {control['test']}")
    return problems


def test_itself():
    class Small:
        tests = {"Suite.Name"}

        @staticmethod
        def text(path):
            return "# Place\nsaid words\n" if path == DOCUMENT else None

        @staticmethod
        def exists(path):
            return path == "src/there.cc"

    row = "| 1.1.1 | 2 | what | {} | {} |"

    def found(state, shown):
        return check(Small, row.format(state, shown), {"1.1.1": "2"})

    def controls(old, name):
        return check_controls(Small, [{"requirement": "1.1.1", "file": DOCUMENT, "old": old, "test": name}])

    sources.self_test("check_security", [
        ("a control", controls("said words", "Suite.Name"), 0),
        ("a control that is not there", controls("unsaid", "Suite.Name"), 1),
        ("a control without a test", controls("said words", "Suite.Other"), 1),
        ("a test", found("met", "`Suite.Name`"), 0),
        ("a test that is not there", found("met", "`Suite.Other`"), 1),
        ("a section", found("met", "[place](#place)"), 0),
        ("a section that is not there", found("met", "[place](#elsewhere)"), 1),
        ("a file", found("met", "`src/there.cc`"), 0),
        ("a file that is not there", found("met", "`src/gone.cc`"), 1),
        ("met by nothing", found("met", "surely"), 1),
        ("without a reason", found("n/a", "no"), 1),
        ("open without dates", found("open", "later"), 1),
        ("open with dates", found("open", "2026-11-26, until 2027-01-31: it takes time"), 0),
        ("open until yesterday", found("open", "2026-11-26, until 2026-11-25: it takes time"), 1),
        ("missing", check(Small, "", {"1.1.1": "2"}), 1),
        ("twice", check(Small, "\n".join([row.format("met", "`Suite.Name`")] * 2), {"1.1.1": "2"}), 1),
        ("of another level", check(Small, row.format("met", "`Suite.Name`"), {"1.1.1": "1"}), 1),
    ])


def main():
    test_itself()
    levels = required()
    if len(levels) != 253:
        sys.exit(f"check_security: {len(levels)} requirements, there are 253")
    tree = Tree()
    controls = tomllib.loads(sources.read(MUTATIONS))["control"]
    problems = check(tree, sources.read(DOCUMENT), levels) + check_controls(tree, controls)
    sources.finish("Security", problems, 2)


if __name__ == "__main__":
    main()
