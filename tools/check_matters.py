#!/usr/bin/env python3
"""Holds src/matters, which all kinds of cases share, against its border: it knows no kind of its own.

The code of the engine, without its tests and what they stand on, includes nothing of a domain, asks for no kind by
name and names no verb of a domain's. Its tables have no column for whatever a domain may want to put there, so that
facts stay values of the domain; no row holds a condition, a formula or a step. It stays below MOST lines of code,
comments apart: what needs a line more than that is most likely some domain's.
"""
import re

import sources

MOST = 2500
ENGINE = "src/matters/"
DOMAINS = ("requests", "dialogue", "appeals", "compliance")
BESIDE = ("_test.cc", "_fixture.h")

INCLUDE = re.compile(rf'#include "(?:{"|".join(DOMAINS)})/')
SPACE = re.compile(rf"\b(?:{'|'.join(DOMAINS)})::")
KIND = re.compile(r'\bkind(?:\.name|->name)?\s*[!=]=\s*[\w:]*(?:"|k[A-Z])')
IN_SQL = re.compile(r"""\b(?:matter\.)?kind\s*(?:=|<>|IN\s*\()\s*'(?!\{)""")
VERB = re.compile(r'"(?:request|message|rectification|review|suit|errand)\.[a-z]')
BAG = re.compile(r"^\s*(?:attributes?|properties|extras?|fields|data|json|payload|settings)\s+(?:TEXT|BYTEA)\b",
                 re.IGNORECASE | re.MULTILINE)
JSON_COLUMN = re.compile(r"^\s*\w+\s+JSONB?\b", re.MULTILINE)
PROGRAM = re.compile(r"^\s*(?:condition|formula|expression|guard|rule|transition|step)\s+TEXT\b",
                     re.IGNORECASE | re.MULTILINE)

RULES = (
    (INCLUDE, "the engine includes nothing of a domain"),
    (SPACE, "the engine names nothing of a domain"),
    (KIND, "the engine asks for no kind by name: what differs is a function or a table of the kind"),
    (IN_SQL, "the engine asks for no kind by name, nor in SQL"),
    (VERB, "the engine names no verb of a domain's"),
    (BAG, "no bag of attributes: what a domain keeps is a table of its own"),
    (JSON_COLUMN, "no JSON in a column: what a domain keeps is a table of its own"),
    (PROGRAM, "no condition, formula or step stands in a row: they are tables of the program"),
)


def code_of(text):
    """Without comments, which may speak of anything; lines stay where they are."""
    return re.sub(r"//[^\n]*", "", text)


def check_text(path, text):
    code = code_of(text)
    return [f"{path}:{code.count(chr(10), 0, match.start()) + 1}: {why}"
            for pattern, why in RULES for match in pattern.finditer(code)]


def check_size(lines, most=MOST):
    return [f"{ENGINE}: {lines} lines, at most {most}: something of a domain is in it"] if lines > most else []


def is_engine(path):
    return str(path).startswith(ENGINE) and not str(path).endswith(BESIDE)


def test_itself():
    def found(text):
        return check_text("x.cc", text)
    sources.self_test("Border of matters", [
        ("an include", found('#include "requests/clocks.h"\n'), 1),
        ("a name", found("return dialogue::text_of(letter);"), 1),
        ("a kind by name", found('if (matter.kind == "request") return;'), 1),
        ("a kind by constant", found("if (kind.name == requests::kKind) return;"), 2),
        ("a kind in SQL", found("\"SELECT id FROM matter WHERE kind = 'request'\""), 1),
        ("a kind that is asked for", found('"WHERE kind = :kind" if (kind == nullptr || kind.name == asked) {}'), 0),
        ("a verb", found('now.last("request.filed")'), 1),
        ("its own verb", found('event("matter.rated")'), 0),
        ("a bag", found("CREATE TABLE matter (\n  id BIGINT,\n  attributes TEXT NOT NULL\n)"), 1),
        ("a blob of JSON", found("CREATE TABLE matter (\n  more JSONB\n)"), 1),
        ("a rule in a row", found("CREATE TABLE matter_rule (\n  condition TEXT NOT NULL\n)"), 1),
        ("a comment", found('/// "request.filed", requests::kKind\n'), 0),
        ("too long", check_size(2501), 1),
        ("long enough", check_size(2500), 0),
        ("what is not the engine", list(filter(is_engine, ("src/matters/a_test.cc", "src/matters/b_fixture.h"))), 0),
        ("the engine", list(filter(is_engine, ("src/matters/kind.h", "src/work/c.h"))), 1),
    ])


def main():
    test_itself()
    files = [path for path in sources.tracked(".h", ".cc") if is_engine(path)]
    problems, lines = [], 0
    for path in files:
        text = sources.read(path)
        lines += sum(1 for line in code_of(text).splitlines() if line.strip())
        problems += check_text(path, text)
    sources.finish("Border of matters", problems + check_size(lines), len(files))


main()
