#!/usr/bin/env python3
"""Reads every #include under src/ against src/modules.txt.

A module includes itself and the neighbours on its line, nothing else. A neighbour has a lower
level and is included by somebody. Some outside libraries have one home. co_await stays in web/.
"""

import re
import sys

import sources

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
LINE = re.compile(r"^([a-z]+)\s+(\d+):\s*(.*)$")
COROUTINE = re.compile(r"\b(co_await|co_return|co_yield)\b")
ROOT_HEADERS = {"pch.h"}
TOWN = "tests/support/town.h"

# (what an include starts with, the module that may write it)
HOMES = [
    (re.compile(r"^soci/|^sqlite3\.h|^libpq"), "db"),
    (re.compile(r"^boost/(asio|beast)"), "web"),
    (re.compile(r"^xapian"), "search"),
]


def read_modules(text):
    """{module: (level, neighbours)} and the problems of the table itself."""
    modules, problems = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.match(line)
        if not match:
            problems.append(f"src/modules.txt:{number}: not 'name level: neighbours'")
            continue
        name, level, neighbours = match[1], int(match[2]), match[3].split()
        for neighbour in neighbours:
            if neighbour not in modules:
                problems.append(f"src/modules.txt:{number}: {name} names {neighbour}, which no line above declares")
            elif modules[neighbour][0] >= level:
                problems.append(f"src/modules.txt:{number}: {neighbour} is not of a lower level than {name}")
        modules[name] = (level, neighbours)
    return modules, problems


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_file(path, text, modules):
    """The problems of one file; `path` is relative to the root and starts with src/."""
    problems = []
    if len(path.parts) < 3:
        return problems
    module = path.parts[1]
    if module not in modules:
        return [f"{path}: src/modules.txt has no module {module}"]
    permitted = {module, *modules[module][1]}
    for match in INCLUDE.finditer(text):
        where = f"{path}:{line_of(text, match.start())}"
        target = match[2]
        head = target.split("/")[0]
        if match[1] == '"' and target not in ROOT_HEADERS:
            if head in modules and head not in permitted:
                problems.append(f"{where}: {module} may not include {head}")
            elif target == TOWN and "publications" not in permitted:
                problems.append(f"{where}: {module} stands below the town of the tests, which is made by publications")
            elif head not in modules and not target.startswith("tests/support/"):
                problems.append(f"{where}: write the path from src/: {target}")
        for pattern, home in HOMES:
            if pattern.search(target) and module != home:
                problems.append(f"{where}: <{target}> belongs in {home}/")
    if module != "web":
        code = re.sub(r"//[^\n]*", "", text)
        match = COROUTINE.search(code)
        if match:
            problems.append(f"{path}:{line_of(code, match.start())}: coroutines belong in web/")
    return problems


def find_unused(modules, texts):
    """The neighbours that a line permits and no file of the module includes; `texts` is [(path, text)]."""
    used = {(path.parts[1], match[2].split("/")[0]) for path, text in texts for match in INCLUDE.finditer(text)}
    permitted = [(module, neighbour) for module, (_, neighbours) in modules.items() for neighbour in neighbours]
    return [f"src/modules.txt: {module} names {neighbour}, which none of its files includes"
            for module, neighbour in permitted if (module, neighbour) not in used]


def test_itself():
    modules, none = read_modules("base 0:\ndb 1: base\nweb 1: base\njournal 2: db base\napp 10: base journal\n")
    path = sources.pathlib.PurePosixPath
    sources.self_test("check_levels", [
        ("a good table", none, 0),
        ("a neighbour above", read_modules("base 0:\ndb 1: base\nlow 0: db\n")[1], 1),
        ("a neighbour beside", read_modules("base 0:\ndb 1: base\nlow 1: db\n")[1], 1),
        ("a level of two digits", read_modules("base 9:\ndb 10: base\n")[1], 0),
        ("an unused neighbour", find_unused({"base": (0, []), "db": (1, ["base"])}, [(path("src/db/a.cc"), "")]), 1),
        ("a used neighbour", find_unused({"base": (0, []), "db": (1, ["base"])},
                                         [(path("src/db/in/a.cc"), '#include "base/time.h"\n')]), 0),
        ("an unknown neighbour", read_modules("base 0: nothing\n")[1], 1),
        ("upwards", check_file(path("src/db/a.cc"), '#include "journal/journal.h"\n', modules), 1),
        ("sideways", check_file(path("src/db/a.cc"), '#include "web/route.h"\n', modules), 1),
        ("down", check_file(path("src/journal/a.cc"), '#include "db/session.h"\n', modules), 0),
        ("bare name", check_file(path("src/db/a.cc"), '#include "session.h"\n', modules), 1),
        ("the town below what it is of", check_file(path("src/db/a_test.cc"), f'#include "{TOWN}"\n', modules), 1),
        ("the databases of the tests", check_file(path("src/db/a_test.cc"),
                                                  '#include "tests/support/database_fixture.h"\n', modules), 0),
        ("soci at home", check_file(path("src/db/a.cc"), "#include <soci/soci.h>\n", modules), 0),
        ("soci elsewhere", check_file(path("src/journal/a_store.cc"), "#include <soci/soci.h>\n", modules), 1),
        ("asio elsewhere", check_file(path("src/journal/a.cc"), "#include <boost/asio/post.hpp>\n", modules), 1),
        ("xapian elsewhere", check_file(path("src/db/a.cc"), "#include <xapian.h>\n", modules), 1),
        ("await elsewhere", check_file(path("src/db/a.cc"), "auto x = co_await y;\n", modules), 1),
        ("await in a comment", check_file(path("src/db/a.cc"), "// no co_await here\n", modules), 0),
        ("unknown module", check_file(path("src/other/a.cc"), "", modules), 1),
    ])


def main():
    test_itself()
    modules, problems = read_modules(sources.read("src/modules.txt"))
    files = [path for path in sources.tracked(".h", ".cc") if path.parts[0] == "src"]
    texts = [(path, sources.read(path)) for path in files]
    for path, text in texts:
        problems += check_file(path, text, modules)
    problems += find_unused(modules, texts)
    sources.finish("Module levels", problems, len(files))


if __name__ == "__main__":
    sys.exit(main())
