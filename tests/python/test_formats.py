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


@pytest.mark.parametrize("graph", [networkx.karate_club_graph(), networkx.les_miserables_graph(),
                                   networkx.gn_graph(30, seed=1)])
def test_graphml_of_networkx_is_read(graph, tmp_path):
    path = tmp_path / "graph.graphml"
    networkx.write_graphml(graph, path)
    loaded = renmai.load(path)
    assert len(loaded.tables()["relations"]) == graph.number_of_edges()
    degrees = {row["id"]: row["total"] for row in loaded.degree(kinds="all", directed=False, isolates=True)}
    assert degrees == {str(node): degree for node, degree in graph.degree()}
