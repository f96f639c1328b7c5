#!/usr/bin/env python3
"""Holds src/matters, which all kinds of cases share, against its border: it knows no kind of its own.

The code of the engine, without its tests and what they stand on, includes nothing of a domain, asks for no kind by
name, names no verb of a domain's, and its SQL joins no table but its own and those of the modules below it, by
src/modules.txt. Its tables have no column for whatever a domain may want to put there, so that
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
CREATED = re.compile(r"\bCREATE TABLE (?:IF NOT EXISTS )?([a-z]\w*)")
ALIAS = r"(?:\s+(?:AS\s+)?[a-z]\w*)?"
NAMED = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z]\w*{ALIAS}(?:\s*,\s*[a-z]\w*{ALIAS})*)")
WITHIN = re.compile(r"\b([a-z]\w*)\s*(?:\([^()]*\)\s*)?AS\s*\(")

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


def tables_below(modules, created):
    """The tables that the engine may name: its own, and those of the modules that it stands on."""
    line = next(line for line in modules.splitlines() if re.match(r"matters\s", line))
    return {table for module in {"matters", *line.partition(":")[2].split()} for table in created.get(module, ())}


def check_tables(path, text, allowed):
    """Literals that stand beside each other are one; what the statement itself names (WITH) is no table."""
    code = re.sub(r'"(\s*)"', r"\1", code_of(text))
    within = set(WITHIN.findall(code))
    problems = []
    for match in NAMED.finditer(code):
        for table in (part.split()[0] for part in match[1].split(",")):
            if table not in allowed and table not in within:
                line = code.count(chr(10), 0, match.start()) + 1
                problems.append(f"{path}:{line}: the engine's SQL names no table of a domain: {table}")
    return problems


def tables_of_tree():
    """The tables that each module creates."""
    created = {}
    for path in sources.tracked(".h", ".cc"):
        if path.parts[0] == "src" and len(path.parts) > 2 and not str(path).endswith(BESIDE):
            created.setdefault(path.parts[1], set()).update(CREATED.findall(code_of(sources.read(path))))
    return created


def check_size(lines, most=MOST):
    return [f"{ENGINE}: {lines} lines, at most {most}: something of a domain is in it"] if lines > most else []


def is_engine(path):
    return str(path).startswith(ENGINE) and not str(path).endswith(BESIDE)


def test_itself():
    def found(text):
        return check_text("x.cc", text)

    below = tables_below("matters      6: base work\nrequests     7: matters",
                         {"matters": {"matter", "matter_fact"}, "work": {"work_item"}, "requests": {"request"}})

    def joined(text):
        return check_tables("x.cc", text, below)
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
        ("a join of a domain's", joined('"SELECT 1 FROM matter JOIN request ON request.matter = matter.id"'), 1),
        ("one over two literals", joined('"SELECT 1 FROM "\n  "request AS r WHERE r.matter = ?"'), 1),
        ("one after a comma", joined('"SELECT 1 FROM matter AS m, request WHERE m.id = request.matter"'), 1),
        ("a change of one", joined('"UPDATE request SET topic = ?"') + joined('"DELETE FROM request"'), 2),
        ("a table that nobody creates", joined('"INSERT INTO message_route (topic) VALUES (?)"'), 1),
        ("its own and those below", joined('"SELECT 1 FROM matter_fact AS f JOIN work_item ON f.id = 1"'), 0),
        ("names of the statement", joined('"WITH open AS (SELECT 1), n(i) AS (SELECT 2) SELECT 1 FROM open, n"'), 0),
        ("a subquery and a conflict", joined('"SELECT 1 FROM (SELECT 2) ON CONFLICT DO UPDATE SET a = 1"'), 0),
        ("too long", check_size(2501), 1),
        ("long enough", check_size(2500), 0),
        ("what is not the engine", list(filter(is_engine, ("src/matters/a_test.cc", "src/matters/b_fixture.h"))), 0),
        ("the engine", list(filter(is_engine, ("src/matters/kind.h", "src/work/c.h"))), 1),
    ])


def main():
    test_itself()
    files = [path for path in sources.tracked(".h", ".cc") if is_engine(path)]
    below = tables_below(sources.read("src/modules.txt"), tables_of_tree())
    problems, lines = [], 0
    for path in files:
        text = sources.read(path)
        lines += sum(1 for line in code_of(text).splitlines() if line.strip())
        problems += check_text(path, text) + check_tables(path, text, below)
    sources.finish("Border of matters", problems + check_size(lines), len(files))


main()
