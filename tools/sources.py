"""Which files of the tree the checks read, and how a check reports."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def tracked(*suffixes):
    """Files under version control or new and not ignored, as paths relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = sorted({path for path in listing.split("\0") if path.endswith(tuple(suffixes))})
    return [pathlib.PurePosixPath(path) for path in paths if (ROOT / path).is_file()]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def finish(name, problems, looked_at):
    """Prints the problems and ends the process: 1 when there are any."""
    for problem in problems:
        print(problem)
    print(f"{name}: {looked_at} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)


def self_test(name, cases):
    """Each case is (what, problems found, problems expected); a wrong one ends the process."""
    for what, found, expected in cases:
        if len(found) != expected:
            sys.exit(f"{name}: the check itself is broken: {what}: expected {expected} problems, found {found}")
