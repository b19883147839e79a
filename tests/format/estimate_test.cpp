// SPDX-License-Identifier: Apache-2.0
#include "format/estimate.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

namespace renmai {

TEST_CASE("estimate: rows are told from the size of a text and a sample of its lines") {
  std::string careers = "person,org,start,end\n";
  std::string edges;
  for (int i = 100'000; i < 200'000; ++i) {
    careers += "p" + std::to_string(i) + ",acme,2001,2004\n";
    edges += std::to_string(i) + " 7\n";
  }
  const LoadEstimate of_careers = estimate_careers(careers);
  CHECK(of_careers.rows > 99'000);
  CHECK(of_careers.rows < 101'000);
  CHECK(of_careers.peak_bytes > of_careers.loaded_bytes);
  const LoadEstimate of_edges = estimate_edge_list(edges);
  CHECK(of_edges.rows > 99'000);
  CHECK(of_edges.rows < 101'000);
  CHECK(estimate_careers("").rows == 0);
  CHECK(estimate_edge_list("").rows == 0);
}

TEST_CASE("estimate: what cannot fit is refused with the figures, and what is small is always tried") {
  const LoadEstimate wanted{.rows = 1'000'000, .peak_bytes = 130'000'000, .loaded_bytes = 60'000'000};
  CHECK_NOTHROW(require_memory(wanted, "rows", 130'000'000, "a.csv"));
  CHECK_NOTHROW(require_memory({.rows = 10, .peak_bytes = 1000}, "rows", 0, "a.csv"));
  try {
    require_memory(wanted, "rows", 100'000'000, "a.csv");
    FAIL("a limit error was wanted");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(error.place() == "a.csv");
    CHECK(error.message() ==
          "about 1,000,000 rows want some 130,000,000 bytes of memory while they are read; "
          "100,000,000 bytes are free");
  }
}

TEST_CASE("estimate: there is some free memory") { CHECK(free_memory() > 1'000'000); }

}  // namespace renmai
