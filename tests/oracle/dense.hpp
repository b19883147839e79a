// SPDX-License-Identifier: Apache-2.0
// Slow and obvious answers by dense matrices, to hold fast kernels against.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace renmai::oracle {

using Matrix = std::vector<std::vector<double>>;

inline Matrix square(std::size_t n, double value) { return Matrix(n, std::vector<double>(n, value)); }

/// Entry (u, v): edges u -> v, or the sum of their weights. An undirected edge stands at both places, a loop once.
inline Matrix adjacency(const Graph& graph, bool weighted) {
  Matrix a = square(graph.vertex_count(), 0);
  for (const Edge& edge : graph.edges()) {
    const double weight = weighted ? edge.weight : 1;
    a[edge.from][edge.to] += weight;
    if (!graph.directed() && edge.from != edge.to) a[edge.to][edge.from] += weight;
  }
  return a;
}

inline Matrix transposed(const Matrix& a) {
  Matrix t = a;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < a.size(); ++j) t[j][i] = a[i][j];
  }
  return t;
}

inline std::vector<double> times(const Matrix& a, const std::vector<double>& x) {
  std::vector<double> y(x.size(), 0.0);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = std::inner_product(x.begin(), x.end(), a[i].begin(), 0.0);
  return y;
}

inline double norm(const std::vector<double>& x) {
  return std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0));
}

inline std::vector<double> unit(std::vector<double> x) {
  const double length = norm(x);
  for (double& entry : x) entry /= length;
  return x;
}

/// The leading eigenvector of a matrix without negative entries, by as many rounds of (A + I) as it takes.
inline std::vector<double> leading_eigenvector(const Matrix& a, int rounds = 20000) {
  std::vector<double> x = unit(std::vector<double>(a.size(), 1.0));
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> y = times(a, x);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += x[i];
    x = unit(std::move(y));
  }
  return x;
}

/// Solves a x = b by Gaussian elimination with row exchanges.
inline std::vector<double> solve(Matrix a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    }
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

/// Distances by Floyd and Warshall and numbers of shortest paths, over the graph without loops and with the shortest of
/// parallel edges. Sums of lengths must be exact.
struct AllPairs {
  Matrix distance;  ///< infinite if there is no path
  Matrix paths;
};

inline AllPairs all_pairs(const Graph& graph, bool weighted) {
  const std::size_t n = graph.vertex_count();
  Matrix length = square(n, std::numeric_limits<double>::infinity());
  for (const Edge& edge : graph.edges()) {
    if (edge.from == edge.to) continue;
    const double weight = weighted ? edge.weight : 1;
    length[edge.from][edge.to] = std::min(length[edge.from][edge.to], weight);
    if (!graph.directed()) length[edge.to][edge.from] = std::min(length[edge.to][edge.from], weight);
  }
  Matrix distance = length;
  for (std::size_t v = 0; v < n; ++v) distance[v][v] = 0;
  for (std::size_t via = 0; via < n; ++via) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        distance[s][t] = std::min(distance[s][t], distance[s][via] + distance[via][t]);
      }
    }
  }
  Matrix paths = square(n, 0);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t s = 0; s < n; ++s) {
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return distance[s][a] < distance[s][b]; });
    paths[s][s] = 1;
    for (const std::size_t t : order) {
      if (t == s || std::isinf(distance[s][t])) continue;
      for (std::size_t u = 0; u < n; ++u) {
        if (distance[s][u] + length[u][t] == distance[s][t]) paths[s][t] += paths[s][u];
      }
    }
  }
  return {distance, paths};
}

/// Betweenness from its definition: over ordered pairs, halved if undirected.
inline std::vector<double> betweenness_by_definition(const Graph& graph, bool weighted) {
  const std::size_t n = graph.vertex_count();
  const auto [distance, paths] = all_pairs(graph, weighted);
  std::vector<double> score(n, 0.0);
  for (std::size_t v = 0; v < n; ++v) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        if (s == t || s == v || t == v || std::isinf(distance[s][t])) continue;
        if (distance[s][v] + distance[v][t] == distance[s][t]) score[v] += paths[s][v] * paths[v][t] / paths[s][t];
      }
    }
    if (!graph.directed()) score[v] /= 2;
  }
  return score;
}

}  // namespace renmai::oracle
