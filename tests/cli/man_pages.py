#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the man page of the program and of every verb, and has mandoc look for mistakes: none is allowed.

    man_pages.py PROGRAM

Exit code 77 if mandoc is not installed.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def main():
    program = sys.argv[1]
    if shutil.which("mandoc") is None:
        print("skipped: there is no mandoc on this machine")
        return SKIPPED
    completions = output_of(program, "__complete", "zsh", "").splitlines()[1:]
    verbs = [line.split("\t")[0] for line in completions]
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        for verb in [None] + verbs:
            page = Path(folder) / (f"renmai-{verb}.1" if verb else "renmai.1")
            page.write_text(output_of(program, "help", "--man", *([verb] if verb else [])), encoding="utf-8")
            lint = subprocess.run(["mandoc", "-Tlint", page.name], cwd=folder, capture_output=True, text=True, check=False)
            complaints += lint.stdout.splitlines() + lint.stderr.splitlines()
            shown = output_of("mandoc", "-Tutf8", str(page))
            plain = re.sub(".\b", "", shown)
            if "NAME" not in plain or "SYNOPSIS" not in plain:
                complaints.append(f"{page.name}: no NAME or SYNOPSIS is shown")
    print("\n".join(complaints + [f"{len(verbs) + 1} pages, {len(complaints)} complaints"]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
