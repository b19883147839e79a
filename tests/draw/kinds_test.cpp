// SPDX-License-Identifier: Apache-2.0
#include "draw/kinds.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

TEST_CASE("the kinds of pictures are listed in one order, each with a summary") {
  std::vector<std::string> names;
  for (const renmai::DrawKind& kind : renmai::draw_kinds()) {
    names.emplace_back(kind.name);
    CHECK_FALSE(kind.summary.empty());
    CHECK_FALSE(kind.summary.ends_with('.'));
    CHECK(&renmai::draw_kind(kind.name) == &kind);
  }
  CHECK(names == std::vector<std::string>{"graph", "neighbourhood", "flow", "lineage", "path", "map", "page", "sankey",
                                          "chord", "matrix", "multiples", "stages", "timeline", "bump"});
}

TEST_CASE("an unknown kind of picture is a usage error with the nearest one") {
  try {
    (void)renmai::draw_kind("linage");
    FAIL("no error");
  } catch (const renmai::Error& error) {
    CHECK(error.kind() == renmai::ErrorKind::usage);
    CHECK(error.message() ==
          "there is no kind of picture 'linage'; there are graph, neighbourhood, flow, lineage, path, map, page, "
          "sankey, chord, matrix, multiples, stages, timeline, bump");
    CHECK(error.hint() == "did you mean 'lineage'?");
  }
}
