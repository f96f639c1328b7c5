#!/usr/bin/env python3
"""Every message key that the code can fail with has a Chinese sentence in data/messages.toml, and data/problems.toml
has the HTTP status of each.

Reads the first string after a Fault in fail(...) and Error{...}, the keys of FieldProblem rows, and the tables of
statuses in src/web/message.cc and src/api/problem.cc. With --write it writes data/problems.toml anew.
"""
import itertools
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEY = re.compile(r'Fault::(\w+),\s*"([a-z_-]+\.[a-z0-9_-]+)"')
FIELD = re.compile(r'\{"\w+",\s*"([a-z_-]+\.[a-z0-9_-]+)"\}')
PROBLEM = re.compile(r'"((?:credit_code|organisation_code|agency_code|resident_number|record)\.[a-z_-]+)"')
# Events and kinds of work have their words beside them.
NAMED = re.compile(r'\{"([a-z_-]+\.[a-z0-9_-]+)", "[^"\n]*[\u4e00-\u9fff]')
STATUS = re.compile(r'Fault::(\w+): return (\d+);')
FINER = re.compile(r'\{"([a-z_-]+\.[a-z0-9_-]+)", (\d{3})\}')
HEAD = """# HTTP statuses of the refusals by message key, as the sources have them.
# Written by `python3 tools/check_messages.py --write`.
"""


def used(root):
    """Where a key is first met, and the faults that it is met with."""
    keys, faults = {}, {}
    paths = sorted((root / "src").rglob("*.cc")) + sorted((root / "src").rglob("*.h"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths
             if not path.name.endswith(("_test.cc", "_fixture.h")) and "_sample" not in path.name}
    named = {name for text in texts.values() for name in NAMED.findall(text)}
    for path, text in texts.items():
        for fault, key in KEY.findall(text):
            faults.setdefault(key, set()).add(fault)
        for key in [key for _, key in KEY.findall(text)] + FIELD.findall(text) + [
                key for key in PROBLEM.findall(text) if key not in named]:
            keys.setdefault(key, path.relative_to(root))
    return keys, faults


def problems(root):
    """The text of data/problems.toml."""
    status = dict(STATUS.findall((root / "src/web/message.cc").read_text(encoding="utf-8")))
    finer = dict(FINER.findall((root / "src/api/problem.cc").read_text(encoding="utf-8")))
    _, faults = used(root)
    text = HEAD
    for group, keys in itertools.groupby(sorted(faults), key=lambda key: key.split(".")[0]):
        text += f"\n[{group}]\n"
        for key in keys:
            numbers = [finer[key]] if key in finer else sorted({status[fault] for fault in faults[key]})
            text += f"{key.split('.')[1]} = [{', '.join(numbers)}]\n"
    return text


def known(root):
    keys = set()
    group = None
    for line in (root / "data" / "messages.toml").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\[([a-z_-]+)\]$", line):
            group = match.group(1)
        elif match := re.match(r'([a-z0-9_-]+) = ".+"$', line):
            keys.add(f"{group}.{match.group(1)}")
    return keys


def check_itself():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "src").mkdir()
        (root / "data").mkdir()
        (root / "src" / "a.cc").write_text('return fail(Fault::Invalid, "a.known");\nfail(Fault::Gone,\n "a.unknown")')
        (root / "data" / "messages.toml").write_text('[a]\nknown = "知"\n')
        assert set(used(root)[0]) - known(root) == {"a.unknown"}, "check_messages does not see a missing sentence"


def main():
    check_itself()
    sentences = known(ROOT)
    missing = {key: path for key, path in used(ROOT)[0].items() if key not in sentences}
    for key, path in sorted(missing.items()):
        print(f"{path}: no sentence in data/messages.toml for {key}")
    if len(sentences) < 10:
        print("data/messages.toml has almost no sentences: is its form still what this check reads?")
        return 1
    table = ROOT / "data" / "problems.toml"
    stale = table.read_text(encoding="utf-8") != problems(ROOT)
    if stale and "--write" in sys.argv[1:]:
        table.write_text(problems(ROOT), encoding="utf-8")
        stale = False
    if stale:
        print("data/problems.toml is not what the sources say: python3 tools/check_messages.py --write")
    return 1 if missing or stale else 0


if __name__ == "__main__":
    sys.exit(main())
