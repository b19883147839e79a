// SPDX-License-Identifier: Apache-2.0
#include "pass/career_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "records/redaction.hpp"

namespace renmai {
namespace {

/// Groups in turn and the years each lasted.
struct Sequence {
  Entity person = no_entity;
  std::vector<Group> groups;
  std::vector<double> years;
};

std::vector<Sequence> sequences_of(const Career& career) {
  std::vector<Sequence> sequences;
  int since = 0;
  for (const Event& event : career.events) {
    if (!event.counted || event.date == no_day || event.type == EventType::stated) continue;
    const bool begins = event.type == EventType::entry;
    if (sequences.empty() || sequences.back().person != event.person) {
      if (!begins) continue;
      sequences.push_back({event.person, {event.to}, {}});
      since = year_of(event.date);
      continue;
    }
    Sequence& sequence = sequences.back();
    if (sequence.years.size() == sequence.groups.size()) continue;  // it has ended
    if (is_move(event.type)) {
      const int year = year_of(event.date);
      sequence.years.push_back(year - since);
      sequence.groups.push_back(event.to);
      since = year;
    } else if (event.type == EventType::exit || event.type == EventType::censored) {
      const Day last = event.type == EventType::exit ? event.date - 1 : event.date;
      sequence.years.push_back(std::max(1, year_of(last) - since + 1));
    }
  }
  std::erase_if(sequences, [](const Sequence& sequence) { return sequence.years.size() != sequence.groups.size(); });
  return sequences;
}

double entropy_of(const Sequence& sequence) {
  std::map<Group, double> years;
  const double all = std::accumulate(sequence.years.begin(), sequence.years.end(), 0.0);
  for (std::size_t k = 0; k < sequence.groups.size(); ++k) years[sequence.groups[k]] += sequence.years[k];
  double entropy = 0;
  for (const auto& [group, length] : years) entropy -= length / all * std::log(length / all);
  return std::max(0.0, entropy);
}

double turbulence_of(const Sequence& sequence) {
  const auto spells = static_cast<double>(sequence.years.size());
  const double mean = std::accumulate(sequence.years.begin(), sequence.years.end(), 0.0) / spells;
  double variance = 0;
  for (const double length : sequence.years) variance += (length - mean) * (length - mean) / spells;
  const double greatest = (spells - 1) * (1 - mean) * (1 - mean);
  return std::log2(distinct_subsequences(sequence.groups) * (greatest + 1) / (variance + 1));
}

}  // namespace

double distinct_subsequences(std::span<const Group> sequence) {
  double count = 1;                // of the sequence so far
  std::map<Group, double> before;  // before the last place of a group
  for (const Group group : sequence) {
    const double doubled = 2 * count - (before.contains(group) ? before[group] : 0);
    before[group] = count;
    count = doubled;
  }
  return count;
}

Table career_shape(const Selected& selected, const FlowOptions& options) {
  FlowOptions by_year = options;
  by_year.policy = MovePolicy::mode_year;
  Groups groups = make_groups(selected, by_year);
  const Career career = derive_moves(selected, groups, by_year.rules());
  MoveTally tally;
  for (const Event& event : career.events) tally.add(event);
  const std::vector<Sequence> sequences = sequences_of(career);
  std::set<Group> met;
  for (const Sequence& sequence : sequences) met.insert(sequence.groups.begin(), sequence.groups.end());
  const double most = std::log(static_cast<double>(met.size()));
  struct Row {
    Entity person;
    std::int64_t years, groups, moves;
    double entropy, complexity, turbulence;
  };
  std::vector<Row> rows;
  for (const Sequence& sequence : sequences) {
    const double years = std::accumulate(sequence.years.begin(), sequence.years.end(), 0.0);
    const std::set<Group> different(sequence.groups.begin(), sequence.groups.end());
    const auto moves = static_cast<double>(sequence.groups.size() - 1);
    const double entropy = entropy_of(sequence);
    const bool defined = years > 1 && met.size() > 1;
    const double complexity =
        defined ? std::sqrt(moves / (years - 1) * entropy / most) : std::numeric_limits<double>::quiet_NaN();
    rows.push_back({sequence.person, static_cast<std::int64_t>(years), static_cast<std::int64_t>(different.size()),
                    static_cast<std::int64_t>(moves), entropy, complexity, turbulence_of(sequence)});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.turbulence > b.turbulence; });
  std::vector<std::string> person, person_name;
  std::vector<std::int64_t> years, different, moves;
  std::vector<double> entropy, complexity, turbulence;
  for (const Row& row : rows) {
    person.push_back(shown_id(selected.records, row.person));
    person_name.push_back(shown_name(selected.records, row.person));
    years.push_back(row.years);
    different.push_back(row.groups);
    moves.push_back(row.moves);
    entropy.push_back(row.entropy);
    complexity.push_back(row.complexity);
    turbulence.push_back(row.turbulence);
  }
  Table table;
  table.add("person", std::move(person));
  table.add("person_name", std::move(person_name));
  table.add("years", std::move(years), "years");
  table.add("groups", std::move(different), "groups");
  table.add("moves", std::move(moves), "moves");
  table.add("entropy", std::move(entropy), "nats");
  table.add("complexity", std::move(complexity));
  table.add("turbulence", std::move(turbulence), "bits");
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, by_year);
  return table;
}

namespace {

constexpr std::array options{flow_rows::by, flow_rows::basis, flow_rows::study, flow_rows::backfill};
constexpr std::array columns{
    ColumnRow{"person", "", "id of the person"},
    ColumnRow{"person_name", "", "display name"},
    ColumnRow{"years", "years", "from the first with an affiliation to the last"},
    ColumnRow{"groups", "groups", "different ones"},
    ColumnRow{"moves", "moves", "changes from one year to the next"},
    ColumnRow{"entropy", "nats", "of the shares of years"},
    ColumnRow{"complexity", "", "root of the shares of possible changes and of possible entropy"},
    ColumnRow{"turbulence", "bits", "Elzinga's: of subsequences and of the evenness of spells"},
};

}  // namespace

extern constinit const Pass career_shape_pass{
    .name = "career-shape",
    .family = "moves",
    .summary = "How varied each career is: entropy, complexity, turbulence",
    .definition =
        "Of the sequence of one group a year (policy mode-year): entropy of the shares of years; complexity = "
        "sqrt(transitions / (years - 1) * entropy / ln(groups in all)); turbulence = log2(phi (v_max + 1) / (v + 1)), "
        "phi "
        "distinct subsequences, v the variance of spell lengths, v_max = (spells - 1) (1 - mean)^2.",
    .trap = "Indices of different spans or alphabets do not compare; a person of one year has no complexity.",
    .cost = "as moves",
    .paper =
        "Elzinga & Liefbroer 2007, doi:10.1007/s10680-007-9133-7; Gabadinho et al. 2011, doi:10.18637/jss.v040.i04",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "person_name,years,groups,moves,entropy,complexity,turbulence\n"
                            "ana,17,2,2,0.649248,0.271793,7.99538\n"
                            "dee,15,3,2,1.08519,0.375648,7.30743\n"
                            "bo,13,2,1,0.690186,0.228807,6.64386\n"
                            "eva,16,2,1,0.685314,0.203928,6.64386\n"
                            "gus,13,2,1,0.690186,0.228807,6.64386\n"
                            "fay,14,2,1,0.682908,0.218669,6.20945\n"
                            "chen,14,2,1,0.651757,0.213623,4.88753\n"},
    .run_records = &Runner<&career_shape, options, FlowOptions>::run_records,
};

}  // namespace renmai
