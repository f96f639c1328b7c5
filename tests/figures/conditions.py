#!/usr/bin/env python3
"""Runs the shared cases of conditions on the evaluator that a bundle of figures carries."""

import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
sys.dont_write_bytecode = True
sys.path.insert(0, str(root / "data" / "figures"))
import recompute  # noqa: E402

cases = json.loads((root / "tests" / "fixtures" / "conditions.json").read_text(encoding="utf-8"))
wrong = []
for case in cases["cases"]:
    held = [name for name, record in cases["records"].items() if recompute.holds(case["condition"], record.get)]
    if held != case["holds"]:
        wrong.append(f"{recompute.canonical(case['condition'])}: holds for {held}, not for {case['holds']}")
print("\n".join(wrong) or f"{len(cases['cases'])} conditions hold for what they should")
sys.exit(1 if wrong or len(cases["cases"]) < 20 else 0)
