#!/usr/bin/env python3
"""The rows that `flow --why` lists for a cell add up to the cell, for every cell, under every policy.

    why_adds_up.py PROGRAM

Of the talent graph and of 146,036 scholarships. Prints what differs and fails.
"""
import collections
import csv
import io
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CAPES = ROOT / "graphs/capes/capes.csv.gz"


def rows(program, words):
    done = subprocess.run([program, *words, "-f", "csv", "-n", "0", "-q"], capture_output=True, text=True, timeout=600, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def differences(program, words):
    """Cells that the evidence does not add up to, and how many were looked at."""
    flow = {tuple(row[key] for key in ("year", "from_id", "to_id")): int(row["moves"]) for row in rows(program, ["flow", "--per", "year", *words])}
    sums, people = collections.Counter(), collections.defaultdict(set)
    for row in rows(program, ["flow", "--per", "year", "--why", *words]):
        key = tuple(row[key] for key in ("year", "from_id", "to_id"))
        sums[key] += int(row["moves"])
        people[key].add(row["person"])
        if not row["relation"]:
            return [f"{key}: a row without a relation"], 0
    wrong = [f"{key}: the cell says {moves}, the rows {sums[key]}" for key, moves in flow.items() if sums[key] != moves]
    wrong += [f"{key}: rows of a cell that is not there" for key, moves in sums.items() if moves and key not in flow]
    return wrong, len(flow)


def main():
    program = sys.argv[1]
    cases = [["-g", str(ROOT / "graphs/talent"), "--policy", policy, "--by", by]
             for policy in ("tenure", "mode-year", "first-last", "primary") for by in ("country", "organisation")]
    mapping = str(ROOT / "scripts/mappings/capes.toml")
    cases += [["-g", str(CAPES), "--mapping", mapping, "--by", by] for by in ("country", "organisation")]
    failed = False
    for words in cases:
        wrong, cells = differences(program, words)
        print(f"{cells:7} cells, {len(wrong)} wrong: {' '.join(words)}")
        for line in wrong[:10]:
            print("   ", line)
        failed = failed or bool(wrong) or cells == 0
    return 1 if failed else 0


sys.exit(main())
