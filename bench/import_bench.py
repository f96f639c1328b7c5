#!/usr/bin/env python3
"""Measures `daylight import documents --publish` over a folder of Markdown statutes.

Each round makes a new installation, so rows, files, journal and the flush to the disk are all in the
time; so is the start of the program. Without --folder a folder of made-up statutes is written: as
many files, as long and as deep in headings as real ones of the provinces.

  bench/import_bench.py [--program FILE] [--folder DIR] [--files 892] [--rounds 5] [--json FILE]
"""

import argparse
import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

CODE, NAME = "000014349", "示例市人民政府"
NUMERALS = "一二三四五六七八九十"


def words(random_words):
    """Draws words by Zipf's law from a vocabulary without meaning."""
    character = lambda: chr(0x4E00 + 7 * random_words.randrange(1800))
    vocabulary = ["".join(character() for _ in range(random_words.choice((1, 2, 2, 3)))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    pool = random_words.choices(vocabulary, weights, k=200_000)
    while True:
        at = random_words.randrange(len(pool) - 60)
        yield from pool[at:at + 60]


def numeral(number):
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else ("" if tens == 1 else NUMERALS[tens - 1]) + "十"
    return front + (NUMERALS[ones - 1] if ones else "")


def statute(number, source, chance):
    """About 19 KB: five chapters of articles of one to four sentences."""
    take = lambda count: "".join(next(source) for _ in range(count))
    year, month = chance.randrange(2000, 2026), chance.randrange(1, 13)
    title = f"示例市{take(3)}条例"
    passed = f"示例市人民代表大会常务委员会第{numeral(number % 90 + 1)}次会议通过"
    lines = [f"# {title}", f"{year}年{month}月{chance.randrange(1, 28)}日 {passed}"]
    article = 0
    for chapter in range(1, 6):
        lines.append(f"## 第{numeral(chapter)}章　{take(2)}")
        for _ in range(chance.randrange(8, 17)):
            article += 1
            lines.append(f"第{numeral(min(article, 99))}条 " + "".join(
                "，".join(take(chance.randrange(3, 8)) for _ in range(chance.randrange(2, 5))) + "。"
                for _ in range(chance.randrange(1, 5))))
    return f"{title}({year}-{month:02}-01)-{number}.md", "\n\n".join(lines) + "\n"


def write_folder(folder, count):
    chance = random.Random(1)
    source = words(chance)
    for number in range(count):
        name, text = statute(number, source, chance)
        (folder / name).write_text(text, encoding="utf-8")


def run(program, *arguments, check=True):
    return subprocess.run([program, *map(str, arguments)], check=check, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True).stdout


def round_of(program, folder):
    """(documents a second, documents a second of processor time) of one import; a file without words counts as none."""
    with tempfile.TemporaryDirectory(prefix="daylight-import-") as data:
        run(program, "init", "--data", data, "--agency", CODE, "--name", NAME)
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        lines = run(program, "import", "documents", "--data", data, "--agency", CODE, "--publish", "--as", "张三",
                    folder, check=False).splitlines()
        seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    entered = sum('"document":' in line for line in lines)  # published, or held for an answer to what was found
    if entered < len(lines) * 0.95 or not lines:
        sys.exit("too many files were refused:\n" + "\n".join(line for line in lines if '"error"' in line)[:2000])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return entered / seconds, entered / cpu


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("DAYLIGHT_PROGRAM"))
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=892)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not options.program:
        sys.exit("no program; say --program FILE")

    with tempfile.TemporaryDirectory(prefix="daylight-statutes-") as made:
        folder = options.folder or pathlib.Path(made)
        if not options.folder:
            write_folder(folder, options.files)
        files = [path for path in folder.rglob("*") if path.is_file()]
        megabytes = sum(path.stat().st_size for path in files) / 1e6
        print(f"{len(files)} files, {megabytes:.1f} MB", flush=True)
        rounds = []
        for number in range(options.rounds):
            rounds.append(round_of(options.program, folder))
            wall, cpu = rounds[-1]
            print(f"round {number + 1}: {wall:.0f} documents/s, {cpu:.0f} a second of processor time", flush=True)
    found = {"documents_per_second": statistics.median(rate for rate, _ in rounds),
             "documents_per_cpu_second": statistics.median(rate for _, rate in rounds), "megabytes": megabytes}
    print("median " + ", ".join(f"{name} {value:.1f}" for name, value in found.items()))
    if options.json:
        options.json.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
