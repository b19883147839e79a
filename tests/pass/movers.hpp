// SPDX-License-Identifier: Apache-2.0
// People who move between countries as a matrix says, for tests of figures of flows.
#pragma once

#include <string>
#include <vector>

#include "../support.hpp"
#include "records/selection.hpp"

namespace renmai::test {

using Matrix = std::vector<std::vector<int>>;

/// 12 7 3 / 5 9 1 / 8 4 6 / 2 2 10 off the diagonal: what statsmodels 0.14 was given for the values in the tests.
inline Matrix example_matrix() { return {{0, 12, 7, 3}, {5, 0, 9, 1}, {8, 4, 0, 6}, {2, 2, 10, 0}}; }

/// Countries A, B, ... with one company each, "org A" ..., at the coordinates given, if any; the year is 2020.
inline RecordsFixture countries(std::size_t count,
                                const std::vector<std::pair<std::string, std::string>>& coordinates = {}) {
  RecordsFixture fixture;
  for (std::size_t k = 0; k < count; ++k) {
    const std::string name(1, static_cast<char>('A' + k));
    std::vector<NamedText> properties;
    if (!coordinates.empty()) properties = {{"latitude", coordinates[k].first}, {"longitude", coordinates[k].second}};
    fixture.entity(name, "place", {.level = "country", .properties = properties});
    fixture.entity("org " + name, "company", {.place = name});
  }
  fixture.builder.dataset().as_of = day_from_civil(2020, 1, 1);
  return fixture;
}

/// Each person works five years in a country and then five years in another.
inline Records movers(const Matrix& matrix, const std::vector<std::pair<std::string, std::string>>& coordinates = {}) {
  RecordsFixture fixture = countries(matrix.size(), coordinates);
  const auto company = [](std::size_t k) { return std::string("org ") + static_cast<char>('A' + k); };
  int person = 0;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) {
      for (int n = 0; n < matrix[i][j]; ++n) {
        const std::string id = "p" + std::to_string(++person);
        fixture.entity(id, "person");
        fixture.relation(id, "employment", company(i), "2000-01-01", "2005-01-01");
        fixture.relation(id, "employment", company(j), "2005-01-01", "2010-01-01");
      }
    }
  }
  return fixture.finish();
}

}  // namespace renmai::test
