#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every verb, every pass and every ranking on a data set with redacted entities and wants no trace of them.

    redaction.py PROGRAM

In tests/data/redacted every id, name, alias, role and note of a redacted entity, and of one said to be the same,
begins with z and a second letter from v to z; nothing else does.
"""
import csv
import io
import re
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "redacted"
TRACE = re.compile(r"\bz[v-z]\w+", re.IGNORECASE)
TEXT_FORMS = ("csv", "json", "table", "md")
PEOPLE = ("ann", "zzperson", "zztwin")


class Walk:
    """Runs commands and collects those that tell too much."""

    def __init__(self, program):
        self.program = program
        self.leaks = []
        self.count = 0

    def run(self, *words, input_of=DATA):
        command = [self.program, *words] + (["-g", str(input_of)] if input_of else [])
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        self.count += 1
        typed = set(TRACE.findall(" ".join(words)))
        if done.returncode not in (0, 1, 2, 3, 4):
            self.leaks.append(f"{' '.join(words)}: exit code {done.returncode}")
        for stream, text in (("stdout", done.stdout), ("stderr", done.stderr)):
            told = sorted(set(TRACE.findall(text)) - (typed if done.returncode in (1, 2) else set()))
            if told:
                self.leaks.append(f"{' '.join(words)}: {stream} tells {', '.join(told)}")
        return done

    def run_forms(self, *words, forms=TEXT_FORMS):
        for form in forms:
            self.run(*words, "-f", form)


def rows_of(walk, *words):
    done = walk.run(*words, "-f", "csv", input_of=None)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def walk_passes(walk):
    """Every pass as a verb, with whatever it needs said in a known and in a redacted way."""
    names = [row["name"] for row in rows_of(walk, "passes")]
    assert len(names) > 20, names
    for name in names:
        shapes = [[]]
        usage = subprocess.run([walk.program, "help", name], capture_output=True, text=True, check=False).stdout
        for pair in (("ann", "zzperson"), ("zzperson", "bolt")):
            shapes += [[pair[0]], list(pair)]
        ran = 0
        for shape in shapes:
            for extra in ([], ["--isolates"], ["--kinds", "all", "--identity", "none"], ["--edges", "moves"]):
                if any(word.startswith("--") and word not in usage for word in extra):
                    continue
                done = walk.run(name, *shape, *extra)
                ran += done.returncode == 0
                if done.returncode == 0 and not extra:
                    walk.run_forms(name, *shape)
        if name == "moves" or name == "flow":
            for by in ("unit", "organisation", "top", "country", "city", "kind"):
                ran += walk.run(name, "--by", by, "--study").returncode == 0
            walk.run(name, "--from", "zzland", "--to", "land")
            walk.run(name, "--from", "land", "--to", "zzfirm")
            walk.run(name, "--basis", "residence", "--by", "country")
        if ran == 0:
            walk.leaks.append(f"{name}: never ran")
        walk.run_forms("rank", "--by", name, "--kinds", "all")


def walk_verbs(walk):
    everything = ("--kinds", "all", "--status", "all", "--min-confidence", "0", "--collectives")
    for choice in ((), everything, ("--identity", "none")):
        walk.run_forms("info", *choice)
        walk.run_forms("check", *choice)
        walk.run_forms("claims", *choice)
        walk.run_forms("facts", *choice)
        walk.run_forms("facts", "--count-by", "from,to,place,from_place,role", *choice)
        walk.run_forms("entities", *choice)
        for name in PEOPLE:
            for verb in ("who", "timeline", "near", "lineage", "overlap", "claims"):
                walk.run_forms(verb, name, *choice)
            walk.run_forms("near", name, "--hops", "3", *choice)
            walk.run_forms("path", name, "bolt", "--count", "0", *choice)
            walk.run_forms("path", "bolt", name, "--concurrent", *choice)
            walk.run_forms("overlap", name, "ben", *choice)
        for place in ("acme", "bolt", "zzfirm", "zzunit"):
            walk.run_forms("at", place, "2012", *choice)
            walk.run_forms("who", place, *choice)
    walk.run("claims", "headcount")
    for wrong in ("zyper", "zyfarm", "z", "zytown zyland", "Zxfamily"):
        walk.run("who", wrong)
        walk.run("at", wrong, "2012")
        walk.run("flow", "--from", wrong)
    walk.run("help", input_of=None)


def walk_pictures(walk):
    for form in ("dot", "svg"):
        for words in (["graph"], ["graph", "ann", "--hops", "3"], ["graph", "zzperson", "--hops", "2"], ["flow"],
                      ["flow", "--by", "unit"], ["flow", "--from", "land", "--to", "zzland"], ["lineage", "ann"],
                      ["lineage", "zzperson"], ["path", "ann", "bolt", "--count", "0"], ["path", "ann", "zzperson"],
                      ["graph", "--edges", "moves"], ["graph", "--kinds", "all", "--isolates"]):
            walk.run("draw", *words, "-f", form)
    walk.run("draw", "map", "-f", "svg")
    walk.run("draw", "page", "-f", "html")
    for form in ("dot",):
        walk.run("export", "-f", form)
    done = walk.run("__complete", "bash", "renmai", "who", "-g", str(DATA), "z", input_of=None)
    assert done.returncode == 0, done.stderr


def main():
    walk = Walk(sys.argv[1])
    walk_passes(walk)
    walk_verbs(walk)
    walk_pictures(walk)
    for leak in walk.leaks:
        print(leak)
    print(f"{walk.count} commands, {len(walk.leaks)} tell too much")
    return 1 if walk.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
