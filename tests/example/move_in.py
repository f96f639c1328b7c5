#!/usr/bin/env python3
"""Puts the example domain on a copy of the tree, builds it and runs what covers a domain.

tests/example/files holds the domain's own files, tests/example/house.patch its lines in files that are there already.
The patch must stay small, and docs/adding-a-domain.md must name exactly its files. The copy stays in build/example, so
that a second run builds what has changed.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "tests/example"
TREE = ROOT / "build/example/tree"
MOST_FILES, MOST_LINES = 12, 60
# Written by tools from what stands elsewhere, so nobody writes lines in them.
DERIVED = {"data/problems.toml", "docs/rights.md", "console/src/api/schema.ts",
           "console/src/api/fields.ts", "console/src/api/operations.ts"}


def run(*command, **more):
    print("+", *command, flush=True)
    subprocess.run(command, check=True, **more)


def house_files():
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for path in listing.split("\0")
            if path and not path.startswith("tests/example/") and (ROOT / path).is_file()]


def check_patch(patch):
    """The files of the patch, when it is small enough and the document names them all."""
    files = re.findall(r"^\+\+\+ b/(\S+)", patch, re.M)
    lines = len(re.findall(r"^\+(?!\+\+ )", patch, re.M))
    document = (ROOT / "docs/adding-a-domain.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- files of the house -->\n(.*?)\n\n", document, re.S)
    named = re.findall(r"^\| `([^`]+)`", table[1], re.M) if table else []
    print(f"The patch: {len(files)} files, {lines} lines (at most {MOST_FILES} and {MOST_LINES})")
    problems = []
    if len(files) > MOST_FILES or lines > MOST_LINES:
        problems.append("the patch is too large: a domain costs too much ceremony")
    if sorted(files) != sorted(named):
        problems.append(f"docs/adding-a-domain.md names {sorted(set(named) ^ set(files))} otherwise than the patch")
    for problem in problems:
        print(f"tests/example/house.patch: {problem}")
    if problems:
        sys.exit(1)
    return files


def write_if_other(path, content, mode):
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def lay_out(patched):
    """The tree with the domain in it; files that are as they were keep their times."""
    wanted = {path: ROOT / path for path in house_files()}
    own = EXAMPLE / "files"
    wanted |= {str(path.relative_to(own)): path for path in own.rglob("*") if path.is_file()}
    with tempfile.TemporaryDirectory() as scratch:
        for path in patched:
            copy = pathlib.Path(scratch, path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, copy)
        run("git", "apply", str(EXAMPLE / "house.patch"), cwd=scratch)
        for path, source in wanted.items():
            source = pathlib.Path(scratch, path) if path in patched else source
            if path in DERIVED and (TREE / path).is_file():
                continue
            write_if_other(TREE / path, source.read_bytes(), source.stat().st_mode)
    for path in (TREE.rglob("*") if TREE.is_dir() else ()):
        name = str(path.relative_to(TREE))
        kept = name.startswith(("build/", ".git/")) or "node_modules" in name or name in wanted
        if path.is_file() and not kept:
            path.unlink()
    for modules in ("node_modules", "console/node_modules"):
        link = TREE / modules
        if not link.is_symlink():
            link.symlink_to(ROOT / modules)
    if not (TREE / ".git").is_dir():  # the checks ask git what belongs to the tree
        run("git", "init", "-q", cwd=TREE)


def build(*targets):
    run("cmake", "--build", "--preset", "dev", "--target", *targets, cwd=TREE)


def main():
    patched = check_patch((EXAMPLE / "house.patch").read_text(encoding="utf-8"))
    lay_out(patched)
    run(sys.executable, "tools/check_messages.py", "--write", cwd=TREE)
    for check in ("levels", "messages", "sql"):
        run(sys.executable, f"tools/check_{check}.py", cwd=TREE)
    run("cmake", "--preset", "dev", "-DDAYLIGHT_BENCH=OFF", cwd=TREE, stdout=subprocess.DEVNULL)
    build("lamps_tests", "api_tests", "api_description")
    # What covers every domain without being told of it: access, scope, words of the journal, limits, sealed tables.
    built = TREE / "build/dev"
    run(built / "lamps_tests", "--gtest_brief=1", cwd=TREE)
    run(built / "api_tests", "--gtest_brief=1", "--gtest_filter=Access.*:Domains.*:Subjects.*:Limits*:Lamp*", cwd=TREE)
    run("node", "tools/types.mjs", "../build/dev/api_description", cwd=TREE / "console")
    build("daylight")
    types = subprocess.Popen(["node", "node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit"],
                             cwd=TREE / "console")  # while the browser waits for its pages
    try:
        run("node", "--test", "--test-reporter=spec", "tests/browser/lamps.test.mjs", cwd=TREE,
            env={**os.environ, "DAYLIGHT_PROGRAM": str(built / "daylight")})
    finally:
        if types.wait() != 0:
            sys.exit("the console with the domain in it has the wrong types")


if __name__ == "__main__":
    main()
