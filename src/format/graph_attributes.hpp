// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "format/dataset.hpp"
#include "format/dataset_fields.hpp"
#include "format/mapping.hpp"
#include "records/builder.hpp"

namespace renmai::detail {

/// Put before a property whose name is a field's, or has a meaning of its own in the form.
inline constexpr std::string_view graph_property_prefix = "prop:";

/// The attributes of a node or edge of a graph file on their way into a row: of a file that we wrote every field by its
/// name; of others `label`, `kind`, and for edges `start`, `end` and `weight`, the rest as properties, with `input_`
/// before a name that a field of the model has. Views in the row hold until the next one begins.
class AttributeRow {
 public:
  explicit AttributeRow(bool ours) : ours_(ours) {}

  /// Forgets the row before; at most so many attributes follow.
  void begin(std::size_t attributes) {
    properties_.clear();
    kept_.clear();
    kept_.reserve(attributes * 2 + 4);  // views of them must stay valid
  }
  template <class Row, std::size_t N>
  void set(const std::array<FieldColumn<Row>, N>& fields, Row& row, const std::string& name, std::string value) {
    constexpr bool of_relation = std::is_same_v<Row, RelationRow>;
    if (value.empty()) return;
    std::string_view field = name == "label" ? (of_relation ? "role" : "name") : std::string_view(name);
    const bool known = ours_ || name == "label" || name == "kind" ||
                       (of_relation && (name == "start" || name == "end" || name == "weight"));
    const std::string_view kept = kept_.emplace_back(std::move(value));
    if (known && set_field(fields, row, field, kept)) return;
    if (ours_ && field.starts_with(graph_property_prefix)) {
      field = kept_.emplace_back(name.substr(graph_property_prefix.size()));
    } else if (of_relation ? is_relation_field(field) : is_entity_field(field)) {
      field = kept_.emplace_back("input_" + name);
    } else {
      field = kept_.emplace_back(name);
    }
    properties_.emplace_back(field, kept);
  }
  /// One more property, unless it is there.
  void add(std::string_view name, std::string_view value) {
    const bool there =
        std::any_of(properties_.begin(), properties_.end(), [&](const NamedText& one) { return one.first == name; });
    if (!there) properties_.emplace_back(name, value);
  }
  /// The same of each that is not empty.
  void add_stated(std::initializer_list<NamedText> more) {
    for (const auto& [name, value] : more) {
      if (!value.empty()) add(name, value);
    }
  }
  [[nodiscard]] std::span<const NamedText> properties() const { return properties_; }

 private:
  bool ours_;
  std::vector<NamedText> properties_;
  std::vector<std::string> kept_;
};

/// Whether a property must be written with the prefix, lest it be taken for a field, or for what tells parallel edges
/// apart in NetworkX and Graphviz (`key`).
[[nodiscard]] inline bool is_taken_name(std::string_view name) {
  return is_relation_field(name) || is_entity_field(name) || name == "label" || name == "key" ||
         name.starts_with(graph_property_prefix);
}

}  // namespace renmai::detail
