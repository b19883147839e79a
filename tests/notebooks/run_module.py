# SPDX-License-Identifier: Apache-2.0
"""`pip install .` in a fresh environment, then the notebooks of scripts/notebooks and the Python of README.md with it.

    run_module.py --build build [--update]

The notebooks run in a real kernel, and what they print must be what they hold; `--update` writes what they print, pictures
included. Wants the environment that `make deps-python` makes, whose other modules the kernel uses.
"""
import argparse
import difflib
import doctest
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = ("talent", "scholarships", "at_scale")
CELL_SECONDS = 300


def install(build):
    """Installs the project as a stranger would. Returns the folder that holds the module."""
    folder = build / "installed"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    # The compiler by the name that the build calls it, so that a cache knows what it has compiled.
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ROOT], check=True,
                   env={**os.environ, "CXX": "c++"})
    told = subprocess.run([python, "-c", "import renmai; print(renmai.__file__); print(renmai.load('graphs/talent'))"],
                          check=True, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()
    package = pathlib.Path(told[0]).parent
    assert folder in package.parents, told
    assert told[1] == "<renmai.Graph talent: 175 entities, 249 relations>", told
    for name in ("py.typed", "__init__.pyi"):
        assert (package / name).exists(), f"the wheel lacks {name}"
    return package.parent


def execute(notebook, folder):
    """Runs all cells with an empty home, so that no settings of the user's play a part."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=where).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day
        if "outputs" in cell:  # progress that was shown and taken away
            cell.outputs = [output for output in cell.outputs
                            if not (output.output_type == "display_data" and not output.data.get("image/png"))]
    notebook.metadata["language_info"] = {"name": "python"}


def texts(notebook):
    """The lines of every text output, each after the id of its cell."""
    lines = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown = {"text/plain": output["text"]} if output.output_type == "stream" else output.get("data", {})
            for form in sorted(shown):
                if form == "text/plain" or form == "image/svg+xml":
                    lines += [f"{cell.id} {form}: {line}" for line in "".join(shown[form]).splitlines()]
    return lines


def check_notebook(name, update):
    path = ROOT / "scripts" / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    before = texts(notebook)
    execute(notebook, path.parent)
    if update:
        nbformat.write(notebook, path)
        return True
    after = texts(notebook)
    for line in difflib.unified_diff(before, after, f"{name}.ipynb", "what it printed", lineterm=""):
        print(line)
    return before == after


def check_readme():
    """The `>>> ` lines of the README, run in the root of the project."""
    os.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 0, "README.md has no line of Python"
    return failed == 0


def main():
    parser = argparse.ArgumentParser(description="Installs the module and runs the notebooks with it.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--update", action="store_true", help="write what the notebooks print into them")
    parser.add_argument("--module", type=pathlib.Path, help="a folder with the module, instead of installing it")
    options = parser.parse_args()
    folder = options.module or install(options.build.resolve())
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
                     "MPLCONFIGDIR"):
            os.environ[name] = scratch
        os.environ["PYTHONPATH"] = str(folder.resolve())
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a warning of the kernel's debugger, which is not used
        sys.path.insert(0, str(folder.resolve()))
        good = [check_notebook(name, options.update) for name in NOTEBOOKS] + [check_readme()]
    print(f"{sum(good)} of {len(good)} fit")
    return 0 if all(good) else 1


sys.exit(main())
