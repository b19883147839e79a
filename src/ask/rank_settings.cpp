// SPDX-License-Identifier: Apache-2.0
#include "ask/rank_settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"
#include "pass/flow/merges.hpp"
#include "records/axes.hpp"
#include "records/names.hpp"
#include "records/redaction.hpp"
#include "records/schema.hpp"
#include "table/claim_text.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> axes_known{"confidence", "identity", "roll-up"};
constexpr std::array claim_words{ClaimWord{"top", 1}, ClaimWord{"score", 1}};
constexpr std::string_view claim_example = "top(DeepSeek) <= 3, score(A) > score(B)";
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

std::vector<Setting> settings_of(const Selection& chosen, RollUp roll_up, std::string_view axes) {
  const std::vector<bool> named = named_axes(axes, axes_known);
  constexpr std::array roll_ups{RollUp::unit, RollUp::organisation};
  std::vector<Setting> settings;
  for (const double confidence : along(named[0], chosen.min_confidence, confidence_axis)) {
    for (const IdentityLevel identity : along(named[1], chosen.identity, identity_axis)) {
      for (const RollUp up : along(named[2], roll_up, roll_ups)) settings.push_back({confidence, identity, up});
    }
  }
  return settings;
}

/// Reruns the ranking under each setting: visit(setting, selection, ranking).
template <class Visit>
void for_each_setting(const Selected& selected, const std::vector<Setting>& settings, const RankUnder& rank_under,
                      std::map<std::string, Shown>& shown, const Visit& visit) {
  for (const Setting& setting : settings) {
    Selection selection = selected.selection;
    selection.min_confidence = setting.confidence;
    selection.identity = setting.identity;
    const Selected again(selected.records, std::move(selection), selected.regions);
    visit(setting, again, ranking_of(rank_under(again, setting.roll_up), shown));
  }
}

/// In which settings the claim holds.
Table claim_table(const Selected& selected, const std::vector<Setting>& settings, const RankUnder& rank_under,
                  const std::string& claim) {
  const ClaimText wanted = parse_claim(claim, claim_words, claim_example);
  std::map<std::string, Shown> shown;
  std::vector<std::string> confidence, identity, level, holds, first;
  std::vector<double> left, right;
  std::size_t held = 0;
  for_each_setting(selected, settings, rank_under, shown,
                   [&](const Setting& setting, const Selected& again, const Ranking& ranking) {
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
                   });
  Table table;
  table.add("confidence", std::move(confidence));
  table.add("identity", std::move(identity));
  table.add("roll_up", std::move(level));
  table.add("holds", std::move(holds));
  table.add("left", std::move(left));
  table.add("right", std::move(right));
  table.add("first", std::move(first));
  table.stamp = {
      {"claim", claim + ": holds in " + std::to_string(held) + " of " + std::to_string(settings.size()) + " settings"}};
  return table;
}

/// Of each entity its ranks over the settings, and the one as chosen.
Table ranks_table(const Selected& selected, const std::vector<Setting>& settings, const RankUnder& rank_under,
                  const Table& as_chosen) {
  struct Row {
    std::string id;
    std::int64_t best;
    double median;
    std::int64_t worst;
    std::int64_t present;
  };
  std::map<std::string, Shown> shown;
  const Ranking chosen = ranking_of(as_chosen, shown);
  std::map<std::string, std::vector<std::int64_t>> ranks;
  for_each_setting(selected, settings, rank_under, shown, [&](const Setting&, const Selected&, const Ranking& ranking) {
    for (const auto& [id, place] : ranking.places) ranks[id].push_back(place.first);
  });
  std::vector<Row> rows;
  for (const auto& [id, of] : ranks) {
    const auto [best, worst] = std::minmax_element(of.begin(), of.end());
    rows.push_back({id, *best, median_of(of), *worst, static_cast<std::int64_t>(of.size())});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return std::tie(a.best, a.median) < std::tie(b.best, b.median); });
  std::vector<std::string> name, kind;
  std::vector<std::int64_t> now;
  for (const Row& row : rows) {
    const auto place = chosen.places.find(row.id);
    name.push_back(shown.at(row.id).name);
    kind.push_back(shown.at(row.id).kind);
    now.push_back(place == chosen.places.end() ? Column::absent : place->second.first);
  }
  Table table;
  table.add("id", column(rows, &Row::id));
  table.add("name", std::move(name));
  table.add("kind", std::move(kind));
  table.add("chosen", std::move(now));
  table.add("best", column(rows, &Row::best));
  table.add("median", column(rows, &Row::median));
  table.add("worst", column(rows, &Row::worst));
  table.add("settings", std::vector<std::int64_t>(rows.size(), static_cast<std::int64_t>(settings.size())), "settings");
  table.add("present", column(rows, &Row::present), "settings");
  return table;
}

}  // namespace

Table rank_without(const Selected& selected, RollUp roll_up, const RankUnder& rank_under, Entity dropped) {
  Selection selection = selected.selection;
  selection.without.push_back(dropped);
  const Selected rest(selected.records, std::move(selection), selected.regions);
  const Table as_chosen = rank_under(selected, roll_up);
  std::map<std::string, Shown> shown;
  const Ranking before = ranking_of(as_chosen, shown);
  const Ranking after = ranking_of(rank_under(rest, roll_up), shown);
  struct Row {
    std::int64_t rank;
    std::string id, name, kind;
    double score;
    std::int64_t rank_without;
    double score_without, lost;
  };
  std::vector<Row> rows;
  for (const auto& [id, place] : before.places) {
    const auto later = after.places.find(id);
    const bool stays = later != after.places.end();
    const double score = stays ? later->second.second : undefined;
    rows.push_back({place.first, id, shown.at(id).name, shown.at(id).kind, place.second,
                    stays ? later->second.first : Column::absent, score, place.second - score});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
  Table table;
  table.add("rank", column(rows, &Row::rank));
  table.add("id", column(rows, &Row::id));
  table.add("name", column(rows, &Row::name));
  table.add("kind", column(rows, &Row::kind));
  table.add("score", column(rows, &Row::score));
  table.add("rank_without", column(rows, &Row::rank_without));
  table.add("score_without", column(rows, &Row::score_without));
  table.add("lost", column(rows, &Row::lost));
  table.stamp = as_chosen.stamp;
  table.stamp.insert(table.stamp.begin(), {"dropped", shown_name(selected.records, selected.identity(dropped))});
  return table;
}

Table rank_merges(const Selected& selected, RollUp roll_up, const RankUnder& rank_under, std::string_view claim) {
  const Table as_chosen = rank_under(selected, roll_up);
  std::map<std::string, Shown> shown;
  const Ranking chosen = ranking_of(as_chosen, shown);
  std::optional<ClaimText> wanted;
  if (!claim.empty()) wanted = parse_claim(claim, claim_words, claim_example);
  const auto holds = [&](const Selected& under, const Ranking& ranking) {
    const double left = value_of(wanted->left, under, ranking);
    const double right = value_of(wanted->right, under, ranking);
    return std::string(!std::isnan(left) && !std::isnan(right) && wanted->holds(left, right) ? "yes" : "no");
  };
  Table table = effects_of_merges(
      selected,
      [&](const Selected& turned) {
        const Ranking now = ranking_of(rank_under(turned, roll_up), shown);
        MergeEffect effect;
        if (wanted) effect.holds = holds(turned, now);
        std::map<std::string, std::pair<std::int64_t, double>> gone(chosen.places.begin(), chosen.places.end());
        for (const auto& [id, place] : now.places) {
          const auto before = gone.find(id);
          const auto was = before == gone.end() ? std::pair<std::int64_t, double>{0, 0} : before->second;
          effect.changed += was.first != place.first ? 1 : 0;
          effect.difference += std::abs(was.second - place.second);
          if (before != gone.end()) gone.erase(before);
        }
        for (const auto& [id, place] : gone) {
          ++effect.changed;
          effect.difference += std::abs(place.second);
        }
        return effect;
      },
      "entities", "score");
  table.stamp = as_chosen.stamp;
  if (wanted)
    table.stamp.insert(
        table.stamp.begin(),
        {"claim", std::string(claim) + ": " + (holds(selected, chosen) == "yes" ? "holds" : "does not hold") +
                      " as chosen; with one merge turned round, see holds"});
  return table;
}

Table rank_sensitivity(const Selected& selected, RollUp roll_up, const RankUnder& rank_under, std::string_view axes,
                       std::string_view claim) {
  const std::vector<Setting> settings = settings_of(selected.selection, roll_up, axes);
  const Table as_chosen = rank_under(selected, roll_up);
  Table table = claim.empty() ? ranks_table(selected, settings, rank_under, as_chosen)
                              : claim_table(selected, settings, rank_under, std::string(claim));
  if (claim.empty())
    table.stamp.emplace_back("sensitivity", std::string(axes) + ": " + std::to_string(settings.size()) + " settings");
  table.stamp.insert(table.stamp.end(), as_chosen.stamp.begin(), as_chosen.stamp.end());
  return table;
}

}  // namespace renmai
