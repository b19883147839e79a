// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: a date with sound days, or a message with a place in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/unicode.hpp"

namespace {

using renmai::Date;
using renmai::Day;
using renmai::DayRange;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_real(Day day) { return day > renmai::day_before_all && day < renmai::day_after_all; }

/// The day as text names that day again, but for years the text form cannot hold.
void check_round_trip(Day day) {
  const int year = renmai::year_of(day);
  if (!is_real(day) || year < -9999 || year > 9999) return;
  const auto again = renmai::parse_date(renmai::format_day(day));
  require(again.date.has_value() && again.date->written == DayRange{day, day});
}

void check_date(const Date& date, std::string_view text) {
  require(date.known() == (!text.empty() && text != ".."));
  require(date.written.first <= date.written.last);
  require(date.bounds.first <= date.written.first && date.written.last <= date.bounds.last);
  require(date.uncertain || date.bounds == date.written);
  const auto middle = date.middle();
  require(middle.has_value() == date.known());
  if (middle) require(is_real(*middle) && date.written.first <= *middle && *middle <= date.written.last);
  check_round_trip(date.written.first);
  check_round_trip(date.written.last);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer gives the name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parse = renmai::parse_date(text);
  if (parse.date) {
    check_date(*parse.date, text);
  } else {
    require(!parse.message.empty() && parse.offset <= size);
    require(renmai::find_invalid_utf8(parse.message) == std::string_view::npos);
  }
  try {
    const DayRange window = renmai::parse_window(text);
    require(window.first <= window.last);
  } catch (const renmai::Error& error) {
    require(error.kind() == renmai::ErrorKind::usage && !error.message().empty());
  }
  return 0;
}
