// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "format/graph_time.hpp"

/// The words of a line of a Pajek file.
namespace renmai::detail {

/// The first word of the comment that marks a file of ours.
inline constexpr std::string_view pajek_mark = "renmai";
/// The key of the id of an entity: `id` is the number of the vertex to NetworkX.
inline constexpr std::string_view pajek_id_key = "entity_id";

struct PajekLine {
  std::vector<std::string> words;  ///< without quotes, decoded
  std::vector<TextSpan> spells;    ///< of numbers in brackets, which are not among the words
  bool closed = true;              ///< else a quote has no end
};

/// Words stand between blanks, or in quotes. Cost: O(line).
[[nodiscard]] PajekLine split_pajek_line(std::string_view line);

/// What can stand in quotes, so that split_pajek_line gives the text back.
[[nodiscard]] std::string encode_pajek(std::string_view text);

/// Kinds by the numbers of their relations.
class PajekKinds {
 public:
  /// Of the lines after `*Arcs :1 "advice"`, whose name is remembered; `edge` without a number.
  [[nodiscard]] std::string of_section(const std::vector<std::string>& header);
  /// `relation 1`, where it has no name.
  [[nodiscard]] std::string of_number(const std::string& number) const;

 private:
  std::map<std::string, std::string> names_;
};

/// Whether a property must be written with the prefix, lest NetworkX or we take it for something else.
[[nodiscard]] bool is_taken_in_pajek(std::string_view name);

}  // namespace renmai::detail
