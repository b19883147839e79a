# SPDX-License-Identifier: Apache-2.0
"""Long calls: other threads go on, Ctrl-C stops them, progress is shown; and what an import needs."""
import ast
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import numpy
import polars
import pytest

import renmai


def heavy():
    random = numpy.random.default_rng(2)
    return renmai.from_arrow(relations=polars.DataFrame(
        {"from": random.integers(0, 60_000, 300_000), "to": random.integers(0, 60_000, 300_000)}))


@pytest.fixture(scope="module")
def graph():
    with pytest.warns(UserWarning):
        return heavy()


def test_ctrl_c_stops_within_a_second_and_leaves_all_usable(graph):
    sent = []

    def interrupt():
        time.sleep(1)
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        graph.betweenness()
    assert time.perf_counter() - sent[0] < 1.5
    assert len(graph.degree()) > 0


def test_other_threads_go_on(graph):
    ticks = []
    ended = threading.Event()

    def tick():
        while not ended.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.01)

    thread = threading.Thread(target=tick)
    thread.start()
    graph.communities()
    ended.set()
    thread.join()
    gaps = [b - a for a, b in zip(ticks, ticks[1:])]
    assert len(ticks) > 5 and max(gaps) < 1


def test_calls_of_many_threads_take_turns(talent):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(talent.rank("betweenness").to_csv())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and len(set(answers)) == 1


def test_progress_is_told(graph, monkeypatch):
    told = []
    monkeypatch.setattr(renmai._graph, "Progress", lambda: type("P", (), {
        "__call__": lambda self, what, done, total: told.append((what, done, total)), "close": lambda self: None})())

    def stop_once_told():
        for _ in range(600):
            time.sleep(0.1)
            if told and told[-1][0] == "betweenness":
                break
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=stop_once_told).start()
    with pytest.raises(KeyboardInterrupt):
        graph.betweenness()
    assert told and told[-1][0] == "betweenness" and 0 <= told[-1][1] <= told[-1][2]


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_an_import_needs_neither_graphviz_nor_pandas():
    folder = pathlib.Path(renmai.__file__).parent
    bare = next(folder.glob("_core_bare*.so"))
    libraries = subprocess.run(["ldd", bare], capture_output=True, text=True, check=True).stdout
    assert "libgvc" not in libraries and "libcgraph" not in libraries
    done = python(
        "import sys; sys.modules['renmai._core'] = None\n"
        "for name in ('pandas', 'numpy', 'polars', 'pyarrow'): sys.modules[name] = None\n"
        "import renmai\n"
        "graph = renmai.from_arrow(relations={'from': ['a'], 'to': ['b']})\n"
        "print(graph.degree()['name'][:])\n"
        "try: graph.draw()\n"
        "except OSError as error: print(str(error).splitlines()[0])\n")
    assert done.stdout.splitlines() == ["['a', 'b']", "cannot draw: Graphviz is not installed"], done.stderr


def test_the_stubs_know_every_method():
    stubs = pathlib.Path(renmai.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    graph = next(node for node in ast.parse(stubs).body if isinstance(node, ast.ClassDef) and node.name == "Graph")
    known = {node.name for node in graph.body}
    assert {name for name in vars(renmai.Graph) if not name.startswith("_")} == known
    assert pathlib.Path(renmai.__file__).with_name("py.typed").exists()


def test_the_package_is_written_for_python_3_9():
    package = pathlib.Path(renmai.__file__).parent
    sources = [*package.glob("*.py"), *package.glob("*.pyi")]
    assert len(sources) > 5
    for path in sources:
        ast.parse(path.read_text(encoding="utf-8"), filename=str(path), feature_version=(3, 9))
