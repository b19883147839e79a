// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/chances.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "pass/null/rewire.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t most_numbers = 200'000'000;

using Key = std::tuple<std::uint32_t, Group, Group>;

/// The moves of the cells, one by one, in the order of the cells.
struct MoveLists {
  std::vector<std::pair<Vertex, Vertex>> pairs;
  std::vector<std::uint32_t> periods;
  std::vector<std::size_t> begins;  // where each period begins, and the last ends; cells come by period

  explicit MoveLists(std::span<const FlowCell> cells) {
    for (const FlowCell& cell : cells) {
      if (periods.empty() || periods.back() != cell.period) begins.push_back(pairs.size());
      for (std::uint32_t k = 0; k < cell.moves; ++k) {
        pairs.emplace_back(cell.from, cell.to);
        periods.push_back(cell.period);
      }
    }
    begins.push_back(pairs.size());
  }
};

void draw(MoveLists& moves, FlowNull model, Random& random) {
  if (model == FlowNull::corridors) return shuffle(moves.periods, random);
  for (std::size_t p = 0; p + 1 < moves.begins.size(); ++p) {
    const std::span<std::pair<Vertex, Vertex>> of =
        std::span(moves.pairs).subspan(moves.begins[p], moves.begins[p + 1] - moves.begins[p]);
    rewire(of, true, Rewiring::repeats, rewire_tries * of.size(), random);
  }
}

}  // namespace

std::vector<ChanceOf> flow_chances(std::span<const FlowCell> cells, const FlowOptions& options) {
  const auto draws = static_cast<std::size_t>(options.samples);
  if (draws * cells.size() > most_numbers) {
    throw Error(ErrorKind::limit,
                format_count(draws) + " draws of " + format_count(cells.size()) + " cells are too many to keep", {},
                "fewer --samples, larger groups or longer periods");
  }
  std::map<Key, std::size_t> place;
  for (std::size_t k = 0; k < cells.size(); ++k) place[{cells[k].period, cells[k].from, cells[k].to}] = k;
  const MoveLists observed(cells);
  std::vector<std::uint32_t> counts(draws * cells.size(), 0);  // by draw, then cell
  parallel_for(
      draws,
      [&](std::size_t d) {
        check_stop();
        Random random(mix64(options.seed) + d);
        MoveLists drawn = observed;
        draw(drawn, options.null, random);
        for (std::size_t k = 0; k < drawn.pairs.size(); ++k) {
          const auto cell = place.find({drawn.periods[k], drawn.pairs[k].first, drawn.pairs[k].second});
          if (cell != place.end()) ++counts[d * cells.size() + cell->second];
        }
      },
      1);
  std::vector<ChanceOf> chances;
  chances.reserve(cells.size());
  std::vector<double> values(draws);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    for (std::size_t d = 0; d < draws; ++d) values[d] = counts[d * cells.size() + k];
    chances.emplace_back(cells[k].moves, values);
  }
  return chances;
}

}  // namespace renmai
