#!/usr/bin/env python3
"""Runs the benchmarks that `./dev bench` has built, one after the other, and keeps their output.

Programs are build/release/bench/NAME_bench and scripts bench/NAME_bench.py. A comparison is a script
bench/NAME/compare.py.
DAYLIGHT_PROGRAM names the built program. Output goes to the screen and to build/bench/NAME.txt,
figures to build/bench/NAME.json; at the end stands a table of what bench_targets.py asks for.
"""

import argparse
import json
import os
import subprocess
import sys
import time

import bench_targets
import sources

BUILT = sources.ROOT / "build/release/bench"
KEPT = sources.ROOT / "build/bench"
# Those that write their figures as JSON; db_bench prints ratios that no target asks for.
WITH_JSON = {"site_bench", "api_bench", "search_bench", "search_words_bench", "import_bench", "intake_bench",
             "privacy_bench", "sheets_bench", "paper_bench", "table3_bench", "matters_bench", "registers_bench", "http"}


def benchmarks():
    """{name: command}."""
    found = {path.name: [path] for path in sorted(BUILT.glob("*_bench"))}
    for path in sorted((sources.ROOT / "bench").glob("*_bench.py")):
        found[path.stem] = ["python3", path]
    for path in sorted((sources.ROOT / "bench").glob("*/compare.py")):
        found[path.parent.name] = ["python3", path]
    return found


def run(name, command):
    KEPT.mkdir(parents=True, exist_ok=True)
    figures = KEPT / f"{name}.json"
    if name in WITH_JSON:
        figures.unlink(missing_ok=True)
        command = [*command, "--json", figures]
    environment = {**os.environ, "DAYLIGHT_PROGRAM": str(sources.ROOT / "build/release/daylight"),
                   "PYTHONUNBUFFERED": "1"}
    begun = time.monotonic()
    with (KEPT / f"{name}.txt").open("w", encoding="utf-8") as out:
        child = subprocess.Popen(command, cwd=sources.ROOT, env=environment, text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in child.stdout:
            print("      " + line, end="", flush=True)
            out.write(line)
    child.wait()
    print(f"      {time.monotonic() - begun:.0f} s, kept in build/bench/{name}.txt\n", flush=True)
    return child.returncode == 0


def figures_of(names):
    found = {}
    for name in names:
        path = KEPT / f"{name}.json"
        if path.exists():
            found[name] = json.loads(path.read_text(encoding="utf-8"))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filter", nargs="?", default="", help="only benchmarks whose name contains this")
    wanted = {name: command for name, command in benchmarks().items() if parser.parse_args().filter in name}
    if not wanted:
        sys.exit("No benchmark has that name.")
    print(f"Load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    failed = []
    for number, (name, command) in enumerate(wanted.items(), 1):
        print(f"[{number}/{len(wanted)}] {name}", flush=True)
        if not run(name, command):
            failed.append(name)
    if found := figures_of(name for name in wanted if name not in failed):
        lines = bench_targets.table(found)
        (KEPT / "targets.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print("\n".join(lines) + "\n")
    for name in failed:
        print(f"Failed: {name}")
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
