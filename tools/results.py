#!/usr/bin/env python3
"""Adds up what the test steps left: prints "PASSED FAILED SKIPPED" test cases.

GoogleTest programs leave JSON in build/PRESET/gtest, a file for each test of ctest; a ctest test without such a file
counts as one case; node's runner and the fuzz run leave their own closing lines in build/logs.
"""

import json
import re

import sources

LOGS = sources.ROOT / "build/logs"
RUNS = {"dev": ("test-fast.log", "test-fault.log"), "asan": ("test-asan.log",), "tsan": ("test-tsan.log",)}


def text_of(name):
    path = LOGS / name
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def google_tests(preset):
    """{test of ctest: [passed, failed, skipped]} of every JSON report of that build."""
    table = {}
    for path in sorted((sources.ROOT / "build" / preset / "gtest").glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        cases = [case for suite in report["testsuites"] for case in suite["testsuite"]]
        failed = sum("failures" in case for case in cases)
        skipped = sum(case.get("result") == "SKIPPED" or case.get("status") == "NOTRUN" for case in cases)
        table[path.stem] = [len(cases) - failed - skipped, failed, skipped]
    return table


def add_run(total, preset, logs):
    reports = google_tests(preset)
    for row in reports.values():
        total[:] = map(sum, zip(total, row))
    for log in logs:
        for name, verdict in re.findall(r"Test +#\d+: (\S+) \.+[ *]*(\w+)", text_of(log)):
            if name in reports:
                # A program that crashed leaves no report or one that looks clean.
                total[1] += verdict != "Passed" and reports[name][1] == 0
            else:
                total[{"Passed": 0, "Skipped": 2}.get(verdict, 1)] += 1


def browser_tests(log):
    """[passed, failed, skipped]; where files that failed were run again, the second run says what failed."""
    def sums(*words):
        found = re.findall(rf"^(?:#|ℹ) ({'|'.join(words)}) (\d+)$", log, re.MULTILINE)
        size = len(words)
        return [sum(int(count) for _, count in found[i:i + size]) for i in range(0, len(found), size)] or [0]
    # A cancelled test never ran because its preparation failed: it counts as failed.
    failed = sums("fail", "cancelled")
    return [sums("pass")[0] + failed[0] - failed[-1], failed[-1], sums("skipped")[0]]


def main():
    total = [0, 0, 0]
    for preset, logs in RUNS.items():
        add_run(total, preset, logs)
    total[:] = map(sum, zip(total, browser_tests(text_of("test-browser.log"))))
    for passed, failed in re.findall(r"^(\d+) passed, (\d+) failed$", text_of("fuzz.log"), re.MULTILINE):
        total[0] += int(passed)
        total[1] += int(failed)
    print(*total)


if __name__ == "__main__":
    main()
