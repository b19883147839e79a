// SPDX-License-Identifier: Apache-2.0
#include "table/claim_text.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 6> relations{"<=", ">=", "!=", "<", ">", "="};  // the longer ones first

class Reader {
 public:
  Reader(std::string_view text, std::span<const ClaimWord> words, std::string_view example)
      : text_(text), words_(words), example_(example) {}

  ClaimText read() const {
    Nesting nesting;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (nesting.inside(text_[i])) continue;
      for (const std::string_view relation : relations) {
        if (!text_.substr(i).starts_with(relation)) continue;
        return {side(trim(text_.substr(0, i))), side(trim(text_.substr(i + relation.size()))), std::string(relation)};
      }
    }
    refuse("it has none of < <= = != >= >");
  }

 private:
  /// Whether a character is inside quotes or parentheses, as they come.
  class Nesting {
   public:
    bool inside(char c) {
      if (c == '"') quoted_ = !quoted_;
      if (quoted_) return true;
      if (c == '(') ++depth_;
      if (c == ')' && depth_ > 0) --depth_;
      return depth_ > 0;
    }

   private:
    bool quoted_ = false;
    std::size_t depth_ = 0;
  };

  [[noreturn]] void refuse(const std::string& fault) const {
    throw Error(ErrorKind::usage, "the claim '" + std::string(text_) + "' cannot be read: " + fault, {},
                "such as: " + std::string(example_));
  }

  [[nodiscard]] ClaimSide side(std::string_view text) const {
    if (const auto number = to_number(text)) return {.number = *number, .word = {}, .arguments = {}};
    const std::size_t open = text.find('(');
    const std::string_view word = trim(text.substr(0, open));
    const auto found = std::find_if(words_.begin(), words_.end(), [&](const ClaimWord& w) { return w.word == word; });
    if (open == std::string_view::npos || !text.ends_with(')') || found == words_.end())
      refuse("'" + std::string(text) + "' is no number and none of " + list());
    ClaimSide side{
        .number = 0, .word = std::string(word), .arguments = arguments(text.substr(open + 1, text.size() - open - 2))};
    if (side.arguments.size() != found->arguments)
      refuse(side.word + " wants " + std::to_string(found->arguments) + (found->arguments == 1 ? " name" : " names"));
    return side;
  }

  static std::vector<std::string> arguments(std::string_view inside) {
    std::vector<std::string> parts;
    Nesting nesting;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
      if (i < inside.size() && (nesting.inside(inside[i]) || inside[i] != ',')) continue;
      std::string_view part = trim(inside.substr(begin, i - begin));
      if (part.size() > 1 && part.front() == '"' && part.back() == '"') part = part.substr(1, part.size() - 2);
      parts.emplace_back(part);
      begin = i + 1;
    }
    return parts;
  }

  [[nodiscard]] std::string list() const {
    std::vector<std::string> names;
    for (const ClaimWord& word : words_)
      names.push_back(std::string(word.word) + (word.arguments == 1 ? "(A)" : "(A, B)"));
    return join(names, ", ");
  }

  std::string_view text_;
  std::span<const ClaimWord> words_;
  std::string_view example_;
};

}  // namespace

bool ClaimText::holds(double left_value, double right_value) const {
  if (relation == "<=") return left_value <= right_value;
  if (relation == ">=") return left_value >= right_value;
  if (relation == "!=") return left_value != right_value;
  if (relation == "=") return left_value == right_value;
  return relation == "<" ? left_value < right_value : left_value > right_value;
}

ClaimText parse_claim(std::string_view text, std::span<const ClaimWord> words, std::string_view example) {
  return Reader(text, words, example).read();
}

}  // namespace renmai
