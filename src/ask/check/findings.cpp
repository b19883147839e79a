// SPDX-License-Identifier: Apache-2.0
#include "ask/check/findings.hpp"

#include <algorithm>
#include <tuple>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {

void FindingList::add(Finding finding) {
  if (++counts_[{finding.severity, finding.rule}] <= kept) findings_.push_back(std::move(finding));
}

void FindingList::error(std::string rule, std::string record, std::string place, std::string message) {
  add({Finding::Severity::error, std::move(rule), std::move(record), std::move(place), std::move(message)});
}

void FindingList::warning(std::string rule, std::string record, std::string place, std::string message) {
  add({Finding::Severity::warning, std::move(rule), std::move(record), std::move(place), std::move(message)});
}

void FindingList::note(std::string rule, std::string record, std::string place, std::string message) {
  add({Finding::Severity::note, std::move(rule), std::move(record), std::move(place), std::move(message)});
}

std::vector<Finding> FindingList::sorted() && {
  std::sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(b.severity, a.rule, a.record, a.place, a.message) <
           std::tie(a.severity, b.rule, b.record, b.place, b.message);
  });
  std::vector<Finding> all;
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    const auto key = std::pair(findings_[i].severity, findings_[i].rule);
    const bool last =
        i + 1 == findings_.size() || findings_[i + 1].severity != key.first || findings_[i + 1].rule != key.second;
    all.push_back(std::move(findings_[i]));
    if (!last || counts_[key] <= kept) continue;
    all.push_back(
        {key.first, key.second, {}, {}, format_count(counts_[key] - kept) + " more are not listed; mend these first"});
  }
  return all;
}

std::string named(const Records& records, Entity e) {
  return records.has_flag(e, flag_redacted) ? shown_name(records, e)
                                            : shown_name(records, e) + " (" + shown_id(records, e) + ")";
}

}  // namespace renmai
