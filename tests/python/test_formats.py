# SPDX-License-Identifier: Apache-2.0
"""Graph files through the readers and writers of other libraries."""
import os
import pathlib
import subprocess

import igraph
import networkx
import pytest

import renmai

ROOT = pathlib.Path(__file__).resolve().parents[2]


def export(target):
    subprocess.run([os.environ["RENMAI_PROGRAM"], "export", "-g", str(ROOT / "graphs/talent"), "-o", str(target), "-q"],
                   check=True)
    return target


def test_networkx_and_igraph_read_our_graphml(talent, tmp_path):
    path = export(tmp_path / "talent.graphml")
    graph = networkx.read_graphml(path)
    tables = talent.tables()
    assert graph.number_of_nodes() == len(tables["entities"]) and graph.number_of_edges() == len(tables["relations"])
    for row in tables["entities"].to_dicts():
        assert graph.nodes[row["id"]].get("label") == row["name"] and graph.nodes[row["id"]]["kind"] == row["kind"]
    kinds = sorted(data["kind"] for _, _, data in graph.edges(data=True))
    assert kinds == sorted(tables["relations"]["kind"])
    other = igraph.Graph.Read_GraphML(str(path))
    assert (other.vcount(), other.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
    assert renmai.load(path).flow(by="country").to_dicts() == talent.flow(by="country").to_dicts()


def test_networkx_reads_our_gexf(talent, tmp_path):
    path = export(tmp_path / "talent.gexf")
    graph = networkx.read_gexf(path)
    tables = talent.tables()
    assert graph.graph["mode"] == "dynamic"
    assert graph.number_of_nodes() == len(tables["entities"]) and graph.number_of_edges() == len(tables["relations"])
    for row in tables["entities"].to_dicts():
        assert graph.nodes[row["id"]].get("label") == row["name"] and graph.nodes[row["id"]]["kind"] == row["kind"]
    edges = {data["id"]: data for _, _, data in graph.edges(data=True)}
    for row in tables["relations"].to_dicts():
        assert edges[row["id"]]["kind"] == row["kind"] and edges[row["id"]].get("start") == (row["start"] or None)
    assert renmai.load(path).flow(by="country").to_dicts() == talent.flow(by="country").to_dicts()


def test_networkx_reads_our_pajek(talent, tmp_path):
    path = export(tmp_path / "talent.net")
    graph = networkx.read_pajek(path)
    tables = talent.tables()
    assert graph.number_of_nodes() == len(tables["entities"]) and graph.number_of_edges() == len(tables["relations"])
    kinds = {data["entity_id"]: data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds == {row["id"]: row["kind"] for row in tables["entities"].to_dicts()}
    assert sorted(data["kind"] for _, _, data in graph.edges(data=True)) == sorted(tables["relations"]["kind"])
    assert renmai.load(path).flow(by="country").to_dicts() == talent.flow(by="country").to_dicts()


GRAPHS = [networkx.karate_club_graph(), networkx.les_miserables_graph(), networkx.gn_graph(30, seed=1)]


def degrees_of(loaded, key):
    return {row[key]: row["total"] for row in loaded.degree(kinds="all", directed=False, isolates=True)}


@pytest.mark.parametrize("graph", GRAPHS)
def test_graphml_of_networkx_is_read(graph, tmp_path):
    path = tmp_path / "graph.graphml"
    networkx.write_graphml(graph, path)
    loaded = renmai.load(path)
    assert len(loaded.tables()["relations"]) == graph.number_of_edges()
    assert degrees_of(loaded, "id") == {str(node): degree for node, degree in graph.degree()}


@pytest.mark.parametrize("version", ["1.1draft", "1.2draft", "1.3"])
@pytest.mark.parametrize("graph", GRAPHS)
def test_gexf_of_networkx_is_read(graph, version, tmp_path):
    path = tmp_path / "graph.gexf"
    networkx.write_gexf(graph, path, version=version)
    loaded = renmai.load(path)
    assert len(loaded.tables()["relations"]) == graph.number_of_edges()
    assert degrees_of(loaded, "id") == {str(node): degree for node, degree in graph.degree()}


@pytest.mark.filterwarnings("ignore:.*is not processed")
@pytest.mark.parametrize("graph", GRAPHS)
def test_pajek_of_networkx_is_read(graph, tmp_path):
    path = tmp_path / "graph.net"
    networkx.write_pajek(graph, path)
    loaded = renmai.load(path)
    assert len(loaded.tables()["relations"]) == graph.number_of_edges()
    assert degrees_of(loaded, "name") == {str(node): degree for node, degree in graph.degree()}


def test_times_of_networkx_are_read(tmp_path):
    graph = networkx.MultiDiGraph(mode="dynamic")
    graph.add_node("a", start=2001, end=2003)
    graph.add_node("b", spells=[(2001, 2003), (2005, None)])
    graph.add_edge("a", "b", start=2001, end=2003, size=[(1, 2001, 2002), (2, 2002, None)])
    graph.add_edge("a", "b", spells=[(2004, 2005), (2006, None)])
    path = tmp_path / "graph.gexf"
    networkx.write_gexf(graph, path, version="1.3")
    times = [(row["start"], row["end"] or None) for row in renmai.load(path).tables()["relations"].to_dicts()]
    assert sorted(times) == [("2001", "2003"), ("2004", "2005"), ("2006", None)]


def test_pajek_of_igraph_is_read(tmp_path):
    graph = igraph.Graph.Famous("Zachary")
    graph.vs["name"] = [f"member {number}" for number in range(graph.vcount())]
    graph.es["weight"] = [number + 0.5 for number in range(graph.ecount())]
    path = tmp_path / "graph.net"
    graph.write_pajek(str(path))
    loaded = renmai.load(path)
    assert degrees_of(loaded, "name") == dict(zip(graph.vs["name"], graph.degree()))
    assert sorted(map(float, loaded.tables()["relations"]["weight"])) == graph.es["weight"]
