// SPDX-License-Identifier: Apache-2.0
#include "format/rows.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/json_lines.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t rows_between_stops = 1 << 16;

CsvOptions options_of(RowsForm form, std::string_view text) {
  CsvOptions options;
  options.separator = form == RowsForm::tsv ? '\t' : guess_separator(text);
  return options;
}

std::string line_column(const std::string& file, std::uint64_t line, std::uint64_t column) {
  std::string place = file + ":" + std::to_string(line);
  if (column > 0) place += ":" + std::to_string(column);
  return place;
}

}  // namespace

Rows::Rows(std::string_view text, std::string_view file, RowsForm form, Report& report)
    : file_(file), text_(text), report_(report) {
  if (form == RowsForm::json_lines) {
    auto json = std::make_unique<detail::JsonLines>(text);
    std::vector<std::string> names = json->collect_names();
    if (names.empty()) {
      throw Error(ErrorKind::input, trim(text).empty() ? "the file is empty" : "no JSON object on any line",
                  file_ + ":1", "one JSON object a line is wanted");
    }
    source_ = std::move(json);
    header_place_ = file_ + ":1";
    set_names(std::move(names));
  } else {
    options_ = options_of(form, text);
    scanner_.emplace(text, options_);
    read_header();
  }
}

Rows::Rows(std::unique_ptr<RowSource> source, std::vector<std::string> names, std::string_view file,
           std::string_view header_place, Report& report)
    : file_(file), header_place_(header_place), report_(report), source_(std::move(source)) {
  set_names(std::move(names));
}

void Rows::read_header() {
  if (!scanner_->next()) throw Error(ErrorKind::input, "the file is empty; a header line is wanted", file_ + ":1");
  if (const CsvFault* fault = scanner_->fault()) {
    throw Error(ErrorKind::input, fault->message, line_column(file_, fault->place.line, fault->place.column));
  }
  header_place_ = line_column(file_, scanner_->line(), 0);
  set_names({scanner_->fields().begin(), scanner_->fields().end()});
}

void Rows::set_names(std::vector<std::string> names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (trim(names[i]).empty()) names[i] = "column " + std::to_string(i + 1);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  header_ = std::make_unique<CsvHeader>(views, header_place_);
}

bool Rows::next() { return source_ ? next_of_source() : next_delimited(); }

bool Rows::next_delimited() {
  while (scanner_->next()) {
    if (++row_count_ % rows_between_stops == 0) check_stop();
    if (const CsvFault* fault = scanner_->fault()) {
      bad(fault->place.line, fault->place.column, fault->message);
      continue;
    }
    fields_ = scanner_->fields();
    if (fields_.size() == names().size()) return true;
    bad(scanner_->line(), 0,
        "this row has " + format_count(fields_.size()) + (fields_.size() == 1 ? " field" : " fields") +
            ", the header has " + format_count(names().size()));
  }
  fields_ = {};
  return false;
}

bool Rows::next_of_source() {
  while (source_->next()) {
    if (++row_count_ % rows_between_stops == 0) check_stop();
    const std::string_view fault = source_->read();
    fields_ = source_->fields();
    if (fault.empty()) return true;
    bad(source_->line(), 0, fault);
  }
  fields_ = {};
  return false;
}

void Rows::bad(std::uint64_t line, std::uint64_t column, std::string_view message) {
  report_.bad(line_column(file_, line, column), message);
}

std::optional<Rows::Rest> Rows::rest() const {
  if (source_) return std::nullopt;
  return Rest{text_.substr(scanner_->position()), options_, scanner_->next_line()};
}

std::uint64_t Rows::line() const { return source_ ? source_->line() : scanner_->line(); }

std::uint64_t Rows::column(std::size_t field) const { return source_ ? 0 : scanner_->place(field).column; }

std::string Rows::place(std::size_t field) const {
  if (source_) return line_column(file_, source_->line(), 0);
  const CsvPlace place = scanner_->place(field);
  return line_column(file_, place.line, place.column);
}

RowPlace FieldColumns::place() const {
  const auto column_of = [](const void* context, std::string_view field) -> std::uint64_t {
    const auto& self = *static_cast<const FieldColumns*>(context);
    const auto found = std::find_if(self.columns.begin(), self.columns.end(),
                                    [&](const auto& column) { return column.first == field; });
    return found == self.columns.end() ? 0 : self.rows->column(found->second);
  };
  return {rows->file(), rows->line(), column_of, this};
}

}  // namespace renmai
