# SPDX-License-Identifier: Apache-2.0
"""Graphs from frames of any library, from networkx and igraph, and back."""
import datetime
import decimal
import time

import duckdb
import igraph
import networkx
import numpy
import pandas
import polars
import pyarrow
import pytest

import renmai

EDGES = {"from": ["a", "b", "c"], "to": ["b", "c", "a"], "weight": [1.0, 2.5, 1.0]}


def rows(graph):
    return {name: table.to_dicts() for name, table in graph.tables().items()}


@pytest.mark.parametrize("make", [
    lambda: EDGES,
    lambda: pandas.DataFrame(EDGES),
    lambda: polars.DataFrame(EDGES),
    lambda: pyarrow.table(EDGES),
    lambda: duckdb.sql("select * from (values ('a','b',1.0), ('b','c',2.5), ('c','a',1.0)) t(\"from\", \"to\", weight)"),
    lambda: polars.DataFrame(EDGES).with_columns(polars.col("from").cast(polars.Categorical)),
    lambda: pyarrow.table({**EDGES, "from": pyarrow.array(EDGES["from"], pyarrow.large_string())}),
    lambda: pyarrow.table({**EDGES, "to": pyarrow.array(EDGES["to"], pyarrow.string_view())}),
])
def test_every_library_gives_the_same_graph(make):
    assert rows(renmai.from_arrow(relations=make())) == rows(renmai.from_arrow(relations=EDGES))


def test_types_become_text():
    frame = polars.DataFrame({
        "from": [1, 2], "to": ["x", None], "kind": ["employment", "employment"],
        "start": [datetime.date(2001, 2, 3), datetime.date(1969, 12, 31)],
        "end": [datetime.datetime(2005, 6, 7, 8, 9), None], "confidence": [0.75, None], "remote": [True, False],
        "a_text_longer_than_twelve_bytes": ["a text longer than twelve bytes", ""], "small": [1.5, float("nan")],
        "exact": pyarrow.array([decimal.Decimal("-0.05"), decimal.Decimal("12.50")]),
    })
    people = {"id": ["1", "2", "x"], "kind": ["person", "person", "company"]}
    with pytest.raises(ValueError, match="relations:2"):
        renmai.from_arrow(people, frame)
    row = renmai.from_arrow(people, frame[:1]).tables()["relations"].row(0)
    assert row == {"from": "1", "kind": "employment", "to": "x", "start": "2001-02-03", "end": "2005-06-07",
                   "confidence": "likely", "remote": "true", "small": "1.5", "exact": "-0.05",
                   "a_text_longer_than_twelve_bytes": "a text longer than twelve bytes"}


def test_mistakes_in_frames():
    with pytest.raises(ValueError, match="no column 'to'; it has from, too"):
        renmai.from_arrow(relations={"from": ["a"], "too": ["b"]})
    with pytest.raises(ValueError, match="Arrow type"):
        renmai.from_arrow(relations=polars.DataFrame({"from": [["a"]], "to": ["b"]}))
    with pytest.raises(ValueError, match="wants people"):
        renmai.from_arrow()
    with pytest.raises(AttributeError):
        renmai.from_arrow(relations=5)
    with pytest.raises(ValueError, match="relations:1"):
        renmai.from_arrow({"id": ["a"]}, {"from": ["a"], "to": ["nobody"], "kind": ["mentorship"]})


def test_a_million_edges_become_a_graph():
    random = numpy.random.default_rng(1)
    frame = polars.DataFrame({"src": random.integers(0, 200_000, 1_000_000), "dst": random.integers(0, 200_000, 1_000_000)})
    started = time.perf_counter()
    with pytest.warns(UserWarning, match="exact repeat"):
        graph = renmai.from_arrow(relations=frame, source="src", target="dst")
    print(f"a million edges: {time.perf_counter() - started:.2f} s")
    assert len(graph.degree()) == 199_991 or len(graph.degree()) > 199_900


@pytest.mark.parametrize("there_and_back", [
    lambda graph: renmai.from_networkx(graph.to_networkx()),
    lambda graph: renmai.from_igraph(graph.to_igraph()),
])
def test_round_trips_keep_everything(talent, careers, there_and_back):
    for graph in (talent, careers):
        again = there_and_back(graph)
        assert rows(again) == rows(graph)
        assert again.flow(by="country").to_dicts() == graph.flow(by="country").to_dicts()


def test_graphs_of_others_are_read(talent):
    karate = renmai.from_networkx(networkx.karate_club_graph())
    assert len(karate.degree()) == 34
    score = karate.project(directed=False).pagerank()
    wanted = networkx.pagerank(networkx.karate_club_graph(), weight=None, tol=1e-12)
    assert numpy.allclose(sorted(score["score"]), sorted(wanted.values()), atol=1e-8)
    ring = renmai.from_igraph(igraph.Graph.Ring(7))
    assert ring.degree(directed=False)["total"].to_list() == [2] * 7


def test_the_simple_graph_of_a_view(talent):
    view = talent.project(roll_up="top")
    simple = view.to_networkx(relations=False)
    assert not simple.is_directed()
    degrees = dict(simple.degree())
    for row in view.degree(directed=False):
        assert degrees[row["id"]] == row["total"]
    matrix, vertices = view.to_scipy()
    assert (matrix != matrix.T).nnz == 0
    assert matrix.shape == (len(vertices),) * 2
    directed = view.project(directed=True)
    assert directed.to_networkx(relations=False).is_directed()
    assert directed.to_igraph(relations=False).ecount() == directed.to_scipy()[0].nnz
