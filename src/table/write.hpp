// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "table/table.hpp"

namespace renmai {

struct TableStyle {
  bool header = true;           ///< csv, tsv, md, box: print the column names
  bool color = false;           ///< box: bold header, dim rules
  std::size_t width = 0;        ///< box: columns of the terminal; cells are clipped to fit; 0 = never clip
  bool guard_formulas = false;  ///< csv, tsv: put ' before a cell that begins with = + - @ TAB CR and is not a number
};

/// A registered output form of tables.
struct TableForm {
  std::string_view name;  ///< "csv"
  std::string_view summary;
  bool carries_stamp;  ///< the stamp is part of the output (box footer, JSON meta, md line)
  void (*write)(std::ostream& out, const Table& table, const TableStyle& style);
};

/// box csv tsv json jsonl md footnotes, in that order ("table" is accepted for box).
[[nodiscard]] std::span<const TableForm> table_forms();
/// Throws Error{usage} with the nearest name.
[[nodiscard]] const TableForm& table_form(std::string_view name);

/// One JSON string literal with quotes; ill-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string json_quote(std::string_view text);
/// "key: value · key: value" on one line.
[[nodiscard]] std::string stamp_line(const Stamp& stamp);

}  // namespace renmai
