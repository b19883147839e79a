// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "ask/evidence.hpp"
#include "ask/rank_chance.hpp"
#include "ask/rank_settings.hpp"
#include "base/text.hpp"
#include "cli/session.hpp"
#include "cli/verb/pass.hpp"

namespace renmai::cli {
namespace {

constexpr std::string_view usual_rank = "degree";

std::vector<std::string> ranking_passes() {
  std::vector<std::string> names;
  for (const Pass* pass : passes()) {
    if (!pass->score.empty()) names.emplace_back(pass->name);
  }
  return names;
}

bool has_normalized_column(const Pass& pass) {
  return std::any_of(pass.columns.begin(), pass.columns.end(),
                     [](const ColumnRow& column) { return column.name == "normalized"; });
}

/// Whether the score itself is, or by an option of that name becomes, normalised. pass_settings hands that option on.
bool score_is_normalized(const Pass& pass) {
  return (pass.laws & law_sums_to_one) != 0 ||
         std::any_of(pass.options.begin(), pass.options.end(),
                     [](const OptionRow& row) { return row.name == "normalized"; });
}

/// The column that `rank` shows.
std::string score_column(const Pass& pass, bool normalized) {
  if (!normalized || score_is_normalized(pass)) return std::string(pass.score);
  if (has_normalized_column(pass)) return "normalized";
  std::vector<std::string> others;
  for (const Pass* other : passes()) {
    if (!other->score.empty() && (score_is_normalized(*other) || has_normalized_column(*other))) {
      others.emplace_back(other->name);
    }
  }
  throw Error(ErrorKind::usage, "the pass '" + std::string(pass.name) + "' has no normalized score", {},
              "these have one: " + join(others, ", "));
}

/// Rows from the highest score down; equal ones stay in the order of their ids, absent ones come last.
std::vector<std::size_t> ranked_rows(const Table& table, const Column& score, const std::string& kind) {
  const Column& kinds = table.column("kind");
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (kind.empty() || kinds.text(row) == kind) rows.push_back(row);
  }
  const auto above = [&](std::size_t a, std::size_t b) {
    const double x = score.number(a);
    const double y = score.number(b);
    return std::isnan(y) ? !std::isnan(x) : x > y;
  };
  std::stable_sort(rows.begin(), rows.end(), above);
  return rows;
}

/// The rows of a kind of entity, ranked anew; all if none is named.
Table of_kind(const Table& table, const std::string& kind) {
  if (kind.empty()) return table;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.column("kind").text(row) == kind) rows.push_back(row);
  }
  std::vector<std::int64_t> ranks(rows.size());
  std::iota(ranks.begin(), ranks.end(), std::int64_t{1});
  const Table taken = table.take(rows);
  Table ranked;
  ranked.add("rank", std::move(ranks));
  for (const Column& column : taken.columns()) {
    if (column.name != "rank") ranked.add(column);
  }
  ranked.stamp = table.stamp;
  return ranked;
}

/// The table of `rank`, made of that of the pass.
Table rank_table(const Table& scored, const std::string& column, const std::string& kind) {
  const std::vector<std::size_t> rows = ranked_rows(scored, scored.column(column), kind);
  const Table sorted = scored.take(rows);
  std::vector<std::int64_t> ranks(rows.size());
  std::iota(ranks.begin(), ranks.end(), std::int64_t{1});
  Table table;
  table.add("rank", std::move(ranks));
  for (const std::string_view name : {"id", "name", "kind"}) table.add(sorted.column(name));
  Column score = sorted.column(column);
  score.name = "score";
  table.add(std::move(score));
  table.stamp = scored.stamp;
  table.stamp.insert(table.stamp.begin() + 1, {"score", column});
  return table;
}

constexpr std::array<std::string_view, 3> null_words{"degrees", "edges", "links"};

std::vector<std::string> null_choices() { return {null_words.begin(), null_words.end()}; }

/// Scores beside those of graphs left to chance.
Table chance_table(Session& session, const Pass& pass, const std::string& column, const std::string& word) {
  const auto model = static_cast<NullModel>(std::find(null_words.begin(), null_words.end(), word) - null_words.begin());
  const auto samples = static_cast<std::uint32_t>(session.settings().count("samples", 100));
  const std::uint64_t seed = session.settings().seed.value_or(1);
  const Projection projection = session.project(pass.direction == Direction::directed, pass.weights == Weights::used);
  Table table = rank_chance(
      session.selected(), projection,
      [&](const Graph& graph) { return run_scores(session, pass, projection, graph, column); }, model, samples, seed);
  table.stamp.insert(table.stamp.begin(), {"null", "keeps " + word + "; " + std::to_string(samples) + " draws, seed " +
                                                       std::to_string(seed)});
  table.stamp.insert(table.stamp.begin(), {"score", column});
  table.stamp.insert(table.stamp.begin(), {"pass", std::string(pass.name)});
  return table;
}

int run_rank(Session& session) {
  const Settings& settings = session.settings();
  const Pass& pass = require_pass(settings.value("by").value_or(std::string(usual_rank)));
  const std::string column = score_column(pass, settings.flag("normalized"));
  const std::string kind = settings.value("of").value_or("");
  if (!kind.empty()) require_entity_kind(session.records(), kind);
  const std::string axes = settings.value("sensitivity").value_or("");
  const std::string claim = settings.value("claim").value_or("");
  const bool merges = settings.flag("merges");
  if (axes.empty() && !merges && !claim.empty())
    throw Error(ErrorKind::usage, "--claim is asked of several settings; name their axes", {}, "--sensitivity all");
  if (const auto name = settings.value("why")) {
    const Entity entity = session.entity(*name, "--why");
    const Projection projection = session.project(pass.direction == Direction::directed);
    return session.print(rank_evidence(session.selected(), projection, pass, entity));
  }
  if (const auto null = settings.value("null"))
    return session.print(of_kind(chance_table(session, pass, column, *null), kind), BoxColumns::all);
  const auto dropped = settings.value("drop");
  if (axes.empty() && !merges && !dropped) return session.print(rank_table(run_pass(session, pass), column, kind));
  const auto rank_under = [&](const Selected& selected, RollUp roll_up) {
    return rank_table(run_pass_on(session, pass, selected, roll_up), column, kind);
  };
  const RollUp roll_up = settings.roll_up.value_or(RollUp::unit);
  if (dropped) {
    const Entity entity = session.entity(*dropped, "--drop");
    return session.print(rank_without(session.selected(), roll_up, rank_under, entity), BoxColumns::all);
  }
  if (merges) return session.print(rank_merges(session.selected(), roll_up, rank_under, claim), BoxColumns::all);
  return session.print(rank_sensitivity(session.selected(), roll_up, rank_under, axes, claim), BoxColumns::all);
}

std::vector<Option> options_of_ranking_pass(std::span<const std::string> words) {
  const std::string_view typed = value_in(words, "--by");
  const Pass* pass = find_pass(typed.empty() ? usual_rank : typed);
  return pass == nullptr ? std::vector<Option>() : pass_options(*pass);
}

}  // namespace

Verb rank_verb() {
  return {.name = "rank",
          .section = "Ranks and structure",
          .summary = "Who matters: entities by the score of a pass, highest first",
          .detail =
              "Ranks count 1, 2, 3 without ties: equal scores stand in the order of their ids. Undefined scores come "
              "last. Scores are raw unless --normalized is given. The options of the pass chosen may be given too, as "
              "in `renmai rank --by pagerank --damping 0.9`.\n\nThe default, degree, counts the others with whom an "
              "entity shares a kept relation. `renmai passes` "
              "lists what else there is; `renmai help PASS` defines it.",
          .examples = {"renmai rank --by pagerank -n 20", "renmai rank --by betweenness --of person --normalized",
                       "renmai rank --sensitivity all --claim 'top(DeepSeek) = 1'",
                       "renmai rank --why DeepSeek -f footnotes"},
          .options = {{.name = "by",
                       .placeholder = "PASS",
                       .type = ValueType::choice,
                       .summary = "the pass whose score ranks",
                       .fallback = std::string(usual_rank),
                       .choices = ranking_passes()},
                      {.name = "of",
                       .placeholder = "KIND",
                       .type = ValueType::entity_kind,
                       .summary = "only entities of this kind, such as person; all still take part in the score"},
                      {.name = "sensitivity",
                       .placeholder = "AXES",
                       .type = ValueType::text,
                       .summary =
                           "ranks under every setting of these axes: confidence, identity, roll-up, or all; by commas"},
                      {.name = "claim",
                       .placeholder = "CLAIM",
                       .type = ValueType::text,
                       .summary = "with --sensitivity or --merges: in which settings this holds, such as "
                                  "'top(DeepSeek) <= 3'"},
                      {.name = "merges",
                       .summary = "which merges of names matter: the change with each believed the other way round"},
                      {.name = "drop",
                       .placeholder = "NAME",
                       .type = ValueType::entity,
                       .summary = "what ranks lose without this person or organisation and its units"},
                      {.name = "null",
                       .placeholder = "KEEP",
                       .type = ValueType::choice,
                       .summary = "beside each score what it is in graphs left to chance, keeping the degrees, the "
                                  "number of edges, or who is linked (weights are shuffled)",
                       .choices = null_choices()},
                      {.name = "samples",
                       .placeholder = "N",
                       .type = ValueType::integer,
                       .summary = "draws of --null",
                       .fallback = "100",
                       .low = 1,
                       .high = 100000},
                      {.name = "why",
                       .placeholder = "NAME",
                       .type = ValueType::entity,
                       .summary = "the relations and sources behind the score of this entity, by degree or strength"},
                      {.name = "normalized", .summary = "the score on a scale that does not grow with the graph"}},
          .groups = pass_groups,
          .columns = {{"rank", "place, from 1"},
                      {"id", ""},
                      {"name", ""},
                      {"kind", "kind of entity"},
                      {"score", "as the pass defines it"}},
          .terminal_limit = 20,
          .more_options = &options_of_ranking_pass,
          .run = &run_rank};
}

}  // namespace renmai::cli
