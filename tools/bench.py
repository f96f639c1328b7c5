#!/usr/bin/env python3
"""Runs the benchmarks of the release build, one after the other, and keeps their output.

Programs are build/release/bench/NAME_bench. A comparison is a script bench/NAME/compare.py; it gets
the path of the program NAME_server_bench, which it drives. DAYLIGHT_PROGRAM names the built program.
Output goes to the screen and to build/bench/NAME.txt.
"""

import argparse
import os
import subprocess
import sys
import time

import sources

BUILT = sources.ROOT / "build/release/bench"


def benchmarks():
    """{name: command}."""
    found = {path.name: [path] for path in sorted(BUILT.glob("*_bench")) if not path.name.endswith("_server_bench")}
    for path in sorted((sources.ROOT / "bench").glob("*/compare.py")):
        found[path.parent.name] = ["python3", path, BUILT / f"{path.parent.name}_server_bench"]
    return found


def run(name, command):
    kept = sources.ROOT / "build/bench" / f"{name}.txt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DAYLIGHT_PROGRAM": str(sources.ROOT / "build/release/daylight")}
    begun = time.monotonic()
    with kept.open("w", encoding="utf-8") as out:
        child = subprocess.Popen(command, cwd=sources.ROOT, env=environment, text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in child.stdout:
            print("      " + line, end="", flush=True)
            out.write(line)
    child.wait()
    print(f"      {time.monotonic() - begun:.0f} s, kept in build/bench/{name}.txt\n", flush=True)
    return child.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filter", nargs="?", default="", help="only benchmarks whose name contains this")
    wanted = {name: command for name, command in benchmarks().items() if parser.parse_args().filter in name}
    if not wanted:
        sys.exit("No benchmark has that name.")
    failed = []
    for number, (name, command) in enumerate(wanted.items(), 1):
        print(f"[{number}/{len(wanted)}] {name}", flush=True)
        if not run(name, command):
            failed.append(name)
    for name in failed:
        print(f"Failed: {name}")
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
