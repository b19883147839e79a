// SPDX-License-Identifier: Apache-2.0
// Reads one EDTF date: ISO 8601-2 levels 0 and 1, the seasons 21 to 24, and one date in a range.
#include <utility>

#include "base/date.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

constexpr std::string_view interval_message = "an interval is not allowed here; use start and end";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_qualifier(char c) { return c == '~' || c == '?' || c == '%'; }

/// First day of a month counted from January of year 0.
Day first_day_of_month(int month) {
  const int year = month >= 0 ? month / 12 : -((11 - month) / 12);
  return day_from_civil(year, static_cast<unsigned>(month - year * 12) + 1, 1);
}

DayRange days_of_months(int first, int count) {
  return {first_day_of_month(first), first_day_of_month(first + count) - 1};
}

/// A stretch of whole months: every precision coarser than a day is one.
struct Months {
  int first = 0;
  int count = 0;
};

Date dated(Precision precision, bool uncertain, DayRange written, DayRange widened) {
  return {Date::Form::dated, precision, uncertain, written, uncertain ? widened : written};
}

/// Recursive descent over the text, which ranges nest one deep at most. Every step returns false after `fail`.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  DateParse run() {
    Date date;
    if (text_ == "..") date.form = Date::Form::open;
    const bool dateless = text_.empty() || text_ == "..";
    if (dateless || ((peek() == '[' ? read_range(date) : read_single(date)) && at_end(date))) result_.date = date;
    return std::move(result_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool fail(std::size_t offset, std::string message) {
    result_.offset = offset;
    result_.message = std::move(message);
    return false;
  }

  /// What stands at the offset, for a message: everything before it is ASCII, so a character begins there.
  [[nodiscard]] std::string met() const {
    if (at_ >= text_.size()) return "the end";
    std::size_t length = 1;
    while (length < 4 && at_ + length < text_.size() && (text_[at_ + length] & 0xc0) == 0x80) ++length;
    return '"' + escape_for_terminal(text_.substr(at_, length)) + '"';
  }

  bool fail_met(std::string_view wanted) { return fail(at_, "met " + met() + ", wanted " + std::string(wanted)); }

  bool read_single(Date& date) {
    Months months;
    Precision precision = Precision::year;
    if (!read_year(months, precision)) return false;
    Day day = day_before_all;
    if (peek() == '-') {
      if (precision != Precision::year) return fail_met("the end: no month follows a year with unspecified digits");
      ++at_;
      if (!read_month(months, precision, day)) return false;
    }
    const bool uncertain = is_qualifier(peek());
    if (uncertain) ++at_;
    if (precision == Precision::day) {
      date = dated(precision, uncertain, {day, day}, {day - 1, day + 1});
    } else {
      date = dated(precision, uncertain, days_of_months(months.first, months.count),
                   days_of_months(months.first - months.count, 3 * months.count));
    }
    return true;
  }

  bool read_year(Months& months, Precision& precision) {
    const std::size_t start = at_;
    const bool negative = peek() == '-';
    if (negative) ++at_;
    if (!is_digit(peek()) && peek() != 'X') return fail_start(start);
    int value = 0;
    int unspecified = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      if (c == 'X') {
        ++unspecified;
      } else if (!is_digit(c)) {
        return fail_met("a year of four digits, or 201X for a decade, 20XX for a century");
      } else if (unspecified > 0) {
        return fail_met("X: only the last one or two digits of a year may be unspecified");
      } else {
        value = value * 10 + (c - '0');
      }
    }
    if (is_digit(peek()) || peek() == 'X') return fail_met("the end or - and the month: a year has four digits");
    if (unspecified > 2) return fail(start, "met a year without its century, wanted its first two digits, as in 20XX");
    if (negative && value == 0 && unspecified == 0) return fail(start, "met -0000, wanted 0000 for the year zero");
    const int years = unspecified == 0 ? 1 : unspecified == 1 ? 10 : 100;
    precision = unspecified == 0 ? Precision::year : unspecified == 1 ? Precision::decade : Precision::century;
    // Before the year 0 the digits count backwards, so -001X runs from -0019 to -0010.
    const int first = negative ? -(value * years + years - 1) : value * years;
    months = {first * 12, years * 12};
    return true;
  }

  bool fail_start(std::size_t start) {
    const char c = peek();
    if (at_ == start && is_blank(c)) return fail(start, "met a blank before the date, wanted none");
    if (at_ == start && c == '/') return fail(start, std::string(interval_message));
    if (text_.starts_with("../")) return fail(2, std::string(interval_message));
    if (c == '{') return fail(start, "met a set of dates {...}, wanted one date or one date in a range [a..b]");
    if (c == '[') return fail(start, "met a range inside a range, wanted one date");
    if (c == 'Y') return fail(start, "met a year of more than four digits (Y...), wanted 0000 to 9999");
    if (is_qualifier(c)) return fail(start, "met " + met() + " before the date, wanted ~ ? or % after the whole date");
    return fail_met("a year of four digits (nothing at all if unknown, \"..\" if still so)");
  }

  /// Two digits into `value`, or "XX", which leaves `value` empty.
  bool read_pair(std::string_view what, std::optional<unsigned>& value) {
    if (peek() == 'X' && peek(1) == 'X') {
      at_ += 2;
      return true;
    }
    for (int i = 0; i < 2; ++i) {
      if (!is_digit(peek(static_cast<std::size_t>(i)))) {
        at_ += static_cast<std::size_t>(i);
        return fail_met("a " + std::string(what) + " of two digits, or XX");
      }
    }
    value = static_cast<unsigned>((peek() - '0') * 10 + (peek(1) - '0'));
    at_ += 2;
    return true;
  }

  bool read_month(Months& months, Precision& precision, Day& day) {
    const std::size_t start = at_;
    std::optional<unsigned> month;
    if (!read_pair("month", month)) return false;
    if (!month) {
      if (peek() != '-') return true;
      ++at_;
      if (peek() != 'X' || peek(1) != 'X') return fail_met("XX: no day is known in an unspecified month");
      at_ += 2;
      return true;
    }
    if (*month >= 21 && *month <= 24) {
      if (peek() == '-') return fail_met("the end: no day follows a season");
      precision = Precision::season;
      months = {months.first + static_cast<int>(*month - 21) * 3 + 2, 3};
      return true;
    }
    if (*month > 24 && *month <= 41) {
      return fail(start, "met the part of the year " + std::to_string(*month) + ", wanted a season from 21 to 24");
    }
    if (*month < 1 || *month > 12)
      return fail(start, "month " + std::string(text_.substr(start, 2)) + " is not between 01 and 12");
    precision = Precision::month;
    months = {months.first + static_cast<int>(*month) - 1, 1};
    if (peek() != '-') return true;
    ++at_;
    return read_day(months, precision, day);
  }

  bool read_day(const Months& months, Precision& precision, Day& day) {
    const std::size_t start = at_;
    std::optional<unsigned> number;
    if (!read_pair("day", number)) return false;
    if (!number) return true;
    const DayRange month = days_of_months(months.first, 1);
    const auto length = static_cast<unsigned>(month.last - month.first + 1);
    if (*number < 1 || *number > length) {
      const std::string first = format_day(month.first);
      return fail(start, "day " + std::string(text_.substr(start, 2)) + " is not between 01 and " +
                             std::to_string(length) + " in " + first.substr(0, first.size() - 3));
    }
    precision = Precision::day;
    day = month.first + static_cast<Day>(*number) - 1;
    return true;
  }

  bool read_range(Date& date) {
    const std::size_t start = at_++;
    Date lower;
    Date upper;
    if (peek() != '.' && !read_single(lower)) return false;
    if (peek() != '.' || peek(1) != '.') return fail_in_range("..");
    at_ += 2;
    if (peek() != ']' && !read_single(upper)) return false;
    if (peek() != ']') return fail_in_range("]");
    ++at_;
    if (!lower.known() && !upper.known()) return fail(start, "met a range without ends, wanted at least one");
    const DayRange written{lower.written.first, upper.written.last};
    if (written.first > written.last) {
      return fail(start, "met a range whose end is before its start, wanted [earlier..later]");
    }
    date =
        dated(Precision::range, lower.uncertain || upper.uncertain, written, {lower.bounds.first, upper.bounds.last});
    return true;
  }

  bool fail_in_range(std::string_view wanted) {
    if (peek() == ',') return fail(at_, "met a list of dates, wanted one date in a range [a..b]");
    if (peek() == '/') return fail(at_, std::string(interval_message));
    return fail_met(std::string(wanted) + " of a range [a..b]");
  }

  bool at_end(const Date& date) {
    if (at_ == text_.size()) return true;
    const char c = peek();
    if (c == '/') {
      const bool slashes = date.precision == Precision::year && text_.find('/', at_ + 1) != text_.npos;
      return fail(at_, slashes ? "met \"/\", wanted - between year, month and day" : std::string(interval_message));
    }
    if (date.precision == Precision::day && (c == 'T' || c == ' ') && is_digit(peek(1))) {
      return fail(at_, "met a time of day, wanted the end: only days are recorded");
    }
    if (is_blank(c)) return fail(at_, "met a blank after the date, wanted none");
    if (c == '.' && peek(1) == '.') return fail(at_, "met \"..\", wanted a range in brackets, as in [2015..2016]");
    if (date.precision == Precision::range && is_qualifier(c)) {
      return fail_met("the end: write ~ ? or % after the dates inside the brackets");
    }
    if (date.uncertain && is_qualifier(c)) return fail_met("the end: % stands for ~ and ? together");
    if (date.uncertain && c == '-') return fail_met("the end: ~ ? or % stand after the whole date");
    return fail_met("the end of the date");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  DateParse result_;
};

}  // namespace

DateParse parse_date(std::string_view text) { return Parser(text).run(); }

}  // namespace renmai
