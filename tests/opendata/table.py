#!/usr/bin/env python3
"""Prints a table as lines with "|" between the cells, read by nothing but Python's own library.

    table.py csv FILE
    table.py xlsx FILE

Of a workbook the first sheet, hidden rows and all; its strings stand in the cells or in the shared table.
"""
import csv
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of_csv(file):
    with open(file, encoding="utf-8", newline="") as text:
        yield from csv.reader(text, strict=True)


def column_of(reference):
    """ "C5" is in column 2."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def rows_of_workbook(file):
    with zipfile.ZipFile(file) as parts:
        shared = []
        if "xl/sharedStrings.xml" in parts.namelist():
            shared = ["".join(item.itertext()) for item in xml.fromstring(parts.read("xl/sharedStrings.xml"))]
        sheet = xml.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            text = "".join(cell.itertext())
            cells[column_of(cell.get("r"))] = shared[int(text)] if cell.get("t") == "s" else text
        yield [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]


def main():
    rows = list({"csv": rows_of_csv, "xlsx": rows_of_workbook}[sys.argv[1]](sys.argv[2]))
    width = max(map(len, rows))
    for row in rows:
        print("|".join(cell.replace("\n", " ") for cell in row + [""] * (width - len(row))))


if __name__ == "__main__":
    main()
