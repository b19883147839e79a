#!/usr/bin/env python3
"""Gephi's own importers read what `renmai export` writes: run.py PROGRAM FOLDER

Their jars come by Maven into its own store; the list of them is kept in FOLDER. Without Maven or Java the test is left
out (exit 77).
"""
import csv
import io
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TALENT = HERE.parents[1] / "graphs/talent"
program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])


def renmai(*words):
    return subprocess.run([program, *words, "-q"], check=True, capture_output=True, text=True).stdout


def classpath():
    """Asked of Maven once for each version of pom.xml."""
    kept, pom = folder / "classpath", folder / "pom.xml"
    if not kept.exists() or not pom.exists() or pom.read_bytes() != (HERE / "pom.xml").read_bytes():
        shutil.copy(HERE / "pom.xml", pom)
        subprocess.run(["mvn", "-q", "-B", "-f", pom, "dependency:build-classpath",
                        f"-Dmdep.outputFile={kept.resolve()}"], check=True)
    return kept.read_text().strip()


def main():
    if not shutil.which("mvn") or not shutil.which("java"):
        print("no Maven or no Java")
        sys.exit(77)
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"talent.{ending}" for ending in ("gexf", "graphml", "net")]
    for file in files:
        renmai("export", "-g", TALENT, "-o", file)
    done = subprocess.run(["java", "-cp", classpath(), HERE / "GephiReads.java", *files], check=True,
                          capture_output=True, text=True)
    info = dict(csv.reader(io.StringIO(renmai("info", "-g", TALENT, "-f", "csv"))))
    relations = list(csv.DictReader(io.StringIO(renmai("facts", "-g", TALENT, "--kinds", "all", "--status", "all",
                                                       "--min-confidence", "0", "-f", "csv", "-n", "0"))))
    spells = files[0].read_text(encoding="utf-8").count("<spell ")
    assert 0 < spells <= len(relations)
    for line in done.stdout.splitlines():
        name, nodes, edges, labels, intervals, kinds = line.split("\t")
        print(line)
        assert (nodes, edges, labels) == (info["entities"], info["relations"], info["entities"]), name
        if name == "talent.gexf":  # alone of the three it has times and kinds of edge that Gephi knows
            assert int(intervals) == spells and int(kinds) > 30, name
    assert len(done.stdout.splitlines()) == len(files)


main()
