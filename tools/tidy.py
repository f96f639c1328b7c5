#!/usr/bin/env python3
"""Runs clang-tidy over every source file that has not been found clean as it now stands.

What was clean is remembered by content: the file, every header of ours that it includes, the
configuration, the compiler flags and the version of clang-tidy. The memory is shared between
checkouts (DAYLIGHT_TIDY_CACHE, else ~/.cache/daylight-tidy). --all forgets it, --fix repairs.
"""

import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import sources

TEST_CHECKS = "-*,readability-identifier-naming,readability-duplicate-include"
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
CHATTER = re.compile(r"^(\d+ (warnings?|errors?) |Error while processing).*$", re.MULTILINE)
KEPT_FLAG = re.compile(r"^-(D|I|isystem|std=)")


def clang_tidy():
    for name in ("clang-tidy-19", "clang-tidy"):
        if shutil.which(name):
            return name
    sys.exit("clang-tidy is not installed: ./dev setup")


def flags_of_files():
    """{relative path: flags that clang needs}, from the developer build's compile commands."""
    database = sources.ROOT / "build/dev/compile_commands.json"
    if not database.exists():
        sys.exit("build/dev/compile_commands.json is missing: cmake --preset dev")
    table = {}
    for entry in json.loads(database.read_text()):
        path = pathlib.Path(entry["file"])
        if not path.is_relative_to(sources.ROOT) or path.is_relative_to(sources.ROOT / "build"):
            continue
        words, kept = shlex.split(entry["command"]), []
        for index, word in enumerate(words):
            if word in ("-isystem", "-I"):
                kept += [word, words[index + 1]]
            elif KEPT_FLAG.match(word):
                kept.append(word)
        table[path.relative_to(sources.ROOT).as_posix()] = kept
    return table


@functools.cache
def own_includes(path):
    """The headers of ours that a file includes, directly or through others."""
    found, todo = set(), [path]
    while todo:
        text = (sources.ROOT / todo.pop()).read_text(encoding="utf-8")
        for name in INCLUDE.findall(text):
            for base in ("src", ".", str(pathlib.PurePosixPath(path).parent)):
                candidate = os.path.normpath(f"{base}/{name}")
                if candidate not in found and (sources.ROOT / candidate).is_file():
                    found.add(candidate)
                    todo.append(candidate)
                    break
    return tuple(sorted(found))


def key_of(path, flags, version, config):
    digest = hashlib.sha256()
    for part in (version, config, " ".join(flags).replace(str(sources.ROOT), ".")):
        digest.update(part.encode() + b"\0")
    for name in ("src/pch.h", path, *own_includes(path)):
        digest.update(name.encode() + b"\0" + (sources.ROOT / name).read_bytes() + b"\0")
    return digest.hexdigest()


def lint(tool, path, flags, fix):
    """(path, findings as text; empty when clean)."""
    command = [tool, "--quiet", path]
    if path.endswith("_test.cc") or path.startswith(("tests/", "bench/")):
        command.append(f"--checks={TEST_CHECKS}")
    if fix:
        command.append("--fix")
    done = subprocess.run([*command, "--", *flags, "-include", "src/pch.h", "-Wno-everything"],
                          cwd=sources.ROOT, capture_output=True, text=True)
    return path, "" if done.returncode == 0 else (done.stdout + done.stderr).replace(f"{sources.ROOT}/", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="forget what was found clean")
    parser.add_argument("--fix", action="store_true", help="apply the repairs that clang-tidy knows")
    parser.add_argument("files", nargs="*", help="only these files")
    options = parser.parse_args()

    tool = clang_tidy()
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    config = sources.read(".clang-tidy") + TEST_CHECKS
    home = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    memory = pathlib.Path(os.environ.get("DAYLIGHT_TIDY_CACHE") or home / "daylight-tidy")
    memory.mkdir(parents=True, exist_ok=True)

    table = {path: flags for path, flags in flags_of_files().items()
             if path.endswith(".cc") and (not options.files or path in options.files)}
    keys = {path: key_of(path, flags, version, config) for path, flags in table.items()}
    todo = [path for path in table if options.all or options.fix or not (memory / keys[path]).exists()]
    print(f"{len(table)} files, {len(table) - len(todo)} known to be clean", flush=True)

    seen, bad = set(), 0
    # Fixes of two files may meet in one header, so they are made one by one.
    with concurrent.futures.ThreadPoolExecutor(1 if options.fix else os.cpu_count()) as pool:
        work = [pool.submit(lint, tool, path, table[path], options.fix) for path in todo]
        for count, future in enumerate(concurrent.futures.as_completed(work), 1):
            path, findings = future.result()
            print(f"[{count}/{len(todo)}] {path}", flush=True)
            if not findings:
                (memory / keys[path]).touch()
                continue
            bad += 1
            # A header's finding comes from every file that includes it; show it once.
            for finding in re.split(r"\n(?=\S+: (?:error|warning):)", findings.strip()):
                if finding.split("\n")[0] not in seen:
                    print("  " + CHATTER.sub("", finding).strip().replace("\n", "\n  "))
                seen.add(finding.split("\n")[0])
    print(f"clang-tidy: {len(table)} files, {bad} with findings")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
