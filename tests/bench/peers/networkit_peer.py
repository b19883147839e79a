"""NetworKit as a driver of scripts/bench."""
import networkit as nk
import numpy

from peer import NOT_COMPARED, distances, partition, project, serve, unit


def load(path, directed):
    graph = nk.graphio.EdgeListReader(" ", 0, directed=directed).read(path)
    graph.sortEdges()
    return graph, graph.numberOfEdges()


def run_of(algorithm, answer):
    return algorithm.run, lambda _: answer(algorithm)


def bfs(graph, source):
    return run_of(nk.distance.BFS(graph, int(source), storePaths=False), lambda a: distances(a.getDistances(), 1e300))


def sssp(graph, source):
    return run_of(nk.distance.Dijkstra(graph, int(source), storePaths=False),
                  lambda a: distances(a.getDistances(), 1e300))


def components(graph):
    return run_of(nk.components.ParallelConnectedComponents(graph), lambda a: partition(a.getPartition().getVector()))


def weak_components(graph):
    return run_of(nk.components.WeaklyConnectedComponents(graph), lambda a: partition(a.getPartition().getVector()))


def scc(graph):
    return run_of(nk.components.StronglyConnectedComponents(graph), lambda a: partition(a.getPartition().getVector()))


def pagerank(graph, tolerance, max_rounds):
    algorithm = nk.centrality.PageRank(graph, 0.85, float(tolerance), distributeSinks=nk.centrality.SinkHandling.DistributeSinks)
    algorithm.maxIterations = int(max_rounds)
    algorithm.norm = nk.centrality.Norm.L1_NORM
    return run_of(algorithm, lambda a: project(a.scores()))


def betweenness(graph):
    # It counts each pair of an undirected graph twice.
    return run_of(nk.centrality.Betweenness(graph),
                  lambda a: project(a.scores()) / (1 if graph.isDirected() else 2))


def betweenness_sampled(graph, sources):
    return run_of(nk.centrality.EstimateBetweenness(graph, int(sources), False, True), lambda _: NOT_COMPARED)


def closeness(graph):
    return run_of(nk.centrality.Closeness(graph, True, nk.centrality.ClosenessVariant.GENERALIZED),
                  lambda a: project(a.scores()))


def harmonic(graph):
    return run_of(nk.centrality.HarmonicCloseness(graph, False), lambda a: project(a.scores()))


def core(graph):
    return run_of(nk.centrality.CoreDecomposition(graph), lambda a: project(a.scores()))


def triangles(graph):
    """Three times the number of triangles, from the local coefficients."""
    def total(algorithm):
        degrees = numpy.array([graph.degree(v) for v in range(graph.upperNodeIdBound())], dtype=numpy.float64)
        return float(numpy.rint(numpy.array(algorithm.scores()) * degrees * (degrees - 1) / 2).sum())
    return run_of(nk.centrality.LocalClusteringCoefficient(graph, turbo=True), total)


def community(make):
    def kernel(graph):
        algorithm = make(graph)
        return algorithm.run, lambda _: nk.community.Modularity().getQuality(algorithm.getPartition(), graph)
    return kernel


def eigenvector(graph, tolerance):
    return run_of(nk.centrality.EigenvectorCentrality(graph, float(tolerance)), lambda a: unit(a.scores()))


def katz(graph, alpha, tolerance):
    return run_of(nk.centrality.KatzCentrality(graph, float(alpha), 1.0, float(tolerance)), lambda a: unit(a.scores()))


def betweenness_within(graph, error):
    return run_of(nk.centrality.KadabraBetweenness(graph, float(error), 0.05), lambda _: NOT_COMPARED)


serve(load, {
    "bfs": bfs, "sssp": sssp, "components": components, "weak-components": weak_components, "scc": scc,
    "pagerank": pagerank, "betweenness": betweenness, "betweenness-sampled": betweenness_sampled,
    "betweenness-within": betweenness_within,
    "closeness": closeness, "harmonic": harmonic, "core": core, "triangles": triangles,
    "label-propagation": community(nk.community.PLP),
    "louvain": community(lambda graph: nk.community.PLM(graph, refine=False)),
    "leiden": community(lambda graph: nk.community.ParallelLeiden(graph)),
    "eigenvector": eigenvector, "katz": katz,
}, nk.setNumberOfThreads)
