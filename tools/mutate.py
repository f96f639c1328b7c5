#!/usr/bin/env python3
"""Takes controls out by lot and expects the tests that are named for them to fail.

  mutate.py [--seed N] [--count N] [--only REQUIREMENT] [--list]

For each control drawn from tests/mutations.toml: it is taken out in a copy of the tree, the program of its test is
built there, and that test alone is run. Run by hand, for it takes minutes; docs/security.md holds the last run. The
copy stays in build/mutations, so that a second run builds little.
"""
import argparse
import datetime
import os
import random
import shutil
import subprocess
import sys
import tomllib

import sources

TREE = sources.ROOT / "build/mutations/tree"
BUILD = TREE / "build/dev"


def controls():
    return tomllib.loads(sources.read("tests/mutations.toml"))["control"]


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True, **options)


def seen(path):
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def copy_tree():
    """What is tracked or new, with the time of its last change, so that only that is built which differs."""
    for path in sources.tracked(""):
        source, target = sources.ROOT / path, TREE / path
        if target.exists() and seen(target) == seen(source):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target, follow_symlinks=False)
    modules = TREE / "console/node_modules"
    if not modules.exists():
        modules.symlink_to(sources.ROOT / "console/node_modules")
    configured = run("cmake", "--preset", "dev", cwd=TREE)
    if configured.returncode != 0:
        sys.exit(configured.stdout + configured.stderr)


def build(program):
    return run("cmake", "--build", BUILD, "--target", program, "-j", os.cpu_count())


def test(control):
    """Whether the test ran, and whether it passed."""
    name = control["test"]
    ran = run(BUILD / control["program"], f"--gtest_filter={name}:*/{name}/*", "--gtest_brief=1", cwd=TREE)
    return "0 tests" not in ran.stdout, ran.returncode == 0


def judge(control):
    """One word: "failed" is what is wanted of a test without its control."""
    file = TREE / control["file"]
    whole = file.read_text(encoding="utf-8")
    if whole.count(control["old"]) != 1:
        return "not found once"
    if build(control["program"]).returncode != 0:
        return "does not build even whole"
    if test(control) != (True, True):
        return "does not pass even whole"
    file.write_text(whole.replace(control["old"], control["new"]), encoding="utf-8")
    try:
        if build(control["program"]).returncode != 0:
            return "does not build without it"
        return "PASSED" if test(control)[1] else "failed"
    finally:
        file.write_text(whole, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--only")
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    table = controls()
    if given.only:
        table = [control for control in table if control["requirement"] == given.only]
    drawn = random.Random(given.seed).sample(table, min(given.count, len(table)))
    if given.list:
        for control in drawn:
            print(control["requirement"], control["test"])
        return
    copy_tree()
    print(f"{datetime.date.today()}, seed {given.seed}, {len(drawn)} of {len(table)} controls", flush=True)
    wrong = 0
    for control in drawn:
        verdict = judge(control)
        wrong += verdict != "failed"
        print(f"{control['requirement']:8} {control['test']}: {verdict}", flush=True)
    print(f"{len(drawn) - wrong} tests failed without their control, {wrong} did not")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
