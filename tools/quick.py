#!/usr/bin/env python3
"""Runs those fast tests whose program has changed since it last passed: what a developer asks between two edits.

A test is looked at again when its program, or for the console's tests a file of the console, is newer than the mark
that its last success left in build/dev/passed/.
"""
import json
import os
import pathlib
import subprocess
import sys

import sources

BUILD = sources.ROOT / "build/dev"
PASSED = BUILD / "passed"
# They try the whole program, so that any change is theirs, and take more than a minute: ./dev test app.
LEFT_OUT = {"app"}


def fast_tests():
    """(name, command) of every fast test and of the console's."""
    listing = subprocess.run(["ctest", "--test-dir", str(BUILD), "-N", "-L", "^(fast|node)$", "--show-only=json-v1"],
                             check=True, capture_output=True, text=True).stdout
    return [(test["name"], test["command"]) for test in json.loads(listing)["tests"]
            if test["name"].split("-")[0] not in LEFT_OUT]


def newest(command):
    """When what a test looks at was changed last."""
    own = [pathlib.Path(part) for part in command if part.startswith(str(sources.ROOT))]
    if pathlib.Path(command[0]).name == "node":
        own += [sources.ROOT / path for path in sources.tracked() if str(path).startswith(("console/", "tests/api/"))]
    return max(path.stat().st_mtime for path in own if path.is_file())


def mark(name):
    return PASSED / name


def main():
    PASSED.mkdir(parents=True, exist_ok=True)
    due = [name for name, command in fast_tests()
           if not mark(name).is_file() or mark(name).stat().st_mtime < newest(command)]
    print("Left out: " + ", ".join(sorted(LEFT_OUT)))
    if not due:
        print("Nothing has changed since the last success.")
        return 0
    print("Changed:", ", ".join(due), flush=True)
    failed = 0
    done = subprocess.run(["ctest", "--test-dir", str(BUILD), "--output-on-failure", "-j", str(os.cpu_count() + 1),
                           "-R", f"^({'|'.join(due)})$"], stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")
    for name in due:
        good = any(f" {name} " in line and "Passed" in line for line in done.stdout.splitlines())
        failed += not good
        if good:
            mark(name).touch()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
