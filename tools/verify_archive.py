#!/usr/bin/env python3
"""Checks the file of a request as the office downloads it (归档材料, a ZIP). Needs nothing but Python 3.6 or later.

    python3 verify_archive.py 归档材料.zip

It says ✓ and ends with 0 when all of it holds, ✗ with what does not and 1 otherwise, 2 when the file cannot be read.

What it checks: each file has the SHA-256 that fingerprints.txt and manifest.json have for it, none is missing and none
is there beside them; each fact of timeline.json has the digest of its words, and they stand in their order. The digest
of the whole ZIP, which is said at the end, is that which the journal of the site has for its download.
"""
import hashlib
import json
import sys
import zipfile

FORMAT = "daylight-archive-1"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def listed(text):
    """The lines of sha256sum, by name."""
    lines = (line.split("  ", 1) for line in text.splitlines() if line)
    return {name: digest for digest, name in lines}


def problems_of_files(files, fingerprints, manifest):
    found = []
    known = {"fingerprints.txt": fingerprints, "manifest.json": manifest["files"]}
    for where, digests in known.items():
        beside = {"fingerprints.txt"} if where == "fingerprints.txt" else {"fingerprints.txt", "manifest.json"}
        for name in sorted(set(files) - set(digests) - beside):
            found.append("%s 没有列出 %s" % (where, name))
        for name, digest in digests.items():
            if name not in files:
                found.append("缺少 %s" % name)
            elif sha256(files[name]) != digest:
                found.append("%s 与 %s 所记的摘要不符" % (name, where))
    for entry in manifest["papers"] + manifest["materials"]:
        if entry["file"] not in files:
            found.append("缺少 %s" % entry["file"])
    return found


def problems_of_timeline(timeline):
    found = []
    before = 0
    for position, fact in enumerate(timeline["facts"], 1):
        name = "第 %d 项经过（%s）" % (position, fact["event"])
        if sha256(fact["canonical"].encode("utf-8")) != fact["sha256"]:
            found.append("%s：内容与摘要不符" % name)
        number = json.loads(fact["canonical"])["id"]
        if number <= before:
            found.append("%s：次序不对" % name)
        before = number
    return found


def check(files):
    """What is wrong, in sentences."""
    manifest = json.loads(files["manifest.json"].decode("utf-8"))
    timeline = json.loads(files["timeline.json"].decode("utf-8"))
    for part in (manifest, timeline):
        if part["format"] != FORMAT:
            return ["不是归档材料，或者是更新的格式：%s" % part["format"]]
    found = problems_of_files(files, listed(files["fingerprints.txt"].decode("utf-8")), manifest)
    return found + problems_of_timeline(timeline)


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    try:
        with open(sys.argv[1], "rb") as file:
            whole = sha256(file.read())
        with zipfile.ZipFile(sys.argv[1]) as archive:
            names = archive.namelist()
            files = {name: archive.read(name) for name in names}
    except (OSError, zipfile.BadZipFile) as problem:
        print("✗ 读不了：%s" % problem)
        return 2
    try:
        found = check(files)
        if len(names) != len(files):
            found.append("有的文件出现了两次")
    except (KeyError, TypeError, ValueError) as problem:
        found = ["材料不完整：%s" % problem]
    for problem in found:
        print("✗ " + problem)
    if found:
        return 1
    print("✓ %d 个文件与指纹都相符。整个文件的 SHA-256：%s" % (len(files), whole))
    return 0


if __name__ == "__main__":
    # Whatever the terminal is, nothing is lost.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
