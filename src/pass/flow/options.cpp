// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/options.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace renmai {
namespace {

bool meets(DayRange a, DayRange b) { return a.first <= b.last && b.first <= a.last; }

std::string policy_text(const FlowOptions& options) {
  std::string text(flow_rows::policy_words.at(static_cast<std::size_t>(options.policy)));
  if (options.policy == MovePolicy::first_last) return text;
  if (options.policy != MovePolicy::primary) text += " (backfill " + std::to_string(options.backfill);
  if (options.policy == MovePolicy::mode_year) return text + " days)";
  text += (options.policy == MovePolicy::primary ? " (max-gap " : ", max-gap ") + std::to_string(options.max_gap);
  if (options.policy == MovePolicy::primary) return text + " days)";
  return text + ", visit " + std::to_string(options.visit) + ", overlap " + std::to_string(options.overlap) + " days)";
}

std::string kinds_read(const FlowOptions& options) {
  if (options.basis == Basis::residence) return "residence+transfer";
  return options.study ? "affiliation+study+transfer between organisations"
                       : "affiliation+transfer between organisations";
}

}  // namespace

Groups make_groups(const Selected& selected, const FlowOptions& options) {
  if (options.from.empty() && options.to.empty()) return {selected, options.by, options.basis};
  return {selected, options.basis, options.from, options.to};
}

DayRange window_of(const FlowOptions& options) {
  return options.during.empty() ? DayRange{} : parse_window(options.during);
}

WantedEvents::WantedEvents(const Groups& groups, const Selected& selected, const FlowOptions& options)
    : groups_(groups), certain_(selected.selection.certain), window_(window_of(options)) {}

bool WantedEvents::operator()(const Event& event) const {
  if (!groups_.wanted(event.from, event.to)) return false;
  if (certain_ && event.certainty != Certainty::certain) return false;
  return meets(event.dates, window_);
}

Stamp flow_stamp(const FlowCoverage& coverage, const Groups& groups, const Selected& selected,
                 const FlowOptions& options) {
  Stamp stamp;
  stamp.emplace_back("policy", policy_text(options));
  stamp.emplace_back("basis", std::string(flow_rows::basis_words.at(static_cast<std::size_t>(options.basis))) +
                                  (options.study ? ", study counts" : ""));
  if (options.from.empty() && options.to.empty()) {
    stamp.emplace_back("by", std::string(flow_rows::by_words.at(static_cast<std::size_t>(options.by))));
  } else {
    stamp.emplace_back("from", groups.name(1) + " (" + groups.id(1) + ")");
    stamp.emplace_back("to", groups.name(2) + " (" + groups.id(2) + ")");
  }
  const bool regions_used = options.by == GroupBy::region || !options.from.empty() || !options.to.empty();
  if (regions_used && !selected.regions.all().empty()) {
    stamp.emplace_back("regions", selected.regions.file() + " version " + selected.regions.version());
  }
  if (!options.during.empty()) stamp.emplace_back("moves_during", options.during);
  stamp.emplace_back("people", std::to_string(coverage.people));
  stamp.emplace_back(
      "moves", std::to_string(coverage.tally.moves) + ", both ends known in " + std::to_string(coverage.tally.known));
  if (coverage.undated > 0)
    stamp.emplace_back("undated", std::to_string(coverage.undated) + " affiliations: in max only");
  for (auto& [key, value] : selected.stamp()) {
    // By default every kind that any basis reads is selected; say which of them this basis does read.
    const bool by_default = key == "kinds" && selected.selection.kinds.empty();
    stamp.emplace_back(key, by_default ? kinds_read(options) : value);
  }
  return stamp;
}

}  // namespace renmai
