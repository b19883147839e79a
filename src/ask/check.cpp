// SPDX-License-Identifier: Apache-2.0
#include "ask/check.hpp"

#include <array>
#include <string>
#include <vector>

#include "ask/check/findings.hpp"
#include "base/interrupt.hpp"

namespace renmai {
namespace {

constexpr std::array rules{check_containment, check_kinds,     check_ends,  check_dates,      check_contradictions,
                           check_identity,    check_old_names, check_names, check_mentorship, check_use};

}  // namespace

Table check(const Selected& selected) {
  FindingList list;
  for (const Finding& finding : selected.records.findings()) list.add(finding);
  for (const auto rule : rules) {
    check_stop();
    rule(selected, list);
  }
  std::vector<std::string> severities, names, records, places, messages;
  for (Finding& finding : std::move(list).sorted()) {
    severities.emplace_back(to_word(finding.severity));
    names.push_back(std::move(finding.rule));
    records.push_back(std::move(finding.record));
    places.push_back(std::move(finding.place));
    messages.push_back(std::move(finding.message));
  }
  Table table;
  table.add("severity", std::move(severities));
  table.add("rule", std::move(names));
  table.add("record", std::move(records));
  table.add("place", std::move(places));
  table.add("message", std::move(messages));
  table.stamp = selected.stamp();
  return table;
}

}  // namespace renmai
