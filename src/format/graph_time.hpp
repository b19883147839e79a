// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "format/graph_attributes.hpp"
#include "records/builder.hpp"

namespace renmai::detail {

/// A time as other programs write it, as EDTF: a whole number of 1 to 9999 is a year (2010.0 too), of a day with a time
/// of day or a zone the day is kept, EDTF stays as it is, an infinity becomes `..`. Empty where no time is stated: no
/// text, `None`, an infinity below zero. Nothing for any other text.
[[nodiscard]] std::optional<std::string> edtf_of(std::string_view text);

/// Of one element; each becomes a row with all that the element says.
inline constexpr std::size_t most_spells = 10'000;

/// Both ends of an interval as they are written.
struct TextSpan {
  std::string start;
  std::string end;
};

/// The intervals of a list such as `<[2001, 2003]; (2005, Infinity]>`; what is no pair is left out.
[[nodiscard]] std::vector<TextSpan> split_intervals(std::string_view text);

/// The items of a list such as `<[2001, 2003]>`.
[[nodiscard]] std::vector<std::string> split_times(std::string_view text);

/// The spells of a node as one text: `2001/2003; 2005/..`. A time that is no EDTF stays as it is written.
[[nodiscard]] std::string join_spells(const std::vector<TextSpan>& spells);

/// Reads the times of the elements of one file.
class TimeReader {
 public:
  /// `form` is the kind of the notices.
  TimeReader(std::string_view form, Report& report) : form_(form), report_(report) {}

  /// A time as EDTF; empty if it is none, or open where it may not be: then it becomes the property `kept_as` and is
  /// noticed. The text must live as long as the attributes.
  [[nodiscard]] std::string read(const std::string& text, std::string_view kept_as, bool may_be_open,
                                 AttributeRow& attributes, const RowPlace& place) const;

 private:
  std::string_view form_;
  Report& report_;
};

}  // namespace renmai::detail
