// SPDX-License-Identifier: Apache-2.0
#include "pass/stages.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "base/error.hpp"
#include "pass/flow/count.hpp"
#include "pass/flow/matrix.hpp"

namespace renmai {
namespace {

/// A spell of study or work of one person.
struct Stay {
  Entity person;
  bool study;
  bool dated;
  Day start;
  Day end;
  Fact fact;
};

enum class Sort : std::uint8_t { neither, study, work };

Sort sort_of(const RelationKind& kind) {
  if (kind.has(trait_study)) return kind.name == "exchange" ? Sort::neither : Sort::study;
  const bool works = kind.has(trait_affiliation) && !kind.has(trait_event) && kind.name != "internship";
  return works ? Sort::work : Sort::neither;
}

std::vector<Stay> stays_of(const Selected& selected) {
  std::vector<Stay> stays;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const Sort sort = sort_of(selected.kind(f));
    if (sort == Sort::neither || selected.records.role(selected.from(f)) != EntityRole::person) continue;
    const Spell spell = selected.spell(f);
    const bool dated = spell.has_best_start() || spell.has_best_end() || spell.open;
    const Day end = spell.open ? selected.records.as_of() : spell.has_best_end() ? spell.best_end : spell.best_start;
    const Day start = spell.has_best_start() ? spell.best_start : end;
    stays.push_back({selected.from(f), sort == Sort::study, dated, start, end, f});
  }
  std::sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) {
    return std::tie(a.person, a.start, a.end, a.fact) < std::tie(b.person, b.start, b.end, b.fact);
  });
  return stays;
}

/// The facts of a person's stages; work may be none.
struct Course {
  Fact study;
  Fact graduate;
  Fact work;
};

/// Of one person's stays by start. Nothing without study, or where `undated` is set.
std::optional<Course> course_of(std::span<const Stay> stays, bool& undated) {
  const Stay* first = nullptr;
  const Stay* last = nullptr;
  bool all_dated = true;
  for (const Stay& stay : stays) {
    if (!stay.study) continue;
    all_dated = all_dated && stay.dated;
    if (first == nullptr) first = &stay;
    if (last == nullptr || stay.end > last->end) last = &stay;
  }
  if (first == nullptr) return std::nullopt;
  const bool works = std::any_of(stays.begin(), stays.end(), [](const Stay& stay) { return !stay.study; });
  undated = !all_dated && (works || first != last);
  if (undated) return std::nullopt;
  Course course{first->fact, last->fact, no_fact};
  for (const Stay& stay : stays) {
    if (stay.study || !stay.dated || stay.end <= last->end) continue;
    course.work = stay.fact;
    break;
  }
  return course;
}

}  // namespace

Table stages(const Selected& selected, const FlowOptions& options) {
  if (options.basis == Basis::residence)
    throw Error(ErrorKind::usage, "stages wants the basis employer or site: residence tells of no study");
  Groups groups(selected, options.by, options.basis);
  const RelationColumns& c = selected.records.relations();
  const auto group_of = [&](Fact fact) {
    const Relation r = selected.relation(fact);
    const Spell spell = selected.spell(fact);
    return groups.of(c.to[r], c.place[r], spell.has_best_start() ? std::optional(spell.best_start) : std::nullopt);
  };
  const std::vector<Stay> stays = stays_of(selected);
  using Key = std::tuple<Group, Group, Group>;
  std::map<Key, std::int64_t> people;
  std::int64_t all = 0;
  std::int64_t undated_people = 0;
  for (std::size_t begin = 0; begin < stays.size();) {
    std::size_t end = begin + 1;
    while (end < stays.size() && stays[end].person == stays[begin].person) ++end;
    bool undated = false;
    const auto course = course_of(std::span(stays).subspan(begin, end - begin), undated);
    undated_people += undated ? 1 : 0;
    begin = end;
    if (!course) continue;
    ++all;
    const Group study = group_of(course->study);
    const Group graduate = group_of(course->graduate);
    ++people[{study, graduate, course->work == no_fact ? no_group : group_of(course->work)}];
  }
  const auto id = [&](Group g) { return g == no_group ? std::string() : groups.id(g); };
  const auto name = [&](Group g) { return g == no_group ? std::string() : groups.name(g); };
  std::vector<std::pair<Key, std::int64_t>> rows(people.begin(), people.end());
  const auto ids = [&](const Key& key) {
    return std::tuple(id(std::get<0>(key)), id(std::get<1>(key)), id(std::get<2>(key)));
  };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : ids(a.first) < ids(b.first);
  });
  std::array<std::vector<std::string>, 3> names, key_ids;
  std::vector<std::int64_t> count;
  std::vector<double> share;
  for (const auto& [key, number] : rows) {
    const std::array<Group, 3> stage{std::get<0>(key), std::get<1>(key), std::get<2>(key)};
    for (std::size_t k = 0; k < stage.size(); ++k) {
      names.at(k).push_back(name(stage.at(k)));
      key_ids.at(k).push_back(id(stage.at(k)));
    }
    count.push_back(number);
    share.push_back(ratio(static_cast<double>(number), static_cast<double>(all)));
  }
  Table table;
  table.add("study", std::move(names[0]));
  table.add("graduate", std::move(names[1]));
  table.add("work", std::move(names[2]));
  table.add("people", std::move(count), "people");
  table.add("share", std::move(share));
  table.add("study_id", std::move(key_ids[0]));
  table.add("graduate_id", std::move(key_ids[1]));
  table.add("work_id", std::move(key_ids[2]));
  table.stamp.emplace_back("by", std::string(flow_rows::by_words.at(static_cast<std::size_t>(options.by))));
  table.stamp.emplace_back("basis", std::string(flow_rows::basis_words.at(static_cast<std::size_t>(options.basis))));
  table.stamp.emplace_back("people", std::to_string(all) + " with a known course of study");
  if (undated_people > 0)
    table.stamp.emplace_back("undated", std::to_string(undated_people) + " people whose stages have no known order");
  for (const auto& line : selected.stamp()) table.stamp.push_back(line);
  return table;
}

namespace {

constexpr std::array options{flow_rows::by, flow_rows::basis};
constexpr std::array columns{
    ColumnRow{"study", "", "where they began to study"},
    ColumnRow{"graduate", "", "where they studied last"},
    ColumnRow{"work", "", "where they worked next; empty if unknown"},
    ColumnRow{"people", "people", "of this course"},
    ColumnRow{"share", "", "of all in the table"},
    ColumnRow{"study_id", "", "id of the group"},
    ColumnRow{"graduate_id", "", "id of the group"},
    ColumnRow{"work_id", "", "id of the group"},
};

}  // namespace

extern constinit const Pass stages_pass{
    .name = "stages",
    .family = "flow",
    .summary = "From where people began to study over where they graduated to where they went to work",
    .definition =
        "Of everybody with a study spell: the group of the spell that begins first, of the one that ends last, and of "
        "the first affiliation, internships left out, that ends after it. One row a course, with its people.",
    .trap =
        "Who is not known to work yet is a row of its own, with no group: leaving it out turns those who went into a "
        "share of those who are known.",
    .cost = "O(facts log facts)",
    .paper = "MacroPolo 2020, The Global AI Talent Tracker (the stages undergraduate, graduate, work)",
    .default_traits = trait_affiliation | trait_study,
    .options = options,
    .columns = columns,
    .example = {.careers = "id,kind,place,level\nCN,place,,country\nUS,place,,country\n"
                           "Peking,university,CN,\nStanford,university,US,\nBaidu,company,CN,\n"
                           "ana,person,,\nbo,person,,\n\n"
                           "from,kind,to,start,end\nana,study,Peking,2000,2004\nana,study,Stanford,2004,2009\n"
                           "ana,employment,Baidu,2009,..\nbo,study,Peking,2002,2006\n",
                .options = "",
                .expected = "study,graduate,work,people,share\nCN,CN,,1,0.5\nCN,US,CN,1,0.5\n"},
    .run_records = &Runner<&stages, options, FlowOptions>::run_records,
};

}  // namespace renmai
