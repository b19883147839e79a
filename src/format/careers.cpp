// SPDX-License-Identifier: Apache-2.0
#include "format/careers.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "format/career_columns.hpp"
#include "format/career_parts.hpp"
#include "format/estimate.hpp"

namespace renmai {
namespace {

using detail::BoundCell;
using detail::BoundDate;
using detail::BoundEnd;
using detail::BoundPlace;
using detail::BoundProperty;

constexpr std::string_view unknown_id = "?";

class CareersReader {
 public:
  /// Rows whose numbers (from 1, ascending) are in `left_out` are passed over.
  CareersReader(Rows& rows, const Mapping& mapping, RecordsBuilder& builder, Report& report,
                std::span<const std::uint64_t> left_out)
      : rows_(rows), builder_(builder), report_(report), left_out_(left_out), table_(rows, mapping, builder.schema()) {}

  void read() {
    while (next(rows_)) {
      if (!read_row()) note_bad_row();
    }
  }

  /// Numbers of the bad rows, ascending, but for those that Rows found bad.
  [[nodiscard]] std::span<const std::uint64_t> bad_rows() const { return bad_rows_; }
  /// Those of them that repeat an earlier one.
  [[nodiscard]] const Report& bad_repeats() const { return bad_repeats_; }

  [[nodiscard]] bool has_named_ends() const {
    return table_.person.has_id || table_.target.has_id || table_.origin.has_id;
  }

  /// Ends with an id column get the least of their names; the others are aliases. Needs a pass of its own, as the order
  /// of rows must not matter.
  void list_named_ends(Rows& rows) {
    std::map<std::string, std::pair<const BoundEnd*, std::set<std::string, std::less<>>>> names;
    while (next(rows)) {
      for (BoundEnd* end : {&table_.person, &table_.target, &table_.origin}) {
        if (!end->has_id || value(end->own_id).empty()) continue;
        resolve_id(*end);
        auto& [of, found] = names[end->id];
        of = end;
        found.emplace(value(end->name));
      }
    }
    for (auto& [id, entry] : names) {
      auto& found = entry.second;
      found.erase("");
      if (found.empty()) continue;
      const std::vector<std::string> aliases(std::next(found.begin()), found.end());
      const std::string alias_list = join(aliases, ";");
      EntityRow row;
      row.id = id;
      row.kind = entry.first->kind;
      row.name = *found.begin();
      row.aliases = alias_list;
      builder_.add_entity(row, {.file = rows.file()});
    }
    skipped_ = 0;
  }

 private:
  bool next(Rows& rows) {
    while (rows.next()) {
      fields_ = rows.fields();
      if (skipped_ == left_out_.size() || left_out_[skipped_] != rows.row_count()) return true;
      ++skipped_;
    }
    return false;
  }

  [[nodiscard]] std::string_view value(const BoundCell& cell) const {
    return detail::cell_text(cell, fields_, table_.missing);
  }

  void resolve_place(BoundPlace& place) {
    const std::string_view name = value(place.name);
    place.id.clear();
    if (name.empty()) return;
    place.id = place.prefix;
    place.id += name;
    const Entity entity = builder_.entity_for(place.id, "place", name);
    if (place.level != PlaceLevel::none) builder_.set_entity_level(entity, place.level);
  }

  /// Sets the id of an end that the row names; else empties it.
  void resolve_id(BoundEnd& end) {
    std::string_view text = end.has_id ? value(end.own_id) : value(end.name);
    const bool by_name = end.has_id && text.empty();
    if (by_name) text = value(end.name);
    end.id.clear();
    end.is_named = !text.empty();
    if (!end.is_named) return;
    end.id = by_name ? end.prefix_without_id : end.prefix;
    detail::append_escaped(end.id, text, "\\@");
    const std::string_view place = value(end.place.name);
    if (place.empty()) return;
    end.id += '@';
    end.id += place;
  }

  /// Makes the entity of an end that the row names.
  void resolve_end(BoundEnd& end) {
    resolve_place(end.place);
    resolve_id(end);
    if (!end.is_named) return;
    const std::string_view name = value(end.name);
    const Entity entity = builder_.entity_for(end.id, end.kind, name.empty() ? value(end.own_id) : name, end.place.id);
    for (BoundProperty& property : end.properties) keep_property(entity, property);
  }

  void keep_property(Entity entity, BoundProperty& property) {
    const std::string_view text = value(property.cell);
    if (text.empty()) return;
    if (property.kept.size() <= entity) property.kept.resize(entity + std::size_t{1});
    std::string& kept = property.kept[entity];
    if (kept == text) return;
    if (!kept.empty()) {
      report_.notice("differing property", table_.places.place().at({}),
                     "'" + property.name + "' is '" + std::string(text) + "' here and '" + kept +
                         "' elsewhere; the lesser is kept");
      if (kept < text) return;
    }
    kept = text;
    builder_.set_entity_property(entity, property.name, text);
  }

  /// The date of this row; false if its parts make none.
  bool date_text(BoundDate& date, std::string_view& text, std::string_view field) {
    if (!date.in_parts) {
      text = value(date.whole);
      return true;
    }
    const std::string_view year = value(date.year);
    const std::string_view month = value(date.month);
    const std::string_view day = value(date.day);
    if ((year.empty() && !month.empty()) || (month.empty() && !day.empty())) {
      report_.bad(table_.places.place().at(field), year.empty() ? "a month without a year" : "a day without a month");
      return false;
    }
    date.text = year;
    for (const std::string_view part : {month, day}) {
      if (part.empty()) break;
      date.text += part.size() == 1 ? "-0" : "-";
      date.text += part;
    }
    text = date.text;
    return true;
  }

  bool read_dates(RelationRow& row) {
    if (!table_.has_period) return date_text(table_.start, row.start, "start") && date_text(table_.end, row.end, "end");
    const std::string_view text = value(table_.period);
    const std::size_t slash = text.find('/');
    row.start = trim(text.substr(0, slash));
    row.end = slash == std::string_view::npos ? text : trim(text.substr(slash + 1));
    return true;
  }

  bool bad_end(const BoundEnd& end, std::string_view field) {
    report_.bad(table_.places.place().at(field), "this row names no " + end.what);
    return false;
  }

  void note_unknown(const BoundEnd& end, std::string_view field) {
    report_.notice("unknown " + end.what, table_.places.place().at(field), "this move states no " + end.what);
  }

  /// An origin without a name is the place it lies in, if that is known; a destination an unnamed organisation there,
  /// since only a move to an organisation is one between employers.
  void settle_unnamed_ends() {
    BoundEnd& origin = table_.origin;
    if (!origin.is_named) {
      note_unknown(origin, "from_place");
      origin.id = origin.place.id;
    }
    BoundEnd& target = table_.target;
    if (target.is_named) return;
    note_unknown(target, "to");
    const bool placed = !target.place.id.empty();
    target.id = placed ? target.prefix_without_id + "@" + std::string(value(target.place.name)) : unknown_id;
    if (builder_.has_entity(target.id)) return;
    EntityRow unnamed;
    unnamed.id = target.id;
    unnamed.kind = placed ? std::string_view(target.kind) : "other";
    unnamed.name = unknown_id;
    unnamed.place = target.place.id;
    unnamed.flags = "unnamed";
    builder_.add_entity(unnamed, {.file = rows_.file()});
  }

  bool read_row() {
    RelationRow row;
    resolve_end(table_.person);
    if (!table_.person.is_named) return bad_end(table_.person, "from");
    if (!read_dates(row)) return false;
    resolve_end(table_.target);
    if (table_.moves) {
      resolve_end(table_.origin);
      settle_unnamed_ends();
      row.from_place = table_.origin.id;
    } else if (!table_.target.is_named) {
      return bad_end(table_.target, "to");
    }
    resolve_place(table_.place);
    row.from = table_.person.id;
    row.to = table_.target.id;
    row.kind = value(table_.kind);
    row.place = table_.place.id;
    for (const auto& [field, cell] : table_.plain_fields) row.*field = value(cell);
    values_.clear();
    for (const BoundProperty& property : table_.properties) {
      if (const std::string_view text = value(property.cell); !text.empty()) values_.emplace_back(property.name, text);
    }
    row.properties = values_;
    return builder_.add_relation(row, table_.places.place());
  }

  /// A bad row may be written many times; that it repeats another is worth saying. Equal hashes stand for equal rows.
  void note_bad_row() {
    std::uint64_t hash = 0;
    for (const std::size_t column : table_.used) hash = mix64(hash) ^ hash_bytes(trim(fields_[column]), column);
    bad_rows_.push_back(rows_.row_count());
    if (bad_hashes_.insert(hash).second) return;
    bad_repeats_.notice("exact repeat", rows_.place(detail::no_column), "repeats an earlier bad row exactly");
  }

  Rows& rows_;
  RecordsBuilder& builder_;
  Report& report_;
  std::span<const std::uint64_t> left_out_;
  std::size_t skipped_ = 0;
  detail::CareerColumns table_;
  std::span<const std::string_view> fields_;
  std::vector<NamedText> values_;
  std::vector<std::uint64_t> bad_rows_;
  tsl::robin_set<std::uint64_t> bad_hashes_;
  Report bad_repeats_;
};

/// One reading of a table. Reading is told of faults of rows and of the model by different reports.
struct Reading {
  Reading(std::string_view text, std::string_view file, RowsForm form, const Mapping& mapping, Duplicates duplicates,
          Report& faults, Report& report, std::span<const std::uint64_t> left_out)
      : builder(report, duplicates), rows(text, file, form, faults), reader(rows, mapping, builder, report, left_out) {
    if (reader.has_named_ends()) {
      Report seen_again;
      Rows first_pass(text, file, form, seen_again);
      reader.list_named_ends(first_pass);
    }
    reader.read();
  }
  RecordsBuilder builder;
  Rows rows;
  CareersReader reader;
};

/// Adds the bad rows of `from`, without its notices.
void append_bad_rows(const Report& from, Report& report) {
  for (const Fault& fault : from.faults()) report.bad(fault.place, fault.message);
  for (std::uint64_t i = from.faults().size(); i < from.bad_count(); ++i) report.bad({}, {});  // beyond the kept ones
}

/// How the rows add up.
struct RowSum {
  std::uint64_t rows = 0;
  std::uint64_t loaded = 0;
  std::uint64_t bad = 0;
  std::uint64_t bad_repeats = 0;
  std::uint64_t repeats = 0;
};

void report_rows(const RowSum& sum, std::string_view file, Duplicates duplicates, Report& report) {
  if (sum.bad == 0 && sum.repeats == 0) return;
  std::string text = format_count(sum.rows) + " rows: " + format_count(sum.loaded) + " loaded, " +
                     format_count(sum.bad) + " bad, " + format_count(sum.repeats) +
                     (sum.repeats == 1 ? " exact repeat " : " exact repeats ") +
                     (duplicates == Duplicates::drop ? "dropped" : "among the loaded");
  if (sum.bad_repeats > 0) {
    text += "; " + format_count(sum.bad_repeats) +
            (sum.bad_repeats == 1 ? " of the bad rows is an exact repeat too, "
                                  : " of the bad rows are exact repeats too, ") +
            format_count(sum.repeats + sum.bad_repeats) + " in all";
  }
  report.notice("rows", file, text);
}

/// The records of a table that can be read in parts; nothing if it cannot.
std::optional<Records> read_plain(std::string_view text, std::string_view file, RowsForm form, const Mapping& mapping,
                                  Duplicates duplicates, std::uint64_t max_bad, Report& report) {
  if (form == RowsForm::json_lines) return std::nullopt;
  require_memory(estimate_careers(text), "rows", free_memory(), std::string(file));
  Report faults;
  const Rows rows(text, file, form, faults);
  Report met;
  RecordsBuilder builder(met, duplicates);
  const auto row_count = read_careers_in_parts(rows, mapping, builder);
  if (!row_count) return std::nullopt;
  Records records = builder.finish();
  const RowSum sum{.rows = *row_count, .loaded = records.relation_count(), .repeats = met.notice_count("exact repeat")};
  report.append(met);
  report.require_at_most(std::max(max_bad, mapping.max_bad));
  report_rows(sum, file, duplicates, report);
  return records;
}

}  // namespace

// A bad row must leave nothing behind, yet the builder has its ends by the time it finds the row bad. So where rows
// were bad the table is read once more without them.
Records read_careers(std::string_view text, std::string_view file, RowsForm form, const Mapping& mapping,
                     Duplicates duplicates, std::uint64_t max_bad, Report& report) {
  check_mapping(mapping);
  if (auto records = read_plain(text, file, form, mapping, duplicates, max_bad, report)) return std::move(*records);
  const std::uint64_t earlier_bad = report.bad_count();
  const std::uint64_t earlier_repeats = report.notice_count("exact repeat");
  Report met;
  auto reading = std::make_unique<Reading>(text, file, form, mapping, duplicates, met, met, std::span<std::uint64_t>());
  RowSum sum{.rows = reading->rows.row_count(), .bad = met.bad_count()};
  append_bad_rows(met, report);
  const auto bad_numbers = reading->reader.bad_rows();
  const std::vector<std::uint64_t> bad_rows(bad_numbers.begin(), bad_numbers.end());
  const Report bad_repeats = reading->reader.bad_repeats();
  sum.bad_repeats = bad_repeats.notice_count("exact repeat");

  Report faults_again;
  if (sum.bad > 0) {
    reading.reset();
    reading = std::make_unique<Reading>(text, file, form, mapping, duplicates, faults_again, report, bad_rows);
  }
  try {
    Records records = reading->builder.finish(earlier_bad + std::max(max_bad, mapping.max_bad));
    if (sum.bad == 0) report.append(met);
    sum.loaded = records.relation_count();
    sum.repeats = report.notice_count("exact repeat") - earlier_repeats;
    report.append(bad_repeats);
    report_rows(sum, file, duplicates, report);
    return records;
  } catch (const Error&) {
    report.append(bad_repeats);
    throw;
  }
}

}  // namespace renmai
