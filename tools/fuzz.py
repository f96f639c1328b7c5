#!/usr/bin/env python3
"""Runs every fuzz target of the asan preset for a while, as many at a time as there are cores.

Without --seconds all of it takes a minute, whatever the number of targets: each goes through its corpus and what
earlier runs have added to it, and on from there for its share. Whoever changes a reader gives its target more:
--seconds 60 NAME.
Finds are kept in build/fuzz/found/NAME; new inputs that widen the coverage in build/fuzz/grown/NAME,
never in the tree: a person chooses what joins tests/fuzz/corpus/NAME.
"""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys

import sources

PROGRAMS = sources.ROOT / "build/asan/fuzz"
FOLDER = sources.ROOT / "build/fuzz"
ALL, LEAST = 60, 3  # seconds that all targets take, and that each has whatever their number


def run(target, seconds):
    """(name, true when nothing was found, last words)."""
    name = target.name.removesuffix("_fuzz")
    grown, found = FOLDER / "grown" / name, FOLDER / "found" / name
    corpus = sources.ROOT / "tests/fuzz/corpus" / name
    for folder in (grown, found):
        folder.mkdir(parents=True, exist_ok=True)
    if not corpus.is_dir() or not any(corpus.iterdir()):
        return name, False, f"tests/fuzz/corpus/{name} is empty"
    done = subprocess.run(
        [target, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1",
         f"-artifact_prefix={found}/", grown, corpus],
        capture_output=True, text=True, errors="replace",
        env={**os.environ, "ASAN_OPTIONS": "allocator_may_return_null=1", "UBSAN_OPTIONS": "print_stacktrace=1"})
    if done.returncode != 0:
        return name, False, done.stderr[-4000:]
    runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    return name, True, f"{int(runs[1]) if runs else 0:,} inputs"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, help="for each target; without it all targets share a minute")
    parser.add_argument("names", nargs="*", help="only these targets")
    options = parser.parse_args()
    targets = [path for path in sorted(PROGRAMS.glob("*_fuzz"))
               if not options.names or path.name.removesuffix("_fuzz") in options.names]
    if not targets:
        sys.exit("No fuzz target was built: ./dev test asan")
    failed = 0
    seconds = options.seconds or max(LEAST, ALL * os.cpu_count() // len(targets))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, good, words in pool.map(lambda target: run(target, seconds), targets):
            failed += not good
            print(f"{name}: {'ok' if good else 'FOUND SOMETHING'}: {words}", flush=True)
    print(f"{len(targets) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
