#!/usr/bin/env python3
"""Refuses SQL that is pasted together by fmt::format or +: values are bound, pieces are put together by db::Sql.

Texts within db/ are its own affair. Tests may paste what they like.
"""

import re
import sys

import sources

# Names of tables and columns that stand in the program or in its files, which no one sends: of what is sealed, of what
# figures count, of registers.
OWN_NAMES = {"src/journal/contents.cc", "src/journal/seals.cc", "src/figures/ask.cc", "src/publications/figures.cc",
             "src/requests/figures.cc", "src/matters/figures.cc", "src/dialogue/figures.cc",
             "src/records/figures.cc", "src/records/shape.cc", "src/records/projection.cc",
             "src/records/record_list.cc", "src/records/list_source.cc", "src/records/word_index.cc",
             "src/records/words_check.cc",
             "src/records/import_check.cc", "src/records/ties.cc",
             "src/records/counterpart_rows.cc"}

SQL = re.compile(r"\b(SELECT\s|INSERT INTO|DELETE FROM|UPDATE \w+ SET|WHERE\s|ORDER BY|GROUP BY)")
LITERAL = r'"(?:\\.|[^"\\\n])*"'
LITERALS = rf"({LITERAL}(?:\s*{LITERAL})*)"
PASTED = re.compile(rf"fmt::format\(\s*{LITERALS}|{LITERALS}\s*\+(?!=)|\+=?\s*{LITERALS}")


def check_text(path, text):
    problems = []
    for match in PASTED.finditer(re.sub(r"(?m)//[^\n]*", "", text)):
        if SQL.search(next(group for group in match.groups() if group)):
            problems.append(f"{path}: pasted SQL, use db::Sql: {' '.join(match[0].split())[:70]}")
    return problems


def test_itself():
    sources.self_test("check_sql", [
        ("an id", check_text("a", 'fmt::format("SELECT 1 FROM a WHERE b = {}", b)'), 1),
        ("over lines", check_text("a", 'fmt::format(\n  "number = {} "\n  "ORDER BY number", b)'), 1),
        ("appended", check_text("a", 'sql += " WHERE kind = " + kind;'), 1),
        ("before", check_text("a", '"SELECT id FROM " + table'), 1),
        ("built", check_text("a", 'db::Sql("SELECT 1 FROM a WHERE b = ?", b)'), 0),
        ("other words", check_text("a", 'fmt::format("from {} to {}", a, b)'), 0),
        ("in a comment", check_text("a", '// fmt::format("SELECT {}", a)\n'), 0),
    ])


def is_checked(path):
    return (path.startswith("src/") and not path.startswith("src/db/") and path not in OWN_NAMES and
            not re.search(r"_(test|fixture)\.(h|cc)$", path))


def main():
    test_itself()
    files = [path for path in sources.tracked(".h", ".cc") if is_checked(str(path))]
    problems = [problem for path in files for problem in check_text(path, sources.read(path))]
    sources.finish("SQL", problems, len(files))


if __name__ == "__main__":
    sys.exit(main())
