#!/usr/bin/env python3
"""Every pass over an edge list prints the same bytes, whether the list becomes a graph at once or through records.

    edge_lists.py PROGRAM

`--roll-up unit` changes nothing but the way: it is a question to records. Prints what differs and fails.
"""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

FIXED = {
    "triangle.el": "0 1\n1 2\n2 0\n",
    "turned.el": "# repeats, both directions, a loop\n1 2\n10 2\n2 1\n1 2\n9 9\n10 9\n",
    "names.el": "a b\nb c\nc a\nc d\nd e\ne c\n",
    "weights.el": "1 2 0.5\n2 3 2\n1 2 1.5\n3 1\n3 4 1\n4 1 3\n",
    "bad.el": "1 2\n2\n2 3 x\n3 1\n",
    "loops.el": "5 5\n",
    "commas.edges": "1,2\r\n2,3\r\n3,4",
}


def run(program, words):
    done = subprocess.run([program, *words], capture_output=True, text=True, timeout=120)
    untimed = [line for line in done.stderr.split("\n") if not line.endswith(" ms")]
    return done.returncode, done.stdout, "\n".join(untimed)


def generated(seed):
    draw = random.Random(seed)
    size = draw.choice([5, 20, 60])
    weighted = draw.random() < 0.4
    rows = []
    for _ in range(draw.choice([10, 60, 200])):
        row = f"{draw.randrange(size)} {draw.randrange(size)}"
        rows.append(row + (f" {draw.choice([1, 2, 0.25])}" if weighted and draw.random() < 0.7 else ""))
    return "\n".join(rows) + "\n"


def passes(program):
    """The verbs of all passes over graphs."""
    _, text, _ = run(program, ["passes", "-f", "csv"])
    for row in csv.DictReader(io.StringIO(text)):
        if row.get("family") not in ("flow", "moves"):
            yield row["name"]


def main():
    program = sys.argv[1]
    files = dict(FIXED) | {f"random{seed}.el": generated(seed) for seed in range(6)}
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder) / name
            path.write_bytes(text.encode())
            ends = text.replace(",", " ").split("\n")[-2 if text.endswith("\n") else -1].split()[:2]
            cases = []
            for verb in passes(program):
                cases += [[verb], [verb, *ends], [verb, ends[0]]]
            cases += [["rank", "--by", "pagerank", "-n", "3"], ["rank", "--by", "degree", "--directed"],
                      ["components", "--max-bad", "5", "-v"], ["cores", "--kinds", "all", "-f", "json"],
                      ["distances", "nobody"]]
            for words in cases:
                words = [*words, "-g", str(path)]
                straight = run(program, words)
                through = run(program, [*words, "--roll-up", "unit"])
                if "--roll-up unit" in through[2]:
                    continue  # an error that shows the line as typed
                if straight != through:
                    failures += 1
                    print("renmai", *words)
                    for a, b in zip(straight, through):
                        if a != b:
                            print("straight:", str(a)[:1500])
                            print("through records:", str(b)[:1500])
    print(f"{failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
