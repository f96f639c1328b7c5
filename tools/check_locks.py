#!/usr/bin/env python3
"""Holds locks against what is said to stand under them (base/guarded.h), by clang's -Wthread-safety.

Compiled for their meaning alone are the sources that have a lock, or whose header has one. The modules name no mutex
of the standard library, so that none is passed over; and the check first takes a lock out of a source of the tree and
expects to be told.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import sources

COMPILER = "clang++-19"
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wno-everything", "-Wthread-safety", "-Werror=thread-safety",
         "-include", "src/pch.h", "-Isrc", "-I.", "-isystem", "/usr/include/postgresql",
         "-DBOOST_ASIO_SEPARATE_COMPILATION", "-DBOOST_BEAST_SEPARATE_COMPILATION", "-DSPDLOG_COMPILED_LIB",
         "-DSPDLOG_FMT_EXTERNAL", "-DTOML_HEADER_ONLY=0",
         *subprocess.run(["pkg-config", "--cflags", "pangocairo"], capture_output=True, text=True).stdout.split()]
GUARDED = '#include "base/guarded.h"'
RAW = re.compile(r"^\s*(?:mutable |static |const )*std::(?:\w+_)*mutex\b|"
                 r"std::(?:lock_guard|scoped_lock|shared_lock|condition_variable)\b", re.MULTILINE)
SAMPLE = "src/web/rate_limit.cc"  # a lock in it is taken away to see that it is missed


def raw_locks(path, text):
    """Locks that clang knows nothing of."""
    return [f"{path}:{text.count(chr(10), 0, found.start()) + 1}: a lock of base/guarded.h says what stands under it"
            for found in RAW.finditer(text)]


def with_locks(paths, read):
    """The sources that have a lock, or whose own header has one."""
    guarded = {str(path) for path in paths if GUARDED in read(path)}
    return sorted({path for path in paths if str(path).endswith(".cc") and
                   (str(path) in guarded or str(path)[:-3] + ".h" in guarded)})


def compile_errors(path):
    done = subprocess.run([COMPILER, *FLAGS, str(path)], cwd=sources.ROOT, capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if ": error: " in line or "fatal error" in line]


def sample_without_lock():
    text, taken = re.subn(r"^\s*Lock lock\(mutex_\);\n", "", sources.read(SAMPLE), count=1, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        changed = pathlib.Path(folder) / "sample.cc"
        changed.write_text(text, encoding="utf-8")
        return taken, compile_errors(changed)


def test_itself():
    files = {"a.h": GUARDED, "a.cc": "", "b.cc": GUARDED, "c.cc": "", "d.h": ""}
    sources.self_test("check_locks", [
        ("a mutex of the library", raw_locks("a", "\n  mutable std::mutex mutex_ = {};\n"), 1),
        ("a lock of the library", raw_locks("a", "std::lock_guard lock(mutex);"), 1),
        ("another's template", raw_locks("a", "class Sink : base_sink<std::mutex> {"), 0),
        ("sources", with_locks(list(files), files.get), 2),
    ])
    taken, told = sample_without_lock()
    if taken != 1 or not any("requires holding mutex" in line for line in told):
        sys.exit(f"check_locks: a lock was taken out of {SAMPLE} and nothing was told of it: {told}")


def main():
    if shutil.which(COMPILER) is None:
        sys.exit(f"check_locks: {COMPILER} is missing (./dev setup)")
    test_itself()
    paths = [path for path in sources.tracked(".h", ".cc") if str(path).startswith("src/")]
    problems = [problem for path in paths if not str(path).endswith(("_test.cc", "guarded.h"))
                for problem in raw_locks(path, sources.read(path))]
    units = with_locks(paths, sources.read)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for told in pool.map(compile_errors, units):
            problems += told
    sources.finish("Locks", problems, len(units))


if __name__ == "__main__":
    sys.exit(main())
