#!/usr/bin/env python3
"""The pictures that the README shows are those that the program draws: pictures.py PROGRAM"""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
program = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([ROOT / "scripts/docs", program, folder, "--pictures"], check=True)
    stale = [path.name for path in sorted((ROOT / "scripts/pictures").glob("*.svg"))
             if path.read_bytes() != (pathlib.Path(folder) / path.name).read_bytes()]
if stale:
    sys.exit(f"not what the program draws (make docs renews them): {', '.join(stale)}")
print("scripts/pictures is what the program draws")
