#!/usr/bin/env python3
"""The worked example of every pass over careers gives what its row says, through the command line.

    examples.py PROGRAM

Examples of passes over graphs are run by tests/pass/every_pass_test.cpp. Numbers are compared to six digits. Prints what
differs and fails; a pass without an example fails too.
"""
import csv
import io
import json
import math
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def same(met, wanted):
    try:
        return math.isclose(float(met), float(wanted), rel_tol=1e-5, abs_tol=1e-9)
    except ValueError:
        return met == wanted


def run(program, words):
    return subprocess.run([program, *words], capture_output=True, text=True, timeout=60, check=True).stdout


def main():
    program, failed = sys.argv[1], []
    rows = json.loads(run(program, ["passes", "-f", "json", "-n", "0", "-q"]))["rows"]
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "careers.csv"
        for row in rows:
            if not row["example_careers"]:
                if not row["example_edges"]:
                    failed.append(f"{row['name']}: no example")
                continue
            wanted = list(csv.reader(io.StringIO(row["example_result"])))
            entities, _, relations = row["example_careers"].partition("\n\n")
            if relations:
                (pathlib.Path(folder) / "entities.csv").write_text(entities + "\n", encoding="utf-8")
                (pathlib.Path(folder) / "relations.csv").write_text(relations, encoding="utf-8")
                data = ["-g", folder]
            else:
                table.write_text(entities, encoding="utf-8")
                data = ["-g", str(table), "--mapping", str(ROOT / "scripts/mappings/placed-careers.toml")]
            words = [row["name"], *data,
                     *(row["example_options"] or "").split(), "--cols", ",".join(wanted[0]), "-f", "csv", "-n", "0", "-q"]
            met = list(csv.reader(io.StringIO(run(program, words))))
            if len(met) != len(wanted) or not all(len(a) == len(b) and all(map(same, a, b)) for a, b in zip(met, wanted)):
                failed.append(f"{row['name']}: met {met}, wanted {wanted}")
            if not row["trap"]:
                failed.append(f"{row['name']}: a figure without a trap")
    print(f"{len(rows)} passes, {len(failed)} failures")
    print("\n".join(failed))
    return 1 if failed else 0


sys.exit(main())
