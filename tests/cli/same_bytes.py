#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every verb and every pass prints the same bytes at 1, 2 and 3 threads, for any order of the input rows and from a
snapshot.

    same_bytes.py PROGRAM

The inputs are graphs/talent and a table of careers large enough for the parallel parts to have several blocks, each as
it is and with its rows shuffled. Standard output, standard error (the stamp with its content hash among it) and exit
code must agree; of a snapshot, which has no bad rows to tell of, standard output, stamp and exit code. Numbers of lines are what shuffling changes, so places in the input are blanked. Prints what differs
and fails.
"""
import csv
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TALENT = Path(__file__).resolve().parents[2] / "graphs" / "talent"
THREADS = ("1", "2", "3")
LINE = re.compile(r"(\.csv):\d+(:\d+)?")
TIME = re.compile(r"^.* ms$", re.MULTILINE)


def shuffle_rows(path, draw):
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    draw.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def write_careers(path, draw):
    """Two hundred employers in twelve countries, three thousand people; some dates are partial or absent."""
    countries = [draw.randrange(12) for _ in range(200)]
    rows = []
    for person in range(3000):
        year = draw.randrange(1990, 2015)
        for _ in range(draw.randrange(1, 6)):
            employer = int(200 * draw.random() ** 2)
            until = year + draw.randrange(1, 5)
            start = draw.choice([str(year), f"{year}-{draw.randrange(1, 13):02}", f"{year}~", ""])
            end = draw.choice([str(until), f"{until}-{draw.randrange(1, 13):02}", "", ".."])
            rows.append([f"p{person}", f"org{employer}", start, end, f"country{countries[employer]}"])
            year = until
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["person", "employer", "from", "until", "country"], *rows])


CAREERS = ["-g", "careers.csv", "--person", "person", "--org", "employer", "--start", "from", "--end", "until",
           "--place", "country", "--max-bad", "9999"]


class Inputs:
    """A folder with the data as it is, and others with the same rows in other orders."""

    def __init__(self, folder):
        self.folders = []
        for order in range(3):
            place = folder / str(order)
            shutil.copytree(TALENT, place / "talent")
            write_careers(place / "careers.csv", random.Random(1))
            if order > 0:
                draw = random.Random(order)
                for path in sorted(place.glob("**/*.csv")):
                    shuffle_rows(path, draw)
            self.folders.append(place)

    def add_snapshots(self, program):
        """A folder where snapshots stand in the place of the data."""
        place = self.folders[0].parent / "snapshots"
        place.mkdir()
        for words in (["-g", "talent", "-o", place / "talent"], [*CAREERS, "-o", place / "careers.csv"]):
            subprocess.run([program, "import", *words], cwd=self.folders[0], capture_output=True, check=True)
        return place


def run(program, words, folder, threads):
    command = [program, *words, "--threads", threads]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    texts = []
    for stream in (done.stdout, done.stderr):
        text = stream.decode("utf-8", "replace").replace(f" --threads {threads}", "")  # an error shows what was typed
        texts.append(LINE.sub(r"\1", TIME.sub("", text)))
    # Problems of rows are told in the order of the rows.
    return done.returncode, texts[0], "\n".join(sorted(texts[1].split("\n")))


def run_on_snapshot(program, words, folder):
    if words[-len(CAREERS):] == CAREERS:
        words = [*words[:-len(CAREERS)], "-g", "careers.csv"]
    code, out, err = run(program, words, folder, THREADS[1])
    return code, out, stamp(err)


def stamp(messages):
    return [line for line in messages.split("\n") if line.startswith("stamp:")]


def passes(program):
    done = subprocess.run([program, "passes", "-f", "csv"], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def talent_commands(rows):
    pan, yu, palomar = "Zizheng Pan", "Zhiding Yu", "Daniel Palomar"
    everything = ["--kinds", "all", "--status", "all", "--min-confidence", "0"]
    commands = []
    for extra in ([], everything, ["--identity", "none"]):
        commands += [["info", *extra], ["facts", *extra], ["entities", *extra], ["claims", *extra]]
        commands += [["near", pan, "--hops", "3", *extra], ["path", yu, palomar, "--count", "0", *extra],
                     ["overlap", pan, *extra], ["lineage", pan, *extra], ["timeline", pan, *extra],
                     ["at", "DeepSeek", "2024-05-15", *extra], ["who", "pan", *extra],
                     ["draw", "graph", "-f", "dot", *extra], ["draw", "flow", "-f", "dot", *extra],
                     ["export", "-f", "dot", *extra]]
        for row in rows:
            for shape in ([], [pan], [yu, palomar], ["DeepSeek", "NVIDIA"]):
                commands.append([row["name"], *shape, *extra])
            commands.append(["rank", "--by", row["name"], *extra])
    commands += [["draw", "map"], ["draw", "page"]]
    commands += [["check"], ["draw", "lineage", pan, "-f", "svg"], ["draw", "path", yu, palomar, "-f", "svg"]]
    for by in ("unit", "organisation", "top", "country", "city", "kind", "person"):
        for basis in ("employer", "site", "residence"):
            commands += [["flow", "--by", by, "--basis", basis, "--per", "year", "--study"],
                         ["moves", "--by", by, "--basis", basis]]
    return [[*words, "-g", "talent"] for words in commands]


def careers_commands(rows):
    commands = [["info"], ["facts", "-n", "0"], ["entities", "-n", "0"], ["at", "org3", "2001-05"], ["overlap", "p7"],
                ["path", "p1", "p2", "--count", "5"], ["near", "org3", "--hops", "2"], ["check"]]
    for row in rows:
        commands += [[row["name"]], ["rank", "--by", row["name"], "-n", "0"], [row["name"], "p1"], [row["name"], "p1", "p2"]]
    commands += [[verb, "--by", by] for verb in ("flow", "moves") for by in ("unit", "country", "place")]
    commands += [["flow", "--by", "unit", "--per", "year"]]
    return [[*words, *CAREERS] for words in commands]


def first_difference(a, b):
    for x, y in zip(a.split("\n"), b.split("\n")):
        if x != y:
            return f"    {x}\n    {y}"
    return f"    {len(a)} and {len(b)} bytes"


def main():
    program = str(Path(sys.argv[1]).resolve())
    rows = passes(program)
    assert len(rows) > 20, rows
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        inputs = Inputs(Path(scratch))
        folders = inputs.folders
        snapshots = inputs.add_snapshots(program)
        answered = {}
        commands = talent_commands(rows) + careers_commands(rows)
        for words in commands:
            first = run(program, words, folders[0], THREADS[0])
            verb = (words[0], words[words.index("-g") + 1])
            answered[verb] = answered.get(verb, False) or first[0] == 0
            code, out, err = run_on_snapshot(program, words, snapshots)
            if (code, out, err) != (first[0], first[1], stamp(first[2])):
                failures += 1
                print(f"renmai {' '.join(words)}: differs on a snapshot, exit codes {first[0]} and {code}")
                print(first_difference(first[1], out) if out != first[1] else f"    {stamp(first[2])}\n    {err}")
            for folder, threads in zip(folders[0:1] + folders[1:3], THREADS[1:] + THREADS[1:2]):
                again = run(program, words, folder, threads)
                if again == first:
                    continue
                failures += 1
                print(f"renmai {' '.join(words)}: differs in order {folder.name} with {threads} threads")
                if again[0] != first[0]:
                    print(f"    exit codes {first[0]} and {again[0]}")
                for before, after in zip(first[1:], again[1:]):
                    if before != after:
                        print(first_difference(before, after))
                break
    silent = [f"{verb} on {data}" for (verb, data), done in answered.items() if not done]
    if silent:
        print("never answered:", ", ".join(silent))
    print(f"{len(commands)} commands, {failures} differ")
    return 1 if failures or silent else 0


if __name__ == "__main__":
    sys.exit(main())
