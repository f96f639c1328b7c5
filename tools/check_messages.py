#!/usr/bin/env python3
"""Every message key that the code can fail with has a Chinese sentence in data/messages.toml.

Reads the first string after a Fault in fail(...) and Error{...}, and the keys of FieldProblem rows.
"""
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEY = re.compile(r'Fault::\w+,\s*"([a-z_]+\.[a-z0-9_-]+)"')
FIELD = re.compile(r'\{"\w+",\s*"([a-z_]+\.[a-z0-9_-]+)"\}')
PROBLEM = re.compile(r'"((?:credit_code|organisation_code|agency_code)\.[a-z_]+)"')


def used(root):
    keys = {}
    for path in sorted((root / "src").rglob("*.cc")) + sorted((root / "src").rglob("*.h")):
        if path.name.endswith("_test.cc") or "_sample" in path.name:
            continue
        text = path.read_text(encoding="utf-8")
        for pattern in (KEY, FIELD, PROBLEM):
            for key in pattern.findall(text):
                keys.setdefault(key, path.relative_to(root))
    return keys


def known(root):
    keys = set()
    group = None
    for line in (root / "data" / "messages.toml").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\[([a-z_]+)\]$", line):
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
        assert set(used(root)) - known(root) == {"a.unknown"}, "check_messages does not see a missing sentence"


def main():
    check_itself()
    sentences = known(ROOT)
    missing = {key: path for key, path in used(ROOT).items() if key not in sentences}
    for key, path in sorted(missing.items()):
        print(f"{path}: no sentence in data/messages.toml for {key}")
    if len(sentences) < 10:
        print("data/messages.toml has almost no sentences: is its form still what this check reads?")
        return 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
