// SPDX-License-Identifier: Apache-2.0
#include "format/json_scan.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/json_objects.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view blanks = " \t\r\n";

}  // namespace

char JsonScan::next() {
  at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size());
  return at_ < text_.size() ? text_[at_] : '\0';
}

void JsonScan::take(char wanted) {
  if (next() != wanted) refuse(std::string("'") + wanted + "' is wanted here");
  ++at_;
}

/// Takes the comma before a further value; false if there is none.
bool JsonScan::go_on() {
  if (next() != ',') return false;
  ++at_;
  return true;
}

std::string_view JsonScan::value() {
  const char first = next();
  const std::size_t begin = at_;
  if (first == '"') {
    (void)string();
  } else if (first == '{' || first == '[') {
    nest(first);
  } else {
    at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    if (at_ == begin) refuse("a value is wanted here");
  }
  return text_.substr(begin, at_ - begin);
}

std::string_view JsonScan::string() {
  if (at_ >= text_.size() || text_[at_] != '"') refuse("a text in quotes is wanted here");
  const std::size_t begin = ++at_;
  for (; at_ < text_.size() && text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1U : 0U;
  if (at_ >= text_.size()) refuse("the JSON text ends inside a text in quotes");
  return text_.substr(begin, at_++ - begin);
}

/// Takes an object or list and all that is in it.
void JsonScan::nest(char open) {
  std::uint64_t lists = open == '[' ? 1 : 0;  // the lowest bit tells of the innermost whether it is a list
  std::size_t depth = 1;
  for (++at_; depth > 0; ++at_) {
    if (at_ >= text_.size()) refuse("the JSON text ends too early");
    switch (text_[at_]) {
      case '"':
        (void)string();
        --at_;
        break;
      case '{':
      case '[':
        if (++depth > most_nested) {
          throw Error(ErrorKind::limit, "values are nested more than " + std::to_string(most_nested) + " deep",
                      place());
        }
        lists = lists << 1U | (text_[at_] == '[' ? 1U : 0U);
        break;
      case '}':
      case ']':
        if ((lists & 1U) != (text_[at_] == ']' ? 1U : 0U)) refuse("a bracket closes what another kind opened");
        lists >>= 1U;
        --depth;
        break;
      default: break;
    }
  }
}

void JsonScan::require_end() {
  if (next() != '\0') refuse("text after the JSON object");
}

std::string JsonScan::place() const {
  PlaceCounter counter(text_);
  counter.go_to(std::min(at_, text_.size()));
  return std::string(file_) + ":" + std::to_string(counter.line()) + ":" + std::to_string(counter.column());
}

void JsonScan::refuse(const std::string& message) const { throw Error(ErrorKind::input, message, place()); }

void PlaceCounter::go_to(std::size_t position) {
  const std::string_view passed = text_.substr(at_, position - at_);
  line_ += static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  if (const std::size_t last = passed.rfind('\n'); last != std::string_view::npos) line_begin_ = at_ + last + 1;
  at_ = position;
}

}  // namespace renmai::detail
