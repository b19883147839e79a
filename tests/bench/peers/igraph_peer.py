"""igraph (its C core, through its Python package) as a driver of scripts/bench. It uses one thread."""
import igraph
import numpy

from peer import NOT_COMPARED, distances, partition, project, serve, unit


def load(path, directed):
    if path.endswith(".el"):
        graph = igraph.Graph.Read_Edgelist(path, directed=directed)
        return graph, graph.ecount()
    if path.endswith(".max"):
        graph = igraph.Graph.Read_DIMACS(path, directed=True)
        return graph, graph.ecount()
    rows = numpy.loadtxt(path)
    graph = igraph.Graph(edges=rows[:, :2].astype(numpy.int64), directed=directed)
    graph.es["weight"] = rows[:, 2]
    return graph, graph.ecount()


def bfs(graph, source):
    return lambda: graph.distances(int(source))[0], lambda far: distances(far, 1e300)


def sssp(graph, source):
    return lambda: graph.distances(int(source), weights="weight")[0], lambda far: distances(far, 1e300)


def components(graph):
    return lambda: graph.connected_components("weak"), lambda found: partition(found.membership)


def scc(graph):
    return lambda: graph.connected_components("strong"), lambda found: partition(found.membership)


def betweenness(graph):
    return graph.betweenness, project


def betweenness_sampled(graph, sources):
    chosen = list(range(int(sources)))
    return lambda: graph.betweenness(sources=chosen), lambda _: NOT_COMPARED


def closeness(graph):
    """igraph averages within the component; the rule of Wasserman and Faust weighs by how much of the graph that is."""
    size = numpy.array(graph.connected_components("weak").sizes())
    member = numpy.array(graph.connected_components("weak").membership)
    share = (size[member] - 1) / max(graph.vcount() - 1, 1)
    return lambda: graph.closeness(normalized=True), lambda scores: project(
        numpy.nan_to_num(numpy.array(scores, dtype=numpy.float64)) * share)


def harmonic(graph):
    return lambda: graph.harmonic_centrality(normalized=False), lambda scores: project(numpy.nan_to_num(scores))


def modularity(found):
    return found.modularity


def hits(graph):
    return graph.authority_score, unit


def maxflow(graph, source, sink):
    return lambda: graph.maxflow(int(source), int(sink), capacity="capacity"), lambda found: found.value


serve(load, {
    "bfs": bfs, "sssp": sssp, "components": components, "weak-components": components, "scc": scc,
    "betweenness": betweenness, "betweenness-sampled": betweenness_sampled, "closeness": closeness,
    "harmonic": harmonic,
    "core": lambda graph: (graph.coreness, project),
    "label-propagation": lambda graph: (graph.community_label_propagation, modularity),
    "louvain": lambda graph: (graph.community_multilevel, modularity),
    "leiden": lambda graph: (lambda: graph.community_leiden("modularity", n_iterations=2), modularity),
    "eigenvector": lambda graph, tolerance: (graph.eigenvector_centrality, unit),
    "hits": lambda graph, tolerance: hits(graph),
    "maxflow": maxflow,
})
