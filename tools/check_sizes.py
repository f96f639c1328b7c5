#!/usr/bin/env python3
"""Refuses files over 400 lines and lines over 120 characters; lists files over 300 lines.

Tests are tables and may have 600 lines. A style sheet keeps a rule on one line, however long;
what stands below tests/fixtures is sample text.
"""

import sys

import sources

HARD_LINES, TEST_LINES, SOFT_LINES, HARD_COLUMNS = 400, 600, 300, 120
SUFFIXES = (".h", ".cc", ".py", ".sh", ".mjs", ".js", ".ts", ".vue", ".cmake", ".css", "CMakeLists.txt", "dev")
GENERATED = ("console/src/api/schema.ts", "console/src/api/fields.ts")


def check_text(path, text):
    """(problems, remarks) of one file."""
    lines = text.splitlines()
    problems, remarks = [], []
    most = TEST_LINES if str(path).endswith("_test.cc") else HARD_LINES
    if len(lines) > most:
        problems.append(f"{path}: {len(lines)} lines, at most {most}: split it by what it promises")
    elif len(lines) > SOFT_LINES:
        remarks.append(f"{path}: {len(lines)} lines, aim at {SOFT_LINES}")
    for number, line in enumerate(lines, 1):
        if len(line) > HARD_COLUMNS and not str(path).endswith(".css"):
            problems.append(f"{path}:{number}: {len(line)} characters, at most {HARD_COLUMNS}")
    return problems, remarks


def test_itself():
    sources.self_test("check_sizes", [
        ("a long file", check_text("a", "x\n" * 401)[0], 1),
        ("a long test", check_text("a_test.cc", "x\n" * 601)[0], 1),
        ("a test of some length", check_text("a_test.cc", "x\n" * 600)[0], 0),
        ("a long line of style", check_text("a.css", "x" * 121)[0], 0),
        ("a long line", check_text("a", "x" * 121)[0], 1),
        ("wide text counts by character", check_text("a", "字" * 120)[0], 0),
        ("a largish file is only listed", check_text("a", "x\n" * 301)[0], 0),
        ("and it is listed", check_text("a", "x\n" * 301)[1], 1),
    ])


def main():
    test_itself()
    problems, looked_at = [], 0
    for path in sources.tracked(*SUFFIXES):
        if str(path) in GENERATED:
            continue
        if (path.name.endswith("dev") and path.name != "dev") or str(path).startswith("tests/fixtures/"):
            continue
        found, remarks = check_text(path, sources.read(path))
        problems += found
        looked_at += 1
        for remark in remarks:
            print(f"(soft) {remark}")
    sources.finish("Sizes", problems, looked_at)


if __name__ == "__main__":
    sys.exit(main())
