#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Types lines with a TAB into a real shell and checks the words that the shell then makes of them.

    completion_shells.py PROGRAM SHELL

The shell runs on a pseudo terminal. `renmai` is a function there that prints its arguments, so what is checked is the
completed line after the shell's own reading of quotes. Exit code 77 if the shell is not installed.
"""
import os
import pty
import re
import select
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77
PATIENCE_SECONDS = 60

FUNCTION = {
    "bash": """renmai() { if [ "$1" = __complete ]; then command renmai "$@"; else printf 'ARGS:'; printf '<%s>' "$@"; echo :END; fi; }""",
    "fish": """function renmai; if test "$argv[1]" = __complete; command renmai $argv; else; printf 'ARGS:'; printf '<%s>' $argv; echo :END; end; end""",
}
FUNCTION["zsh"] = FUNCTION["bash"]
SETUP = {
    "bash": "source <(command renmai completion bash)",
    "zsh": "autoload -Uz compinit; compinit -u -D; source <(command renmai completion zsh)",
    "fish": "command renmai completion fish | source",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}

# What is typed before the TAB, and the arguments after it.
CASES = [
    ("renmai ran", ["rank"]),
    ("renmai rank --normal", ["rank", "--normalized"]),
    ("renmai rank --by pager", ["rank", "--by", "pagerank"]),
    ("renmai rank --by=pager", ["rank", "--by=pagerank"]),
    ("renmai rank --by pagerank --damp", ["rank", "--by", "pagerank", "--damping"]),
    ("renmai completion fi", ["completion", "fish"]),
    ("renmai who Ziz", ["who", "Zizheng Pan"]),
    ("renmai who 'Ziz", ["who", "Zizheng Pan"]),
    ('renmai who "Ziz', ["who", "Zizheng Pan"]),
    ("renmai who Zizheng\\ P", ["who", "Zizheng Pan"]),
    ("renmai who 潘子", ["who", "潘子正"]),
    ("renmai path 潘子正 Liang\\ Wenf", ["path", "潘子正", "Liang Wenfeng"]),
    ("renmai info --kinds study,mentorsh", ["info", "--kinds", "study,mentorship"]),
    ("renmai info --regions silicon-valley+", ["info", "--regions", "silicon-valley+sf"]),
    ("renmai rank --of pers", ["rank", "--of", "person"]),
    ("renmai info -g tests/data/hosti", ["info", "-g", "tests/data/hostile"]),
    ("renmai who -g tests/data/hostile O\\'Br", ["who", "-g", "tests/data/hostile", "O'Brien & $HOME"]),
    ("renmai who -g tests/data/hostile A\\;", ["who", "-g", "tests/data/hostile", "A;B `date` \"x\""]),
]


class Shell:
    """A shell on a pseudo terminal."""

    def __init__(self, name, program_folder, home):
        self.seen = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            environment = {
                "PATH": f"{program_folder}:{os.environ.get('PATH', '/usr/bin:/bin')}",
                "HOME": home,
                "LC_ALL": "C.UTF-8",
                "TERM": "xterm",
                "COLUMNS": "300",
                "LINES": "50",
                "RENMAI_GRAPH": "graphs/talent",
            }
            os.chdir(ROOT)
            os.execvpe(START[name][0], START[name], environment)
        for line in (FUNCTION[name], SETUP[name]):
            self.type(line + "\r")
        self.type("echo REA''DY\r")
        self.wait_for(rb"READY\r?\n")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, pattern, patience=PATIENCE_SECONDS):
        """What the shell printed up to the pattern; the rest stays for the next call."""
        end = time.monotonic() + patience
        while True:
            found = re.search(pattern, self.seen)
            if found:
                self.seen = self.seen[found.end() :]
                return found
            if time.monotonic() > end:
                raise TimeoutError(self.seen.decode("utf-8", "replace"))
            if select.select([self.terminal], [], [], 0.2)[0]:
                self.seen += os.read(self.terminal, 65536)

    def settle(self):
        """Waits until the shell has been silent for a moment."""
        while select.select([self.terminal], [], [], 0.5)[0]:
            self.seen += os.read(self.terminal, 65536)

    def complete(self, typed):
        self.type(typed)
        self.settle()
        self.type("\t")
        self.settle()
        self.seen = b""
        self.type("\r")
        found = self.wait_for(rb"ARGS:((?:<[^>]*>)*):END")
        return [part.decode() for part in re.findall(rb"<([^>]*)>", found.group(1))]

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def main():
    program, name = Path(sys.argv[1]).resolve(), sys.argv[2]
    if shutil.which(name) is None:
        print(f"skipped: there is no {name} on this machine")
        return SKIPPED
    failures = 0
    with tempfile.TemporaryDirectory() as home:
        shell = Shell(name, program.parent, home)
        for typed, expected in CASES:
            met = [word.rstrip("/") for word in shell.complete(typed)]  # zsh takes the slash of a folder away again
            if met != expected:
                failures += 1
                print(f"{name}: {typed}<TAB>\n  wanted {expected}\n  got    {met}")
        shell.close()
    print(f"{name}: {len(CASES) - failures} of {len(CASES)} lines completed as wanted")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
