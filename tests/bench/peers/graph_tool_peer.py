"""graph-tool as a driver of scripts/bench."""
import graph_tool.all as gt

from peer import NOT_COMPARED, distances, partition, project, serve, unit


def load(path, directed):
    types = [] if path.endswith(".el") else ["double"]
    graph = gt.load_graph_from_csv(path, directed=directed, hashed=False, skip_first=False, eprop_types=types,
                                   eprop_names=["weight"] * len(types), csv_options={"delimiter": " "})
    return graph, graph.num_edges()


def bfs(graph, source):
    return lambda: gt.shortest_distance(graph, graph.vertex(int(source))), lambda far: distances(far.a, 2**31 - 1)


def sssp(graph, source):
    return (lambda: gt.shortest_distance(graph, graph.vertex(int(source)), weights=graph.ep["weight"]),
            lambda far: distances(far.a, 1e300))


def components(graph):
    return lambda: gt.label_components(graph, directed=False)[0], lambda found: partition(found.a)


def scc(graph):
    return lambda: gt.label_components(graph, directed=True)[0], lambda found: partition(found.a)


def pagerank(graph, tolerance, max_rounds):
    return (lambda: gt.pagerank(graph, epsilon=float(tolerance), max_iter=int(max_rounds)),
            lambda found: project(found.a))


def betweenness(graph):
    return lambda: gt.betweenness(graph, norm=False)[0], lambda found: project(found.a)


def closeness(graph):
    return lambda: gt.closeness(graph, norm=True), lambda _: NOT_COMPARED  # another rule where a graph falls in pieces


def harmonic(graph):
    return lambda: gt.closeness(graph, norm=False, harmonic=True), lambda found: project(found.a)


serve(load, {
    "bfs": bfs, "sssp": sssp, "components": components, "weak-components": components, "scc": scc,
    "pagerank": pagerank, "betweenness": betweenness, "closeness": closeness, "harmonic": harmonic,
    "core": lambda graph: (lambda: gt.kcore_decomposition(graph), lambda found: project(found.a)),
    "eigenvector": lambda graph, tolerance: (lambda: gt.eigenvector(graph, epsilon=float(tolerance))[1],
                                             lambda found: unit(found.a)),
    "katz": lambda graph, alpha, tolerance: (
        lambda: gt.katz(graph, alpha=float(alpha), epsilon=float(tolerance)), lambda found: unit(found.a)),
    "hits": lambda graph, tolerance: (lambda: gt.hits(graph, epsilon=float(tolerance))[1],
                                      lambda found: unit(found.a)),
}, gt.openmp_set_num_threads)
