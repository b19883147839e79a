// SPDX-License-Identifier: Apache-2.0
#include "pass/balance.hpp"

#include <algorithm>
#include <numeric>

#include "pass/flow/matrix.hpp"

namespace renmai {

Table balance(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const FlowMatrix m = make_flow_matrix(selected, groups, options);
  const auto net = [&](std::size_t k) { return m.in[k] - m.out[k]; };
  std::vector<std::size_t> order(m.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return net(a) > net(b); });
  const auto counts = [&](const auto& of) {
    std::vector<std::int64_t> column;
    column.reserve(order.size());
    for (const std::size_t k : order) column.push_back(static_cast<std::int64_t>(of(k)));
    return column;
  };
  const auto reals = [&](const auto& of) {
    std::vector<double> column;
    column.reserve(order.size());
    for (const std::size_t k : order) column.push_back(of(k));
    return column;
  };
  const auto texts = [&](const auto& of) {
    std::vector<std::string> column;
    column.reserve(order.size());
    for (const std::size_t k : order) column.push_back(of(m.groups[k]));
    return column;
  };
  constexpr double thousand = 1000;
  Table table;
  table.add("group", texts([&](Group g) { return groups.name(g); }));
  table.add("in", counts([&](std::size_t k) { return m.in[k]; }), "moves");
  table.add("out", counts([&](std::size_t k) { return m.out[k]; }), "moves");
  table.add("net", counts(net), "moves");
  table.add("turnover", counts([&](std::size_t k) { return m.in[k] + m.out[k]; }), "moves");
  table.add("effectiveness", reals([&](std::size_t k) { return ratio(100 * net(k), m.in[k] + m.out[k]); }),
            "per 100 moves");
  table.add("person_years", reals([&](std::size_t k) { return m.person_years[k]; }), "years");
  table.add("in_rate", reals([&](std::size_t k) { return ratio(thousand * m.in[k], m.person_years[k]); }),
            "per 1000 person-years");
  table.add("out_rate", reals([&](std::size_t k) { return ratio(thousand * m.out[k], m.person_years[k]); }),
            "per 1000 person-years");
  table.add("net_rate", reals([&](std::size_t k) { return ratio(thousand * net(k), m.person_years[k]); }),
            "per 1000 person-years");
  table.add("id", texts([&](Group g) { return groups.id(g); }));
  table.stamp = flow_stamp({.people = m.people, .undated = m.undated, .tally = m.tally}, groups, selected, options);
  return table;
}

namespace {

constexpr auto options = flow_rows::with_rules(std::array<OptionRow, 0>{});
constexpr std::array columns{
    ColumnRow{"group", "", "by name"},
    ColumnRow{"in", "moves", "from other known groups"},
    ColumnRow{"out", "moves", "to other known groups"},
    ColumnRow{"net", "moves", "in - out"},
    ColumnRow{"turnover", "moves", "in + out"},
    ColumnRow{"effectiveness", "per 100 moves", "100 net / turnover; undefined without moves"},
    ColumnRow{"person_years", "years", "at home there, up to the as-of date"},
    ColumnRow{"in_rate", "per 1000 person-years", "in over person_years"},
    ColumnRow{"out_rate", "per 1000 person-years", "out over person_years"},
    ColumnRow{"net_rate", "per 1000 person-years", "net over person_years"},
    ColumnRow{"id", "", "of the group"},
};

}  // namespace

extern constinit const Pass balance_pass{
    .name = "balance",
    .family = "flow",
    .summary = "What each group gains and loses by moves, with rates",
    .definition =
        "in, out, net = in - out, turnover = in + out of moves between known groups; effectiveness = 100 net / "
        "turnover; "
        "rates per 1000 person-years at home in the group. Nets sum to 0.",
    .trap = "Rates want time at risk, not heads: who stays a year counts a tenth of who stays ten.",
    .cost = "as moves",
    .paper = "Bell et al. 2002, doi:10.1111/1467-985X.00247",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "group,in,out,net,effectiveness,net_rate\n"
                            "GB,3,1,2,50,88.8902\n"
                            "US,5,3,2,25,48.1892\n"
                            "CN,1,5,-4,-66.6667,-115.943\n"},
    .run_records = &Runner<&balance, options, FlowOptions>::run_records,
};

}  // namespace renmai
