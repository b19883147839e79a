// SPDX-License-Identifier: Apache-2.0
#include "ask/rank_chance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "base/interrupt.hpp"
#include "base/random.hpp"
#include "records/redaction.hpp"

namespace renmai {

Table rank_chance(const Selected& selected, const Projection& projection, const ScoreOf& score, NullModel model,
                  std::uint32_t samples, std::uint64_t seed) {
  const Records& records = selected.records;
  const std::vector<double> observed = score(projection.graph);
  std::vector<std::vector<double>> draws(observed.size());
  for (std::uint32_t d = 0; d < samples; ++d) {
    report_progress("null", d, samples);
    const std::vector<double> drawn = score(null_graph(projection.graph, model, mix64(seed) + d));
    for (std::size_t v = 0; v < drawn.size(); ++v) draws[v].push_back(drawn[v]);
  }
  std::vector<std::size_t> order(observed.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::isnan(observed[b]) ? !std::isnan(observed[a]) : observed[a] > observed[b];
  });
  std::vector<std::int64_t> rank(order.size());
  std::iota(rank.begin(), rank.end(), std::int64_t{1});
  std::vector<std::string> id, name, kind;
  std::vector<double> value, expected, sd, z, p;
  for (const std::size_t v : order) {
    const ChanceOf chance(observed[v], draws[v]);
    id.push_back(shown_id(records, projection.entities[v]));
    name.push_back(shown_name(records, projection.entities[v]));
    kind.push_back(records.entity_kind(projection.entities[v]).name);
    value.push_back(observed[v]);
    expected.push_back(chance.expected);
    sd.push_back(chance.sd);
    z.push_back(chance.z);
    p.push_back(chance.p);
  }
  Table table;
  table.add("rank", std::move(rank));
  table.add("id", std::move(id));
  table.add("name", std::move(name));
  table.add("kind", std::move(kind));
  table.add("score", std::move(value));
  table.add("expected", std::move(expected));
  table.add("sd", std::move(sd));
  table.add("z", std::move(z));
  table.add("p", std::move(p), "probability");
  table.stamp = projection.stamp;
  return table;
}

}  // namespace renmai
