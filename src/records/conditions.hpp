// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/records.hpp"

namespace renmai {

/// One condition of --where: `column op value`, op one of = != < <= > >= ~ (contains, case folded); columns of the
/// relation by name, of its ends as `from.NAME` and `to.NAME`; numbers compare as numbers. Joined by ` and `.
class Conditions {
 public:
  Conditions() = default;
  /// Throws Error{usage} with the nearest column name.
  Conditions(std::string_view text, const Records& records);
  [[nodiscard]] bool hold(const Records& records, Relation r) const;
  [[nodiscard]] bool empty() const { return conditions_.empty(); }

 private:
  struct Condition {
    enum class Subject : std::uint8_t { relation, from, to };
    Subject subject = Subject::relation;
    std::string column;
    std::string op;
    std::string value;
    std::optional<double> number;
  };
  std::vector<Condition> conditions_;
};

/// The value of a column of a relation or entity by the names of design.md, or of a property; nothing if there is none.
[[nodiscard]] std::optional<std::string> relation_value(const Records& records, Relation r, std::string_view column);
[[nodiscard]] std::optional<std::string> entity_value(const Records& records, Entity e, std::string_view column);

}  // namespace renmai
