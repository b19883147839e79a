// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "format/graph_attributes.hpp"

namespace renmai::detail {

/// The name under which a graph file has a field: most programs show what is called `label`.
[[nodiscard]] inline std::string field_key(std::string_view field) {
  return field == "name" ? "label" : std::string(field);
}

using IsTaken = bool (*)(std::string_view name);

/// The name under which a graph file has a property.
[[nodiscard]] inline std::string property_key(std::string_view name, IsTaken is_taken = &is_taken_name) {
  return (is_taken(name) ? std::string(graph_property_prefix) : std::string()) + std::string(name);
}

/// Calls each(key, value) for all that a row says, fields before properties, but for fields that stand elsewhere.
template <class Row, std::size_t N, class Each>
void each_attribute(const Row& row, const std::array<FieldColumn<Row>, N>& fields,
                    std::initializer_list<std::string_view> elsewhere, const Each& each,
                    IsTaken is_taken = &is_taken_name) {
  for (const auto& column : fields) {
    const std::string_view value = row.*(column.field);
    if (value.empty() || std::find(elsewhere.begin(), elsewhere.end(), column.name) != elsewhere.end()) continue;
    each(field_key(column.name), value);
  }
  for (const auto& [name, value] : row.properties) {
    if (!value.empty()) each(property_key(name, is_taken), value);
  }
}

/// The keys that nodes or edges of a graph file may have, declared before them: numbered in the order of the fields and
/// properties.
class GraphKeys {
 public:
  template <class Row, std::size_t N>
  GraphKeys(const std::array<FieldColumn<Row>, N>& fields, std::initializer_list<std::string_view> elsewhere,
            const std::vector<std::string>& properties) {
    for (const auto& column : fields) {
      if (std::find(elsewhere.begin(), elsewhere.end(), column.name) == elsewhere.end()) add(field_key(column.name));
    }
    for (const std::string& name : properties) add(property_key(name));
  }

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Of a key of the list.
  [[nodiscard]] std::size_t number(const std::string& name) const { return number_.at(name); }

 private:
  void add(const std::string& name) {
    if (number_.try_emplace(name, names_.size()).second) names_.push_back(name);
  }

  std::vector<std::string> names_;
  std::map<std::string, std::size_t> number_;
};

}  // namespace renmai::detail
