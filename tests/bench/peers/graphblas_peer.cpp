// SPDX-License-Identifier: Apache-2.0
// SuiteSparse:GraphBLAS as a driver of scripts/bench: the loops of LAGraph's PageRank and triangle count, which are no
// package of their own, written over it.
extern "C" {  // version 7 declares its functions for C alone
#include <GraphBLAS.h>
}

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "edges.hpp"
#include "protocol.hpp"

namespace {

void check(GrB_Info info) {
  if (info != GrB_SUCCESS) throw std::runtime_error("GraphBLAS says " + std::to_string(info));
}

class Adjacency {
 public:
  std::size_t load(const std::string& path, bool directed) {
    const bench::Edges read = bench::read_edges(path);
    count_ = read.vertex_count;
    std::vector<GrB_Index> rows;
    std::vector<GrB_Index> columns;
    for (const renmai::Edge& edge : read.edges) {
      rows.push_back(edge.from);
      columns.push_back(edge.to);
      if (directed) continue;
      rows.push_back(edge.to);
      columns.push_back(edge.from);
    }
    GrB_Matrix_free(&matrix_);
    check(GrB_Matrix_new(&matrix_, GrB_BOOL, count_, count_));
    GrB_Scalar yes = nullptr;
    check(GrB_Scalar_new(&yes, GrB_BOOL));
    check(GrB_Scalar_setElement_BOOL(yes, true));
    check(GxB_Matrix_build_Scalar(matrix_, rows.data(), columns.data(), yes, rows.size()));
    check(GrB_Matrix_wait(matrix_, GrB_MATERIALIZE));
    GrB_Scalar_free(&yes);
    return read.edges.size();
  }

  /// In double, from equal ranks; what a vertex without edges has is spread evenly.
  std::vector<double> pagerank(int rounds) {
    constexpr double damping = 0.85;
    const auto n = static_cast<double>(count_);
    GrB_Vector rank = nullptr;
    GrB_Vector given = nullptr;
    GrB_Vector degree = nullptr;
    check(GrB_Vector_new(&rank, GrB_FP64, count_));
    check(GrB_Vector_new(&given, GrB_FP64, count_));
    check(GrB_Vector_new(&degree, GrB_FP64, count_));
    check(GrB_Vector_assign_FP64(degree, nullptr, nullptr, 0.0, GrB_ALL, count_, nullptr));
    check(GrB_Vector_assign_FP64(given, nullptr, nullptr, 1.0, GrB_ALL, count_, nullptr));
    check(GrB_mxv(degree, nullptr, GrB_PLUS_FP64, GxB_PLUS_SECOND_FP64, matrix_, given, nullptr));
    check(GrB_Vector_apply_BinaryOp2nd_FP64(degree, nullptr, nullptr, GrB_DIV_FP64, degree, damping, nullptr));
    GrB_Vector sinks = nullptr;
    check(GrB_Vector_new(&sinks, GrB_BOOL, count_));
    check(GrB_Vector_select_FP64(sinks, nullptr, nullptr, GrB_VALUEEQ_FP64, degree, 0.0, nullptr));
    check(GrB_Vector_assign_FP64(rank, nullptr, nullptr, 1 / n, GrB_ALL, count_, nullptr));
    for (int round = 0; round < rounds; ++round) {
      double lost = 0;
      check(GrB_Vector_apply(given, sinks, nullptr, GrB_IDENTITY_FP64, rank, GrB_DESC_RS));
      check(GrB_Vector_reduce_FP64(&lost, nullptr, GrB_PLUS_MONOID_FP64, given, nullptr));
      check(GrB_Vector_eWiseMult_BinaryOp(given, nullptr, nullptr, GrB_DIV_FP64, rank, degree, nullptr));
      check(
          GrB_Vector_assign_FP64(rank, nullptr, nullptr, (1 - damping + damping * lost) / n, GrB_ALL, count_, nullptr));
      check(GrB_mxv(rank, nullptr, GrB_PLUS_FP64, GxB_PLUS_SECOND_FP64, matrix_, given, GrB_DESC_T0));
    }
    std::vector<double> ranks(count_);
    GrB_Index size = count_;
    check(GrB_Vector_extractTuples_FP64(nullptr, ranks.data(), &size, rank));
    for (GrB_Vector* vector : {&rank, &given, &degree, &sinks}) GrB_Vector_free(vector);
    return ranks;
  }

  /// Three times the number of triangles, by the lower and upper halves (LAGraph's Sandia_LUT).
  double triangles() {
    GrB_Matrix lower = nullptr;
    GrB_Matrix upper = nullptr;
    GrB_Matrix found = nullptr;
    check(GrB_Matrix_new(&lower, GrB_BOOL, count_, count_));
    check(GrB_Matrix_new(&upper, GrB_BOOL, count_, count_));
    check(GrB_Matrix_new(&found, GrB_INT64, count_, count_));
    check(GrB_Matrix_select_INT64(lower, nullptr, nullptr, GrB_TRIL, matrix_, -1, nullptr));
    check(GrB_Matrix_select_INT64(upper, nullptr, nullptr, GrB_TRIU, matrix_, 1, nullptr));
    check(GrB_mxm(found, lower, nullptr, GxB_PLUS_PAIR_INT64, lower, upper, GrB_DESC_ST1));
    std::int64_t total = 0;
    check(GrB_Matrix_reduce_INT64(&total, nullptr, GrB_PLUS_MONOID_INT64, found, nullptr));
    for (GrB_Matrix* matrix : {&lower, &upper, &found}) GrB_Matrix_free(matrix);
    return 3 * static_cast<double>(total);
  }

 private:
  GrB_Index count_ = 0;
  GrB_Matrix matrix_ = nullptr;
};

}  // namespace

int main() {
  check(GrB_init(GrB_NONBLOCKING));
  Adjacency graph;
  return bench::serve([&](const bench::Request& request) -> bench::Reply {
    check(GxB_Global_Option_set(GxB_GLOBAL_NTHREADS, request.threads));
    const bench::Stopwatch stopwatch;
    if (request.kernel == "load") {
      const std::size_t edges = graph.load(request.text("file"), request.number("directed", 0) != 0);
      return {stopwatch.seconds(), std::to_string(edges)};
    }
    if (request.kernel == "triangles") {
      const double total = graph.triangles();
      return {stopwatch.seconds(), bench::number_text(total)};
    }
    if (request.kernel != "pagerank") throw std::invalid_argument("no kernel " + request.kernel);
    const std::vector<double> ranks = graph.pagerank(static_cast<int>(request.number("max-rounds", 20)));
    const double seconds = stopwatch.seconds();
    return {seconds, bench::number_text(bench::project(ranks.size(), [&](std::size_t v) { return ranks[v]; }))};
  });
}
