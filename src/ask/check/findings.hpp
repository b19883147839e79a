// SPDX-License-Identifier: Apache-2.0
// What the rules of `check` share: where they put findings, and one function a subject.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/selection.hpp"

namespace renmai {

/// Findings as they come, the first `kept` of each rule.
class FindingList {
 public:
  static constexpr std::size_t kept = 1000;

  void add(Finding finding);
  void error(std::string rule, std::string record, std::string place, std::string message);
  void warning(std::string rule, std::string record, std::string place, std::string message);
  void note(std::string rule, std::string record, std::string place, std::string message);
  /// By severity (errors first), rule, record, place, message; after a rule's last finding a row that counts those left
  /// out.
  [[nodiscard]] std::vector<Finding> sorted() &&;

 private:
  std::vector<Finding> findings_;
  std::map<std::pair<Finding::Severity, std::string>, std::size_t> counts_;
};

/// "name (id)" for a message.
[[nodiscard]] std::string named(const Records& records, Entity e);

void check_containment(const Selected& selected, FindingList& findings);
void check_kinds(const Selected& selected, FindingList& findings);
void check_ends(const Selected& selected, FindingList& findings);
void check_dates(const Selected& selected, FindingList& findings);
void check_contradictions(const Selected& selected, FindingList& findings);
void check_identity(const Selected& selected, FindingList& findings);
void check_old_names(const Selected& selected, FindingList& findings);
void check_names(const Selected& selected, FindingList& findings);
void check_mentorship(const Selected& selected, FindingList& findings);
void check_use(const Selected& selected, FindingList& findings);

}  // namespace renmai
