# SPDX-License-Identifier: Apache-2.0
"""Graph files through the readers and writers of other libraries."""
import json
import os
import pathlib
import subprocess

import igraph
import networkx
import numpy
import pytest
import scipy.io
import scipy.sparse

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


def test_networkx_reads_our_node_link(talent, tmp_path):
    path = export(tmp_path / "talent.json")
    graph = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")))
    tables = talent.tables()
    assert graph.is_directed() and graph.is_multigraph()
    assert graph.number_of_nodes() == len(tables["entities"]) and graph.number_of_edges() == len(tables["relations"])
    for row in tables["entities"].to_dicts():
        assert graph.nodes[row["id"]]["label"] == row["name"] and graph.nodes[row["id"]]["kind"] == row["kind"]
    kinds = sorted(data["kind"] for _, _, data in graph.edges(data=True))
    assert kinds == sorted(tables["relations"]["kind"])
    assert renmai.load(path).flow(by="country").to_dicts() == talent.flow(by="country").to_dicts()


@pytest.mark.parametrize("edges", ["edges", "links"])
@pytest.mark.parametrize("graph", [networkx.karate_club_graph(), networkx.les_miserables_graph(),
                                   networkx.gn_graph(30, seed=1), networkx.MultiDiGraph([(0, 1), (0, 1), (1, 0)])])
def test_node_link_of_networkx_is_read(graph, edges, tmp_path):
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(networkx.node_link_data(graph, edges=edges)), encoding="utf-8")
    loaded = renmai.load(path)
    assert len(loaded.tables()["relations"]) == graph.number_of_edges()
    if not graph.is_multigraph():
        assert degrees_of(loaded, "id") == {str(node): degree for node, degree in graph.degree()}


def test_scipy_reads_our_matrix(talent, tmp_path):
    path = export(tmp_path / "talent.mtx")
    matrix = scipy.sparse.coo_array(scipy.io.mmread(path))
    tables = talent.tables()
    ids = sorted(tables["entities"]["id"], key=lambda one: one.encode())
    assert matrix.shape == (len(ids), len(ids))
    sums = {}
    for row in tables["relations"].to_dicts():
        pair = (row["from"], row["to"])
        sums[pair] = sums.get(pair, 0) + float(row.get("weight") or 1)
    assert {(ids[i], ids[j]): value for i, j, value in zip(matrix.row, matrix.col, matrix.data)} == pytest.approx(sums)
    assert sorted(renmai.load(path).tables()["entities"]["id"]) == sorted(ids)


@pytest.mark.parametrize("matrix", [
    scipy.sparse.random(30, 30, density=0.1, random_state=1, format="coo"),
    scipy.sparse.random(20, 30, density=0.1, random_state=2, format="coo"),
    scipy.sparse.coo_matrix(networkx.to_scipy_sparse_array(networkx.karate_club_graph())),
    numpy.arange(12.0).reshape(3, 4),
])
def test_matrices_of_scipy_are_read(matrix, tmp_path):
    path = tmp_path / "matrix.mtx"
    scipy.io.mmwrite(path, matrix)
    relations = renmai.load(path).tables()["relations"].to_dicts()
    full = matrix if isinstance(matrix, numpy.ndarray) else matrix.toarray()
    rows, columns = ("r", "c") if full.shape[0] != full.shape[1] else ("", "")
    wanted = {(f"{rows}{i + 1}", f"{columns}{j + 1}"): full[i, j] for i, j in zip(*full.nonzero())}
    found = {}
    for row in relations:
        found[row["from"], row["to"]] = float(row.get("weight") or 1)
        if row.get("direction") == "undirected":
            found[row["to"], row["from"]] = found[row["from"], row["to"]]
    assert found == pytest.approx(wanted)
