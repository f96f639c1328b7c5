#!/usr/bin/env python3
"""Refuses a lambda or a braced temporary inside an expression that contains co_await.

g++ 12 destroys such temporaries twice. Name the thing on a line of its own, then await it.
The statement is read up to its semicolon, so a lambda on the next line is found too.
"""

import re
import sys

import sources

STATEMENT = re.compile(r"co_await\b")
LAMBDA = re.compile(r"(?<![\w\])])\[[^\[\]]*\]\s*(\(|\{|mutable\b|noexcept\b|->|<)")
BRACED = re.compile(r"\b(?!if\b|else\b|do\b|try\b)[A-Za-z_][\w:]*(<[^<>;{}]*>)?\s*\{")


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def strip_noise(text):
    """Blanks comments and literals, keeping lines and columns."""
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', blank, text, flags=re.DOTALL)


def statement_around(code, position):
    """The text from the last statement border before `position` to the end of the statement."""
    start = max(code.rfind(border, 0, position) for border in ";{}") + 1
    before = code[start:position]
    # An open brace before co_await on the same statement may be a braced temporary around it.
    line_start = code.rfind("\n", 0, position) + 1
    before = code[min(start, line_start):position] if code[line_start:position].count("{") else before
    depth, end = 0, position
    while end < len(code):
        letter = code[end]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth < 0:
                break
        elif letter == ";" and depth == 0:
            break
        end += 1
    return before, code[position:end]


def check_text(path, text):
    problems = []
    code = strip_noise(text)
    for match in STATEMENT.finditer(code):
        before, after = statement_around(code, match.start())
        line = code.count("\n", 0, match.start()) + 1
        if LAMBDA.search(after) or BRACED.search(after):
            problems.append(f"{path}:{line}: name the lambda or braced value first, then co_await it")
        elif re.search(r"[\w>]\{[^{}]*$", before):
            problems.append(f"{path}:{line}: co_await inside a braced value: name the awaited result first")
    return problems


def test_itself():
    sources.self_test("check_await", [
        ("lambda", check_text("a", "co_await run([s] { use(s); });"), 1),
        ("lambda on the next line", check_text("a", "co_await run(\n    [s]() { use(s); });"), 1),
        ("aggregate", check_text("a", "auto x = co_await file(Filing{.a = 1});"), 1),
        ("template aggregate", check_text("a", "co_await write(std::array<int, 2>{1, 2});"), 1),
        ("around", check_text("a", "return Pair{co_await one(), 2};"), 1),
        ("named first", check_text("a", "auto work = [s] { use(s); };\nco_await run(std::move(work));"), 0),
        ("subscript", check_text("a", "co_await list[i](x);"), 0),
        ("a block after", check_text("a", "if (co_await ready()) { go(); }"), 0),
        ("a block before", check_text("a", "while (open) { co_await next(); }"), 0),
        ("in a comment", check_text("a", "// co_await f(A{})\n"), 0),
    ])


def main():
    test_itself()
    files = sources.tracked(".h", ".cc")
    problems = [problem for path in files for problem in check_text(path, sources.read(path))]
    sources.finish("co_await", problems, len(files))


if __name__ == "__main__":
    sys.exit(main())
