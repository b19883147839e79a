#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A snapshot of the command line: NumPy reads each column by itself, and a kill at any moment leaves a whole one or none.

    snapshots.py PROGRAM [--kills N]

Debian's Python runs this, whose NumPy it wants. The writer is killed N times, at moments spread over all that it does:
while there is no snapshot yet, then while an older one is to be replaced. Afterwards there must be none (the first
time), or one that a deep check accepts, the older or the newer; and nothing may be left beside it once the next import is done.
"""
import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77


def write_careers(path, people, note):
    draw = random.Random(3)
    rows = ["person,org,start,end,note"]
    for person in range(people):
        year = draw.randrange(1980, 2010)
        for _ in range(draw.randrange(1, 5)):
            until = year + draw.randrange(1, 6)
            rows.append(f"p{person},o{draw.randrange(300)},{year},{until},{note}")
            year = until
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return [row.split(",") for row in rows[1:]]


def read_by_numpy(snapshot, rows):
    import numpy

    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    columns = {}
    for listed in manifest["columns"]:
        column = numpy.load(snapshot / f"{listed['name']}.npy", mmap_mode="r")
        assert column.dtype.str == listed["type"] and list(column.shape) == listed["shape"], listed
        columns[listed["name"]] = column
    assert {path.stem for path in snapshot.glob("*.npy")} == set(columns)
    offset, data = columns["text_offset"], columns["text_bytes"]

    def text(number):
        return bytes(data[offset[number]:offset[number + 1]]).decode("utf-8")

    names = [text(number) for number in columns["entity_id"]]
    dates = [text(number) for number in columns["date_text"]]
    found = sorted(
        (names[a].partition(":")[2], names[b].partition(":")[2], dates[start], dates[end])
        for a, b, start, end in zip(columns["relation_from"], columns["relation_to"], columns["relation_start"],
                                    columns["relation_end"]))
    assert found == sorted({tuple(row[:4]) for row in rows}), "NumPy reads other rows"
    print(f"NumPy reads {len(found)} rows from {len(columns)} columns")


def kill_at(program, source, target, delay):
    """Whether the import was still at work when it was killed."""
    with subprocess.Popen([program, "import", "-q", "-g", source, "-o", target], stderr=subprocess.DEVNULL) as work:
        try:
            work.wait(delay)
            return False
        except subprocess.TimeoutExpired:
            work.send_signal(signal.SIGKILL)
            return True


def check(program, snapshot):
    """The content hash of a snapshot that a deep check accepts."""
    done = subprocess.run([program, "check", "--deep", "-g", snapshot], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))["content_hash"]


def kill_often(program, folder, kills):
    sources = [folder / "old.csv", folder / "new.csv"]
    for source, note in zip(sources, ("old", "new")):
        write_careers(source, 12000, note)
    hashes, took = [], []
    for source in sources:
        begin = time.monotonic()
        subprocess.run([program, "import", "-q", "-g", source, "-o", folder / "c.renmai"], check=True)
        took.append(time.monotonic() - begin)
        hashes.append(check(program, folder / "c.renmai"))
    draw = random.Random(8)
    killed = left = replaced = 0
    for turn in range(kills):
        target = folder / "target.renmai"
        has_old = turn >= kills // 2
        if target.exists():
            shutil.rmtree(target)
        if has_old:
            shutil.copytree(folder / "c.renmai", target)
        source = sources[0] if has_old else sources[1]
        killed += kill_at(program, source, target, draw.uniform(0, 1.15 * min(took)))
        if not target.exists():
            assert not has_old, "the older snapshot is gone"
            continue
        left += 1
        met = check(program, target)
        replaced += has_old and met == hashes[0]
        assert met in hashes, met
    subprocess.run([program, "import", "-q", "-g", sources[1], "-o", folder / "target.renmai"], check=True)
    stray = [path.name for path in folder.iterdir() if path.name.startswith("target.renmai.")]
    assert not stray, stray
    print(f"{kills} imports, {killed} killed: {left} times a whole snapshot, {replaced} of them new in place of an old one")
    assert killed > kills // 2, "most imports were done before they could be killed"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    words = parser.parse_args()
    try:
        import numpy  # noqa: F401
    except ImportError:
        print("no NumPy here")
        return SKIPPED
    program = words.program.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = write_careers(folder / "careers.csv", 2000, "x")
        subprocess.run([program, "import", "-q", "-g", folder / "careers.csv", "-o", folder / "n.renmai"], check=True)
        read_by_numpy(folder / "n.renmai", rows)
        kill_often(program, folder, words.kills)
    return 0


if __name__ == "__main__":
    sys.exit(main())
