// SPDX-License-Identifier: Apache-2.0
#include "pass/mobility.hpp"

#include <cmath>
#include <limits>

#include "pass/flow/matrix.hpp"

namespace renmai {
Table mobility(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const FlowMatrix m = make_flow_matrix(selected, groups, options);
  const auto n = static_cast<double>(m.size());
  const double pairs = n * (n - 1);
  double net = 0;
  for (std::size_t k = 0; k < m.size(); ++k) net += std::abs(m.in[k] - m.out[k]);
  std::vector<double> some;
  double unequal = 0;
  for (const FlowMatrix::Cell& cell : m.cells) {
    some.push_back(cell.moves);
    unequal += std::abs(ratio(cell.moves, m.moves) - ratio(1, pairs));
  }
  const auto filled_pairs = static_cast<double>(some.size());
  unequal += (pairs - filled_pairs) * ratio(1, pairs);
  // Pairs without a move add nothing to the sum of values, but to the number of them.
  const double gini_some = gini(some, false);
  const double gini_all = ratio(filled_pairs * gini_some + (pairs - filled_pairs), pairs);
  const double cmi = ratio(100 * m.moves, m.time);

  std::vector<std::string> measure, unit;
  std::vector<double> value;
  const auto add = [&](const char* name, double number, const char* of) {
    measure.emplace_back(name);
    value.push_back(number);
    unit.emplace_back(of);
  };
  add("moves", m.moves, "moves");
  add("moves of the unknown group", m.moves_of_unknown, "moves");
  add("people", static_cast<double>(m.people), "people");
  add("groups", n, "groups");
  add("person-years at home", m.time, "years");
  add("crude intensity (CMI)", cmi, "moves per 100 person-years");
  add("Courgeau's k", n < 2 ? std::numeric_limits<double>::quiet_NaN() : cmi / std::log(n * n), "");
  add("effectiveness (MEI)", ratio(100 * net, 2 * m.moves), "per 100 moves");
  add("aggregate net rate (ANMR)", ratio(100 * 0.5 * net, m.time), "per 100 person-years");
  add("connectivity", ratio(filled_pairs, pairs), "share of pairs");
  add("inequality", m.moves == 0 || n < 2 ? std::numeric_limits<double>::quiet_NaN() : 0.5 * unequal, "share of moves");
  add("Gini of pairs, zeros in", m.moves == 0 ? std::numeric_limits<double>::quiet_NaN() : gini_all, "");
  add("Gini of pairs, zeros out", gini_some, "");
  add("Gini of pairs, zeros in, over n (n - 1)",
      m.moves == 0 ? std::numeric_limits<double>::quiet_NaN() : gini_all * ratio(pairs, pairs - 1), "");
  add("Gini of pairs, zeros out, over n (n - 1)", gini(some, true), "");
  Table table;
  table.add("measure", std::move(measure));
  table.add("value", std::move(value));
  table.add("unit", std::move(unit));
  table.stamp = flow_stamp({.people = m.people, .undated = m.undated, .tally = m.tally}, groups, selected, options);
  return table;
}

namespace {

constexpr auto options = flow_rows::with_rules(std::array<OptionRow, 0>{});
constexpr std::array columns{
    ColumnRow{"measure", "", "what is measured"},
    ColumnRow{"value", "", "undefined where the definition divides by 0"},
    ColumnRow{"unit", "", "of the value"},
};

}  // namespace

extern constinit const Pass mobility_pass{
    .name = "mobility",
    .family = "flow",
    .summary = "How much people move between groups, how one-way and how evenly",
    .definition =
        "M moves between known groups, P person-years at home, n groups, N = in - out. CMI = 100 M / P; Courgeau's k = "
        "CMI / ln(n^2); MEI = 100 sum |N| / sum (in + out); ANMR = 50 sum |N| / P = CMI * MEI / 100; connectivity: "
        "share "
        "of pairs with a move; inequality = 0.5 sum |m/M - 1/(n (n - 1))|; Gini = sum |x - y| / (2 k^2 mean) over k "
        "pairs, and with k (k - 1) for k^2. CMI and k grow with n: compare at one n.",
    .trap = "CMI and k grow with the number of groups: compare figures at one n. 0/0 is undefined, not 0.",
    .cost = "as moves",
    .paper = "Bell et al. 2002, doi:10.1111/1467-985X.00247",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "measure,value\n"
                            "moves,9\n"
                            "moves of the unknown group,0\n"
                            "people,7\n"
                            "groups,3\n"
                            "person-years at home,98.5024\n"
                            "crude intensity (CMI),9.13683\n"
                            "Courgeau's k,4.15835\n"
                            "effectiveness (MEI),44.4444\n"
                            "aggregate net rate (ANMR),4.06081\n"
                            "connectivity,0.833333\n"
                            "inequality,0.333333\n"
                            "\"Gini of pairs, zeros in\",0.425926\n"
                            "\"Gini of pairs, zeros out\",0.311111\n"
                            "\"Gini of pairs, zeros in, over n (n - 1)\",0.511111\n"
                            "\"Gini of pairs, zeros out, over n (n - 1)\",0.388889\n"},
    .run_records = &Runner<&mobility, options, FlowOptions>::run_records,
};

}  // namespace renmai
