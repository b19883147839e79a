"""The protocol of tests/bench/protocol.hpp for peers in Python: `serve` answers the requests of scripts/bench.

A kernel is a function (graph, **options) that prepares a run and returns two functions: `run`, which is timed, and
`answer`, which turns what `run` gave into one number. Options arrive as text.
"""
import sys
import time

import numpy

MIX = numpy.uint64(0x9E3779B97F4A7C15)
NOT_COMPARED = float("nan")  # the answer of a kernel that draws at random or follows another definition


def project(values):
    """The answer that stands for one value a vertex; -1 for what is undefined."""
    values = numpy.asarray(values, dtype=numpy.float64)
    values = numpy.where(numpy.isfinite(values), values, -1.0)
    mixed = (numpy.arange(1, len(values) + 1, dtype=numpy.uint64) * MIX) >> numpy.uint64(40)
    return float(values @ (mixed.astype(numpy.float64) * 2.0**-24))


def partition(labels):
    """The answer that stands for a partition: each vertex's label becomes the least vertex with that label."""
    _, least, group = numpy.unique(numpy.asarray(labels), return_index=True, return_inverse=True)
    return project(least[group])


def unit(values):
    """The answer that stands for a vector up to its length and sign."""
    values = numpy.abs(numpy.asarray(values, dtype=numpy.float64))
    return project(values / numpy.linalg.norm(values))


def distances(values, far):
    """Distances, where `far` and what is above mean unreached."""
    values = numpy.asarray(values, dtype=numpy.float64)
    return project(numpy.where(values >= far, -1.0, values))



def serve(load, kernels, set_threads=lambda count: None):
    """load(path, directed) returns a graph and its number of edges."""
    sys.stdout.reconfigure(line_buffering=True)
    graph = None
    for line in sys.stdin:
        kernel, threads, *words = line.split()
        options = {key.replace("-", "_"): value for key, value in (word.split("=", 1) for word in words)}
        try:
            set_threads(int(threads))
            if kernel == "load":
                graph = None
                began = time.perf_counter()
                graph, answer = load(options["file"], options.get("directed") == "1")
                seconds = time.perf_counter() - began
            elif kernel in kernels:
                run, answer_of = kernels[kernel](graph, **options)
                began = time.perf_counter()
                result = run()
                seconds = time.perf_counter() - began
                answer = answer_of(result)
            else:
                raise NotImplementedError(f"no kernel {kernel}")
            print(f"{seconds:.9f} {float(answer)!r}")
        except Exception as error:  # whatever a library throws is a reply, not the end
            print("-", " ".join(str(error).split()) or type(error).__name__)
