# SPDX-License-Identifier: Apache-2.0
"""A result in other libraries: numbers are not copied, absent values stay absent, names cannot inject."""
import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import renmai


def ring(count):
    vertices = numpy.arange(count)
    return polars.DataFrame({"from": vertices, "to": (vertices + 1) % count})


@pytest.fixture(scope="module")
def million():
    return renmai.from_arrow(relations=ring(1_000_000)).degree()


def test_numbers_of_a_million_rows_are_the_same_memory_everywhere(million):
    assert len(million) == 1_000_000
    column = numpy.asarray(million["total"])
    arrow = pyarrow.table(million)["total"].chunk(0)
    assert arrow.buffers()[1].address == column.ctypes.data
    assert polars.from_arrow(pyarrow.table(million))["total"].to_numpy(allow_copy=False).ctypes.data == column.ctypes.data
    assert numpy.asarray(million["total"]).ctypes.data == column.ctypes.data
    assert not column.flags.writeable
    assert int(column.sum()) == 2_000_000


def test_memory_outlives_the_table():
    table = renmai.from_arrow(relations=ring(1000)).degree()
    column, arrow = numpy.asarray(table["total"]), pyarrow.table(table)
    del table
    assert int(column.sum()) == 2000 and arrow["total"].to_pylist() == [2] * 1000


def test_frames_have_the_columns_and_absent_values(talent):
    table = talent.flow(by="country", per="year")
    frame, polar, arrow = table.to_pandas(), table.to_polars(), pyarrow.table(table)
    assert list(frame.columns) == polar.columns == arrow.column_names == table.columns
    assert frame["moves"].tolist() == polar["moves"].to_list() == arrow["moves"].to_pylist() == table["moves"].to_list()
    assert polar["year"].null_count() == arrow["year"].null_count == sum(year is None for year in table["year"])
    assert frame["year"].isna().sum() == polar["year"].null_count() > 0
    assert frame.attrs["stamp"]["policy"].startswith("tenure")
    days = talent.overlap("Zizheng Pan")
    assert days.to_pandas()["days_max"].dtype == "Int64"
    assert days["days_max"].to_list() == days.to_polars()["days_max"].to_list()


def test_duckdb_reads_a_table(talent):
    rank = talent.rank("betweenness")
    assert duckdb.sql("select count(*), max(score) from rank").fetchall() == [(len(rank), max(rank["score"]))]


def test_columns_and_rows(talent):
    rank = talent.rank("betweenness", limit=5)
    assert rank.shape == (5, 5) and rank.columns[0] == "rank"
    assert [row["rank"] for row in rank] == [1, 2, 3, 4, 5]
    assert rank[1:3]["rank"].to_list() == [2, 3] and rank.take([-1])["rank"].to_list() == [5]
    assert rank["score"][0] == max(rank["score"]) and len(rank["name"]) == 5
    assert numpy.asarray(rank["name"], dtype=object)[0] == rank["name"][0]
    assert numpy.asarray(rank["rank"], dtype=float).dtype == float
    assert "DeepSeek" in repr(rank) and rank.units == {}
    assert talent.degree().units["total"] == "edges"
    assert talent.who("Zizheng Pan").footnotes().count("[^1]:") == 1


def test_names_cannot_inject():
    hostile = '<img src=x onerror="alert(1)">'
    graph = renmai.from_arrow({"id": ["a", "b"], "kind": ["person", "company"], "name": [hostile, "B&B"]},
                              {"from": ["a"], "to": ["b"], "kind": ["employment"]})
    bundle = graph._repr_mimebundle_()
    for shown in (graph.degree()._repr_html_(), bundle["image/svg+xml"]):
        assert "<img" not in shown
    assert bundle["text/html"].count("<img") == 1 and "onerror" not in bundle["text/html"]
    assert graph.degree()["name"].to_list() == [hostile, "B&B"]


def test_pandas_alone_reads_it_without_pyarrow(talent, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert isinstance(talent.rank().to_pandas(), pandas.DataFrame)


def test_the_page_shows_itself_in_a_frame_of_its_own(talent):
    page = talent.draw("page")
    assert page.form == "html" and str(page).startswith("<!doctype html>")
    shown, _ = page._repr_mimebundle_()
    assert shown["text/html"].startswith("<iframe srcdoc=") and 'sandbox="allow-scripts allow-downloads"' in shown["text/html"]
    assert str(talent.draw("sankey", by="country", form="html")).startswith("<!doctype html>")
