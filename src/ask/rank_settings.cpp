// SPDX-License-Identifier: Apache-2.0
#include "ask/rank_settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "records/axes.hpp"
#include "records/names.hpp"
#include "records/redaction.hpp"
#include "records/schema.hpp"
#include "table/claim_text.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> axes_known{"confidence", "identity", "roll-up"};
constexpr std::array claim_words{ClaimWord{"top", 1}, ClaimWord{"score", 1}};
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

struct Setting {
  double confidence;
  IdentityLevel identity;
  RollUp roll_up;
};

/// One ranking: rank and score by id, and who is first.
struct Ranking {
  std::map<std::string, std::pair<std::int64_t, double>, std::less<>> places;
  std::vector<std::string> first;
};

struct Shown {
  std::string name;
  std::string kind;
};

Ranking ranking_of(const Table& table, std::map<std::string, Shown>& shown) {
  Ranking ranking;
  const Column& id = table.column("id");
  const Column& name = table.column("name");
  const Column& kind = table.column("kind");
  const Column& score = table.column("score");
  std::int64_t rank = 0;
  double last = undefined;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const double value = score.number(row);
    if (std::isnan(value) || id.text(row).empty()) continue;  // redacted entities are not told apart
    if (value != last) rank = static_cast<std::int64_t>(row) + 1;
    last = value;
    ranking.places[id.text(row)] = {rank, value};
    shown.try_emplace(id.text(row), Shown{name.text(row), kind.text(row)});
    if (rank == 1) ranking.first.push_back(name.text(row));
  }
  return ranking;
}

/// The value of one side in a ranking, NaN if the entity has none.
double value_of(const ClaimSide& side, const Selected& selected, const Ranking& ranking) {
  if (side.word.empty()) return side.number;
  const Entity entity = selected.identity(require_entity(selected.records, side.arguments.front(), "--claim"));
  const auto place = ranking.places.find(selected.records.entity_id(entity));
  if (place == ranking.places.end()) return undefined;
  return side.word == "top" ? static_cast<double>(place->second.first) : place->second.second;
}

}  // namespace

Table rank_sensitivity(const Selected& selected, RollUp roll_up, const RankUnder& rank_under, std::string_view axes,
                       std::string_view claim) {
  const std::vector<bool> named = named_axes(axes, axes_known);
  const Selection& chosen = selected.selection;
  std::vector<Setting> settings;
  for (const double confidence : along(named[0], chosen.min_confidence, std::array{1.0, 0.75, 0.4})) {
    for (const IdentityLevel identity :
         along(named[1], chosen.identity,
               std::array{IdentityLevel::none, IdentityLevel::certain, IdentityLevel::likely})) {
      for (const RollUp up : along(named[2], roll_up, std::array{RollUp::unit, RollUp::organisation}))
        settings.push_back({confidence, identity, up});
    }
  }
  std::map<std::string, Shown> shown;
  const Table as_chosen = rank_under(selected, roll_up);
  const Ranking chosen_ranking = ranking_of(as_chosen, shown);
  const ClaimText wanted =
      claim.empty() ? ClaimText() : parse_claim(claim, claim_words, "top(DeepSeek) <= 3, score(A) > score(B)");
  std::map<std::string, std::vector<std::int64_t>> ranks;
  std::vector<std::string> confidence, identity, level, holds, first;
  std::vector<double> left, right;
  std::size_t held = 0;
  for (const Setting& setting : settings) {
    Selection selection = chosen;
    selection.min_confidence = setting.confidence;
    selection.identity = setting.identity;
    const Selected again(selected.records, std::move(selection), selected.regions);
    const Ranking ranking = ranking_of(rank_under(again, setting.roll_up), shown);
    for (const auto& [id, place] : ranking.places) ranks[id].push_back(place.first);
    if (claim.empty()) continue;
    confidence.push_back(format_confidence(setting.confidence));
    identity.emplace_back(to_word(setting.identity));
    level.emplace_back(to_word(setting.roll_up));
    left.push_back(value_of(wanted.left, again, ranking));
    right.push_back(value_of(wanted.right, again, ranking));
    const bool known = !std::isnan(left.back()) && !std::isnan(right.back());
    const bool holds_here = known && wanted.holds(left.back(), right.back());
    held += holds_here ? 1 : 0;
    holds.emplace_back(holds_here ? "yes" : "no");
    first.push_back(join(ranking.first, "; "));
  }
  Table table;
  const std::string count = std::to_string(settings.size());
  if (!claim.empty()) {
    table.add("confidence", std::move(confidence));
    table.add("identity", std::move(identity));
    table.add("roll_up", std::move(level));
    table.add("holds", std::move(holds));
    table.add("left", std::move(left));
    table.add("right", std::move(right));
    table.add("first", std::move(first));
    table.stamp = as_chosen.stamp;
    table.stamp.insert(table.stamp.begin(), {"claim", std::string(claim) + ": holds in " + std::to_string(held) +
                                                          " of " + count + " settings"});
    return table;
  }
  struct Row {
    std::string id;
    std::int64_t best;
    double median;
    std::int64_t worst;
    std::int64_t present;
  };
  std::vector<Row> rows;
  for (const auto& [id, of] : ranks) {
    const auto [best, worst] = std::minmax_element(of.begin(), of.end());
    rows.push_back({id, *best, median_of(of), *worst, static_cast<std::int64_t>(of.size())});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return std::tie(a.best, a.median) < std::tie(b.best, b.median); });
  std::vector<std::string> id, name, kind;
  std::vector<std::int64_t> now, best, worst, all, present;
  std::vector<double> median;
  for (const Row& row : rows) {
    const auto place = chosen_ranking.places.find(row.id);
    id.push_back(row.id);
    name.push_back(shown.at(row.id).name);
    kind.push_back(shown.at(row.id).kind);
    now.push_back(place == chosen_ranking.places.end() ? Column::absent : place->second.first);
    best.push_back(row.best);
    median.push_back(row.median);
    worst.push_back(row.worst);
    all.push_back(static_cast<std::int64_t>(settings.size()));
    present.push_back(row.present);
  }
  table.add("id", std::move(id));
  table.add("name", std::move(name));
  table.add("kind", std::move(kind));
  table.add("chosen", std::move(now));
  table.add("best", std::move(best));
  table.add("median", std::move(median));
  table.add("worst", std::move(worst));
  table.add("settings", std::move(all), "settings");
  table.add("present", std::move(present), "settings");
  table.stamp = as_chosen.stamp;
  table.stamp.insert(table.stamp.begin(), {"sensitivity", std::string(axes) + ": " + count + " settings"});
  return table;
}

}  // namespace renmai
