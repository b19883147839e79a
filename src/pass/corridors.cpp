// SPDX-License-Identifier: Apache-2.0
#include "pass/corridors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "pass/flow/gravity.hpp"
#include "pass/flow/matrix.hpp"

namespace renmai {
namespace {

constexpr std::size_t most_groups = 5000;
constexpr std::size_t most_groups_of_gravity = 1000;

/// Latitude and longitude in radians.
struct Coordinates {
  double latitude = 0;
  double longitude = 0;
};

std::optional<double> degrees(const Records& records, Entity e, std::string_view name, double most) {
  const auto value = to_number(records.entity_property(e, name));
  if (!value || std::abs(*value) > most) return std::nullopt;
  constexpr double degree = 3.14159265358979323846 / 180;
  return *value * degree;
}

std::vector<Coordinates> coordinates_of(const Selected& selected, const Groups& groups, const FlowMatrix& m) {
  std::vector<Coordinates> all;
  for (const Group group : m.groups) {
    const auto entity = selected.records.find_entity(groups.id(group));
    constexpr double most_latitude = 90;
    constexpr double most_longitude = 180;
    const auto latitude = entity ? degrees(selected.records, *entity, "latitude", most_latitude) : std::nullopt;
    const auto longitude = entity ? degrees(selected.records, *entity, "longitude", most_longitude) : std::nullopt;
    if (!latitude || !longitude) {
      throw Error(ErrorKind::usage,
                  "the gravity model wants the properties latitude and longitude, in degrees, of every group, but '" +
                      groups.id(group) + "' has none",
                  {}, "--model quasi-independence needs no distances");
    }
    all.push_back({*latitude, *longitude});
  }
  return all;
}

/// Kilometres along the great circle, at least one.
double distance(const Coordinates& a, const Coordinates& b) {
  constexpr double radius = 6371.0088;
  const double dx = std::sin((b.longitude - a.longitude) / 2);
  const double dy = std::sin((b.latitude - a.latitude) / 2);
  const double h = dy * dy + std::cos(a.latitude) * std::cos(b.latitude) * dx * dx;
  return std::max(1.0, 2 * radius * std::asin(std::sqrt(std::min(1.0, h))));
}

struct Corridor {
  std::uint32_t from;
  std::uint32_t to;
  double moves;
  double expected;
  double residual;
  double p;
  double q = 1;
};

void refuse_margins() {
  throw Error(ErrorKind::input,
              "no table without a diagonal has these margins, or only one with empty corridors: some group is an end "
              "of too large "
              "a share of all moves to tell what to expect",
              {}, "count by larger groups, or over a longer time");
}

/// Benjamini-Hochberg.
void set_q(std::vector<Corridor>& corridors) {
  std::vector<std::size_t> order(corridors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return corridors[a].p < corridors[b].p; });
  double least = 1;
  for (std::size_t rank = order.size(); rank-- > 0;) {
    Corridor& corridor = corridors[order[rank]];
    least = std::min(least, corridor.p * static_cast<double>(order.size()) / static_cast<double>(rank + 1));
    corridor.q = least;
  }
}

/// What the model expects of each pair, row by row, and what a stamp tells of the fit.
struct Expectation {
  std::vector<double> moves;
  Stamp fit;
};

Expectation expect(const Selected& selected, const Groups& groups, const FlowMatrix& m, CorridorModel model) {
  const std::size_t n = m.size();
  Expectation expected{std::vector<double>(n * n, 0), {}};
  if (m.moves == 0) return expected;
  const auto fill = [&](const auto& of_pair) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (i != j) expected.moves[i * n + j] = of_pair(i, j);
      }
    }
  };
  if (model == CorridorModel::quasi_independence) {
    const Expected fit = quasi_independence(m.out, m.in);
    if (fit.from.empty()) refuse_margins();
    fill([&](std::size_t i, std::size_t j) { return fit.from[i] * fit.to[j]; });
    return expected;
  }
  const auto places = coordinates_of(selected, groups, m);
  const auto log_distance = [&](std::size_t i, std::size_t j) { return std::log(distance(places[i], places[j])); };
  const auto fit = fit_gravity(m, log_distance);
  if (!fit) refuse_margins();
  fill([&](std::size_t i, std::size_t j) {
    return fit->from[i] * fit->to[j] * std::exp(fit->exponent * log_distance(i, j));
  });
  expected.fit.emplace_back("exponent of distance", format_number(fit->exponent));
  return expected;
}

/// All pairs of which something is expected, by residual downward.
std::vector<Corridor> find_corridors(const FlowMatrix& m, const std::vector<double>& expected, bool zeros) {
  const std::size_t n = m.size();
  std::vector<double> observed(n * n, 0);
  for (const FlowMatrix::Cell& cell : m.cells) observed[cell.from * n + cell.to] = cell.moves;
  std::vector<Corridor> all;
  for (std::uint32_t i = 0; i < n; ++i) {
    for (std::uint32_t j = 0; j < n; ++j) {
      const double e = expected[i * n + j];
      if (!(e > 0)) continue;
      const double residual = (observed[i * n + j] - e) / std::sqrt(e);
      all.push_back({i, j, observed[i * n + j], e, residual, std::erfc(std::abs(residual) / std::sqrt(2.0))});
    }
  }
  set_q(all);
  if (!zeros) std::erase_if(all, [](const Corridor& corridor) { return corridor.moves == 0; });
  std::stable_sort(all.begin(), all.end(),
                   [](const Corridor& a, const Corridor& b) { return a.residual > b.residual; });
  return all;
}

Table table_of(const std::vector<Corridor>& all, const FlowMatrix& m, const Groups& groups) {
  const auto texts = [&](std::uint32_t Corridor::*end, const auto& of_group) {
    std::vector<std::string> column;
    column.reserve(all.size());
    for (const Corridor& corridor : all) column.push_back(of_group(m.groups[corridor.*end]));
    return column;
  };
  const auto reals = [&](const auto& of_corridor) {
    std::vector<double> column;
    column.reserve(all.size());
    for (const Corridor& corridor : all) column.push_back(of_corridor(corridor));
    return column;
  };
  const auto name = [&](Group g) { return groups.name(g); };
  const auto id = [&](Group g) { return groups.id(g); };
  std::vector<std::int64_t> moves;
  moves.reserve(all.size());
  for (const Corridor& corridor : all) moves.push_back(static_cast<std::int64_t>(corridor.moves));
  Table table;
  table.add("from", texts(&Corridor::from, name));
  table.add("to", texts(&Corridor::to, name));
  table.add("moves", std::move(moves), "moves");
  table.add("expected", reals([](const Corridor& c) { return c.expected; }), "moves");
  table.add("residual", reals([](const Corridor& c) { return c.residual; }));
  table.add("p", reals([](const Corridor& c) { return c.p; }), "probability");
  table.add("q", reals([](const Corridor& c) { return c.q; }), "probability");
  table.add("preference", reals([](const Corridor& c) { return c.moves / c.expected; }));
  const auto velocity = [&](const Corridor& c) {
    return ratio(c.moves * m.time, m.person_years[c.from] * m.person_years[c.to]);
  };
  table.add("velocity", reals(velocity), "moves per person-year");
  table.add("from_id", texts(&Corridor::from, id));
  table.add("to_id", texts(&Corridor::to, id));
  return table;
}

}  // namespace

Table corridors(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const FlowMatrix m = make_flow_matrix(selected, groups, options);
  const std::size_t most = options.model == CorridorModel::gravity ? most_groups_of_gravity : most_groups;
  if (m.size() > most) {
    throw Error(ErrorKind::limit,
                "corridors are looked at between at most " + format_count(most) + " groups, but there are " +
                    format_count(m.size()),
                {}, "count by larger groups: --by country");
  }
  const Expectation expected = expect(selected, groups, m, options.model);
  Table table = table_of(find_corridors(m, expected.moves, options.zeros), m, groups);
  table.stamp = flow_stamp({.people = m.people, .undated = m.undated, .tally = m.tally}, groups, selected, options);
  table.stamp.insert(table.stamp.end(), expected.fit.begin(), expected.fit.end());
  return table;
}

namespace {

constexpr std::array<std::string_view, 2> model_words{"quasi-independence", "gravity"};
constexpr auto options = flow_rows::with_rules(
    std::array{choice<&FlowOptions::model>(
                   "model", "what to expect of the sizes of both ends, or of their distance too", model_words),
               option<&FlowOptions::zeros>("zeros", "list pairs without a move too")});
constexpr std::array columns{
    ColumnRow{"from", "", "group left"},
    ColumnRow{"to", "", "group entered"},
    ColumnRow{"moves", "moves", "observed"},
    ColumnRow{"expected", "moves", "by the model"},
    ColumnRow{"residual", "", "Pearson's: (moves - expected) / sqrt(expected)"},
    ColumnRow{"p", "probability", "two-sided, of the residual as a standard normal; crude where little is expected"},
    ColumnRow{"q", "probability", "share of false discoveries up to here (Benjamini-Hochberg over all pairs)"},
    ColumnRow{"preference", "", "moves / expected"},
    ColumnRow{"velocity", "moves per person-year", "moves times all person-years over those of both ends"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
};

}  // namespace

extern constinit const Pass corridors_pass{
    .name = "corridors",
    .family = "flow",
    .summary = "Which corridors hold more moves than the sizes of their ends explain",
    .definition =
        "Expected moves with the margins observed and an empty diagonal: a_i b_j (quasi-independence; O_i D_j / M "
        "would "
        "not sum to M), or exp(a_i + g_j + d ln distance) (Poisson gravity). Pearson residual, its two-sided p, q by "
        "Benjamini-Hochberg over all pairs; preference M / E; velocity M P / (P_i P_j).",
    .trap =
        "O_i D_j / M does not sum to M, for nobody moves to where they are. Zeros have no logarithm; margins of zero "
        "separate.",
    .cost = "as moves, and O(groups^2)",
    .paper =
        "Santos Silva & Tenreyro 2006, doi:10.1162/rest.88.4.641; Benjamini & Hochberg 1995, "
        "doi:10.1111/j.2517-6161.1995.tb02031.x",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "from,to,moves,expected,residual,preference\n"
                            "US,CN,1,0.91136,0.0928502,1.09726\n"
                            "GB,US,1,0.91136,0.0928502,1.09726\n"
                            "CN,GB,1,0.91136,0.0928502,1.09726\n"
                            "CN,US,4,4.08864,-0.0438368,0.978321\n"
                            "US,GB,2,2.08864,-0.0613333,0.957561\n"},
    .run_records = &Runner<&corridors, options, FlowOptions>::run_records,
};

}  // namespace renmai
