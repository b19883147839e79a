// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "pass/flow.hpp"
#include "pass/flow/merges.hpp"
#include "records/axes.hpp"
#include "records/names.hpp"
#include "records/redaction.hpp"
#include "records/schema.hpp"
#include "table/claim_text.hpp"

namespace renmai {

void add_setting(FlowUnderSettings& all, const Selected& selected, const FlowOptions& options) {
  const Table table = flow(selected, options);
  const std::size_t setting = all.stamps.size();
  const bool by_period = options.per != Period::none;
  const Column* const period = by_period ? table.columns().data() : nullptr;
  const Column& from = table.column("from");
  const Column& to = table.column("to");
  const Column& from_id = table.column("from_id");
  const Column& to_id = table.column("to_id");
  const auto& moves = table.column("moves").integers();
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    auto& cell = all.cells[{period ? period->text(row) : std::string(), from_id.text(row), to_id.text(row)}];
    cell.resize(setting + 1, 0);
    cell[setting] = moves[row];
    all.names.emplace(from_id.text(row), from.text(row));
    all.names.emplace(to_id.text(row), to.text(row));
  }
  all.stamps.push_back(table.stamp);
  for (auto& [key, cell] : all.cells) cell.resize(setting + 1, 0);
}

namespace {

/// Columns that every table of cells begins and ends with.
class CellColumns {
 public:
  explicit CellColumns(const FlowUnderSettings& flows) : flows_(flows) {}

  void add(const CellKey& key) {
    period_.push_back(key.period);
    from_.push_back(flows_.names.at(key.from_id));
    to_.push_back(flows_.names.at(key.to_id));
    from_id_.push_back(key.from_id);
    to_id_.push_back(key.to_id);
  }
  void begin(Table& table, Period per) {
    if (per != Period::none)
      table.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(per))), std::move(period_));
    table.add("from", std::move(from_));
    table.add("to", std::move(to_));
  }
  void end(Table& table) {
    table.add("from_id", std::move(from_id_));
    table.add("to_id", std::move(to_id_));
  }

 private:
  const FlowUnderSettings& flows_;
  std::vector<std::string> period_, from_, to_, from_id_, to_id_;
};

/// Cells by period (undated last), then the value downward, then ids.
template <class Value>
std::vector<const std::pair<const CellKey, std::vector<std::int64_t>>*> in_order(const FlowUnderSettings& flows,
                                                                                 const Value& value) {
  std::vector<const std::pair<const CellKey, std::vector<std::int64_t>>*> order;
  order.reserve(flows.cells.size());
  for (const auto& cell : flows.cells) order.push_back(&cell);
  const auto key = [&](const auto* cell) {
    return std::tuple(cell->first.period.empty(), cell->first.period, -value(cell->second));
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
  return order;
}

}  // namespace

Table compare_bases(const Selected& selected, const FlowOptions& options) {
  FlowUnderSettings flows;
  std::array<std::vector<std::int64_t>, flow_rows::basis_words.size()> columns;
  for (std::size_t b = 0; b < columns.size(); ++b) {
    FlowOptions with = options;
    with.bases = false;
    with.basis = static_cast<Basis>(b);
    add_setting(flows, selected, with);
  }
  const auto gap_of = [](const std::vector<std::int64_t>& cell) {
    const auto [least, most] = std::minmax_element(cell.begin(), cell.end());
    return *most - *least;
  };
  CellColumns cells(flows);
  std::vector<std::int64_t> gap;
  for (const auto* cell : in_order(flows, gap_of)) {
    cells.add(cell->first);
    for (std::size_t b = 0; b < columns.size(); ++b) columns[b].push_back(cell->second[b]);
    gap.push_back(gap_of(cell->second));
  }
  Table table;
  cells.begin(table, options.per);
  for (std::size_t b = 0; b < columns.size(); ++b)
    table.add(std::string(flow_rows::basis_words[b]), std::move(columns[b]), "moves");
  table.add("gap", std::move(gap), "moves");
  cells.end(table);
  table.stamp = flows.stamps.front();
  for (auto& [key, value] : table.stamp) {
    if (key == "basis") value = "each of employer, site and residence";
  }
  return table;
}

Table flow_without(const Selected& selected, const FlowOptions& options) {
  FlowOptions plain = options;
  plain.drop.clear();
  const Entity dropped = require_entity(selected.records, options.drop, "--drop");
  Selection selection = selected.selection;
  selection.without.push_back(dropped);
  const Selected rest(selected.records, std::move(selection), selected.regions);
  FlowUnderSettings flows;
  add_setting(flows, selected, plain);
  add_setting(flows, rest, plain);
  const auto lost_of = [](const std::vector<std::int64_t>& cell) { return cell[0] - cell[1]; };
  CellColumns cells(flows);
  std::vector<std::int64_t> moves, without, lost;
  for (const auto* cell : in_order(flows, lost_of)) {
    cells.add(cell->first);
    moves.push_back(cell->second[0]);
    without.push_back(cell->second[1]);
    lost.push_back(lost_of(cell->second));
  }
  Table table;
  cells.begin(table, options.per);
  table.add("moves", std::move(moves), "moves");
  table.add("without", std::move(without), "moves");
  table.add("lost", std::move(lost), "moves");
  cells.end(table);
  table.stamp = flows.stamps.front();
  table.stamp.insert(table.stamp.begin(), {"dropped", shown_name(selected.records, selected.identity(dropped))});
  return table;
}

namespace {

struct Setting {
  double confidence;
  IdentityLevel identity;
  MovePolicy policy;
  Basis basis;
};

constexpr std::array<std::string_view, 4> axis_words{"confidence", "identity", "policy", "basis"};

std::vector<Setting> settings_of(const Selected& selected, const FlowOptions& options) {
  const std::vector<bool> named = named_axes(options.sensitivity, axis_words);
  const Selection& chosen = selected.selection;
  constexpr std::array policies{MovePolicy::tenure, MovePolicy::mode_year, MovePolicy::first_last, MovePolicy::primary};
  constexpr std::array bases{Basis::employer, Basis::site};
  std::vector<Setting> settings;
  for (const double confidence : along(named[0], chosen.min_confidence, confidence_axis)) {
    for (const IdentityLevel identity : along(named[1], chosen.identity, identity_axis)) {
      for (const MovePolicy policy : along(named[2], options.policy, policies)) {
        for (const Basis basis : along(named[3], options.basis, bases))
          settings.push_back({confidence, identity, policy, basis});
      }
    }
  }
  return settings;
}

constexpr std::array claim_words{ClaimWord{"net", 1}, ClaimWord{"in", 1}, ClaimWord{"out", 1}, ClaimWord{"flow", 2}};
constexpr std::string_view claim_example = "net(China) > 0, flow(A, B) > flow(B, A)";

/// The id of a group; one that no move touches is known too if an entity has the id or the name.
std::string group_id(const Selected& selected, const FlowUnderSettings& flows, const std::string& name) {
  const std::string wanted = fold_name(name);
  std::vector<std::string> names;
  for (const auto& [id, shown] : flows.names) {
    if (id == name || fold_name(shown) == wanted) return id;
    names.push_back(shown);
  }
  const Records& records = selected.records;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (records.entity_id(e) == name || fold_name(records.entity_name(e)) == wanted)
      return std::string(records.entity_id(e));
  }
  if (const Region* region = selected.regions.find(name)) return region->id;
  throw Error(ErrorKind::not_found, "--claim: no group is called '" + name + "'", {},
              did_you_mean(name, std::span<const std::string>(names)));
}

/// The value of one side under each setting.
std::vector<double> values_of(const ClaimSide& side, const Selected& selected, const FlowUnderSettings& flows,
                              std::size_t settings) {
  std::vector<double> values(settings, side.number);
  if (side.word.empty()) return values;
  std::vector<std::string> ids;
  ids.reserve(side.arguments.size());
  for (const std::string& name : side.arguments) ids.push_back(group_id(selected, flows, name));
  for (const auto& [key, counts] : flows.cells) {
    const bool out = key.from_id == ids[0];
    const bool in = key.to_id == ids[0];
    double sign = 0;
    if (side.word == "flow") sign = out && key.to_id == ids[1] ? 1 : 0;
    if (side.word == "in" || side.word == "net") sign += in ? 1 : 0;
    if (side.word == "out") sign += out ? 1 : 0;
    if (side.word == "net") sign -= out ? 1 : 0;
    for (std::size_t k = 0; k < settings; ++k) values[k] += sign * static_cast<double>(counts[k]);
  }
  return values;
}

Table claim_table(const Selected& selected, const std::vector<Setting>& settings, const FlowUnderSettings& flows,
                  const FlowOptions& options) {
  const ClaimText claim = parse_claim(options.claim, claim_words, claim_example);
  std::vector<double> left = values_of(claim.left, selected, flows, settings.size());
  std::vector<double> right = values_of(claim.right, selected, flows, settings.size());
  std::vector<std::string> confidence, identity, policy, basis, holds;
  std::size_t held = 0;
  for (std::size_t k = 0; k < settings.size(); ++k) {
    confidence.push_back(format_confidence(settings[k].confidence));
    identity.emplace_back(to_word(settings[k].identity));
    policy.emplace_back(flow_rows::policy_words.at(static_cast<std::size_t>(settings[k].policy)));
    basis.emplace_back(flow_rows::basis_words.at(static_cast<std::size_t>(settings[k].basis)));
    const bool holds_here = claim.holds(left[k], right[k]);
    held += holds_here ? 1 : 0;
    holds.emplace_back(holds_here ? "yes" : "no");
  }
  Table table;
  table.add("confidence", std::move(confidence));
  table.add("identity", std::move(identity));
  table.add("policy", std::move(policy));
  table.add("basis", std::move(basis));
  table.add("holds", std::move(holds));
  table.add("left", std::move(left));
  table.add("right", std::move(right));
  table.stamp = flows.stamps.front();
  table.stamp.insert(table.stamp.begin(), {"claim", options.claim + ": holds in " + std::to_string(held) + " of " +
                                                        std::to_string(settings.size()) + " settings"});
  return table;
}

}  // namespace

Table flow_merges(const Selected& selected, const FlowOptions& options) {
  FlowOptions plain = options;
  plain.merges = false;
  plain.claim.clear();
  FlowUnderSettings chosen;
  add_setting(chosen, selected, plain);
  std::optional<ClaimText> claim;
  if (!options.claim.empty()) claim = parse_claim(options.claim, claim_words, claim_example);
  const auto holds = [&](const FlowUnderSettings& flows) {
    const bool held =
        claim->holds(values_of(claim->left, selected, flows, 1)[0], values_of(claim->right, selected, flows, 1)[0]);
    return std::string(held ? "yes" : "no");
  };
  Table table = effects_of_merges(
      selected,
      [&](const Selected& turned) {
        FlowUnderSettings flows;
        add_setting(flows, turned, plain);
        MergeEffect effect;
        if (claim) effect.holds = holds(flows);
        for (const auto& [key, moves] : chosen.cells) flows.cells[key].push_back(moves.front());
        for (const auto& [key, both] : flows.cells) {
          // One number is of a cell that only one of the two has.
          const std::int64_t difference = both.size() == 2 ? both[0] - both[1] : both[0];
          effect.changed += difference != 0 ? 1 : 0;
          effect.difference += static_cast<double>(std::abs(difference));
        }
        return effect;
      },
      "cells", "moves");
  table.stamp = chosen.stamps.front();
  if (claim)
    table.stamp.insert(table.stamp.begin(),
                       {"claim", options.claim + ": " + (holds(chosen) == "yes" ? "holds" : "does not hold") +
                                     " as chosen; with one merge turned round, see holds"});
  return table;
}

Table flow_sensitivity(const Selected& selected, const FlowOptions& options) {
  FlowOptions plain = options;
  plain.sensitivity.clear();
  plain.claim.clear();
  FlowUnderSettings flows;
  add_setting(flows, selected, plain);  // as chosen
  FlowUnderSettings varied;
  const std::vector<Setting> settings = settings_of(selected, options);
  for (const Setting& setting : settings) {
    Selection selection = selected.selection;
    selection.min_confidence = setting.confidence;
    selection.identity = setting.identity;
    FlowOptions with = plain;
    with.policy = setting.policy;
    with.basis = setting.basis;
    const Selected again(selected.records, std::move(selection), selected.regions);
    add_setting(varied, again, with);
  }
  if (!options.claim.empty()) return claim_table(selected, settings, varied, options);
  for (const auto& [key, chosen] : flows.cells) varied.cells.try_emplace(key, settings.size(), 0);
  varied.names.insert(flows.names.begin(), flows.names.end());
  const auto most_of = [](const std::vector<std::int64_t>& cell) {
    return *std::max_element(cell.begin(), cell.end());
  };
  CellColumns cells(varied);
  std::vector<std::int64_t> chosen, least, most, count, present;
  std::vector<double> median;
  for (const auto* cell : in_order(varied, most_of)) {
    const auto& counts = cell->second;
    const auto as_chosen = flows.cells.find(cell->first);
    cells.add(cell->first);
    chosen.push_back(as_chosen == flows.cells.end() ? 0 : as_chosen->second.front());
    least.push_back(*std::min_element(counts.begin(), counts.end()));
    median.push_back(median_of(counts));
    most.push_back(most_of(counts));
    count.push_back(static_cast<std::int64_t>(settings.size()));
    present.push_back(std::count_if(counts.begin(), counts.end(), [](std::int64_t moves) { return moves > 0; }));
  }
  Table table;
  cells.begin(table, options.per);
  table.add("chosen", std::move(chosen), "moves");
  table.add("least", std::move(least), "moves");
  table.add("median", std::move(median), "moves");
  table.add("most", std::move(most), "moves");
  table.add("settings", std::move(count), "settings");
  table.add("present", std::move(present), "settings");
  cells.end(table);
  table.stamp = flows.stamps.front();
  table.stamp.insert(table.stamp.begin(),
                     {"sensitivity", options.sensitivity + ": " + std::to_string(settings.size()) + " settings"});
  return table;
}

}  // namespace renmai
