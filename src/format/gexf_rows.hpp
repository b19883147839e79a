// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "format/graph_attributes.hpp"
#include "format/graph_time.hpp"
#include "records/builder.hpp"

namespace renmai::detail {

/// A node or edge of a GEXF file, as it is written.
struct GexfElement {
  bool edge = false;
  std::uint64_t line = 0;  ///< 0 once its row is made
  std::string id, label, kind, weight, type, source, target, group;
  TextSpan whole;  ///< the bounds among its own attributes
  std::vector<TextSpan> spells;
  std::vector<std::string> stamps;
  std::map<std::string, std::string> values;  ///< by title
};

/// Makes entities and relations of the elements of one file, as read_gexf tells.
class GexfRows {
 public:
  GexfRows(std::string_view file, RecordsBuilder& builder, Report& report)
      : file_(file), builder_(builder), report_(report), times_("gexf", report) {}

  /// The file is one of ours: before the first element.
  void read_mark(std::string_view schema, std::string_view dataset);
  /// The direction of edges that state none; empty: undirected.
  void set_default_type(std::string_view type) { default_type_ = type; }
  /// Its times are moved to where they belong.
  void add(GexfElement& element);

 private:
  void add_node(const GexfElement& node);
  void add_relation(const GexfElement& edge, std::size_t number);
  template <class Row, std::size_t N>
  void set_values(const std::array<FieldColumn<Row>, N>& fields, Row& row, const GexfElement& element);
  void read_times(const GexfElement& element, std::size_t number);

  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  TimeReader times_;
  bool ours_ = false;
  std::string default_type_;
  std::string start_, end_, attested_;  // of the element at hand, as EDTF
  AttributeRow attributes_{false};
};

}  // namespace renmai::detail
