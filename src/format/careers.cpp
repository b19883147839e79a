// SPDX-License-Identifier: Apache-2.0
#include "format/careers.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <tsl/robin_set.h>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

constexpr std::size_t no_column = SIZE_MAX;
constexpr std::string_view unknown_id = "?";

/// A CellSource bound to the columns of a table.
struct Cell {
  std::size_t column = no_column;
  std::string constant;
  std::map<std::string, std::string, std::less<>> translate;
};

struct PropertyCell {
  std::string name;
  Cell cell;
  std::vector<std::string> kept;  // of an end: the value by entity
};

struct DateCells {
  Cell whole, year, month, day;
  bool in_parts = false;
  std::string text;  // what the parts of this row make
};

struct Place {
  Cell name;
  PlaceLevel level = PlaceLevel::none;
  std::string prefix;
  std::string id;  // of this row
};

struct End {
  std::string what;
  std::string kind;
  std::string prefix;
  std::string prefix_without_id;
  Cell name;
  Cell own_id;
  bool has_id = false;
  Place place;
  std::vector<PropertyCell> properties;
  std::string id;  // of this row; empty if it is not known
};

void append_escaped(std::string& text, std::string_view raw, std::string_view special) {
  if (raw.find_first_of(special) == std::string_view::npos) {
    text += raw;
    return;
  }
  for (const char c : raw) {
    if (special.find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
}

std::string kind_prefix(std::string_view kind) {
  std::string prefix = parse_place_level(kind) ? "\\" : "";
  append_escaped(prefix, kind, "\\:@?");
  return prefix;
}

class CareersReader {
 public:
  /// Rows whose numbers (from 1, ascending) are in `left_out` are passed over.
  CareersReader(Rows& rows, const Mapping& mapping, RecordsBuilder& builder, Report& report,
                std::span<const std::uint64_t> left_out)
      : rows_(rows), builder_(builder), report_(report), left_out_(left_out), missing_(mapping.missing) {
    moves_ = mapping.form == Mapping::Form::moves;
    kind_ = cell(mapping.kind);
    if (kind_.constant.empty()) kind_.constant = moves_ ? "transfer" : "employment";
    person_ = end(mapping.person, "person", EntityRole::person, "person");
    if (moves_) {
      origin_ = end(mapping.origin, "origin", EntityRole::organisation, "company");
      target_ = end(mapping.destination, "destination", EntityRole::organisation, "company");
    } else {
      target_ = end(mapping.organisation, "organisation", EntityRole::organisation, "company");
    }
    place_ = place(mapping.place);
    start_ = date(mapping.start);
    end_ = date(mapping.end);
    period_ = cell(mapping.period);
    has_period_ = mapping.period.given();
    for (const auto& [source, field, name] :
         {std::tuple(&mapping.id, &RelationRow::id, "id"), std::tuple(&mapping.role, &RelationRow::role, "role"),
          std::tuple(&mapping.attested, &RelationRow::attested, "attested"),
          std::tuple(&mapping.status, &RelationRow::status, "status"),
          std::tuple(&mapping.confidence, &RelationRow::confidence, "confidence"),
          std::tuple(&mapping.weight, &RelationRow::weight, "weight"),
          std::tuple(&mapping.source, &RelationRow::source, "source"),
          std::tuple(&mapping.locator, &RelationRow::locator, "locator")}) {
      if (!source->given()) continue;
      plain_fields_.emplace_back(field, cell(*source));
      columns_.columns.emplace_back(name, plain_fields_.back().second.column);
    }
    for (const auto& [name, source] : mapping.properties) properties_.push_back({name, cell(source), {}});
    if (mapping.keep_rest) keep_rest();
    place_columns();
  }

  void read() {
    while (next(rows_)) {
      if (!read_row()) note_bad_row();
    }
  }

  /// Numbers of the bad rows, ascending, but for those that Rows found bad.
  [[nodiscard]] std::span<const std::uint64_t> bad_rows() const { return bad_rows_; }
  /// Those of them that repeat an earlier one.
  [[nodiscard]] const Report& bad_repeats() const { return bad_repeats_; }

  /// Ends with an id column get the least of their names; the others are aliases. Needs a pass of its own, as the order
  /// of rows must not matter.
  void list_named_ends(Rows& rows) {
    std::map<std::string, std::pair<const End*, std::set<std::string, std::less<>>>> names;
    while (next(rows)) {
      for (End* end : {&person_, &target_, &origin_}) {
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
  [[nodiscard]] bool has_named_ends() const { return person_.has_id || target_.has_id || origin_.has_id; }

 private:
  // Binding the mapping to the table.

  Cell cell(const CellSource& source) {
    Cell cell;
    cell.constant = source.constant;
    for (const auto& [from, to] : source.translate) cell.translate.emplace(from, to);
    if (source.column.empty()) return cell;
    cell.column = rows_.require(source.column);
    used_.insert(cell.column);
    return cell;
  }

  Place place(const PlaceSource& source) {
    Place place{.name = cell(source.name), .level = source.level, .prefix = {}, .id = {}};
    place.prefix = source.level == PlaceLevel::none ? "place:" : std::string(to_word(source.level)) + ":";
    return place;
  }

  DateCells date(const DateSource& source) {
    return {cell(source.whole), cell(source.year), cell(source.month), cell(source.day), source.year.given(), {}};
  }

  End end(const EndSource& source, std::string_view what, EntityRole role, std::string_view usual_kind) {
    End end;
    end.what = what;
    end.kind = source.kind.empty() ? usual_kind : source.kind;
    builder_.schema().entity_kind(end.kind, role);
    end.prefix = kind_prefix(end.kind) + ":";
    end.prefix_without_id = kind_prefix(end.kind) + "?:";
    end.name = cell(source.name);
    end.own_id = cell(source.id);
    end.has_id = source.id.given();
    end.place = place(source.place);
    for (const auto& [name, property] : source.properties) end.properties.push_back({name, cell(property), {}});
    return end;
  }

  /// Columns the mapping does not name become properties; one that is named like a field gets another name.
  void keep_rest() {
    for (std::size_t column = 0; column < rows_.names().size(); ++column) {
      if (used_.contains(column)) continue;
      used_.insert(column);
      std::string name = rows_.names()[column];
      if (is_relation_field(name)) name = "input_" + name;
      Cell rest;
      rest.column = column;
      properties_.push_back({std::move(name), std::move(rest), {}});
    }
  }

  void place_columns() {
    columns_.rows = &rows_;
    const auto add = [&](std::string_view field, std::size_t column) {
      if (column != no_column) columns_.columns.emplace_back(field, column);
    };
    add("from", person_.name.column);
    add("to", target_.name.column);
    add("from_place", origin_.name.column);
    add("place", place_.name.column);
    add("kind", kind_.column);
    add("start", has_period_ ? period_.column : start_.in_parts ? start_.year.column : start_.whole.column);
    add("end", has_period_ ? period_.column : end_.in_parts ? end_.year.column : end_.whole.column);
    std::erase_if(columns_.columns, [](const auto& column) { return column.second == no_column; });
  }

  // Reading one row.

  bool next(Rows& rows) {
    while (rows.next()) {
      fields_ = rows.fields();
      if (skipped_ == left_out_.size() || left_out_[skipped_] != rows.row_count()) return true;
      ++skipped_;
    }
    return false;
  }

  [[nodiscard]] std::string_view value(const Cell& cell) const {
    std::string_view text = cell.column == no_column ? std::string_view() : trim(fields_[cell.column]);
    if (!cell.translate.empty()) {
      if (const auto found = cell.translate.find(text); found != cell.translate.end()) text = found->second;
    }
    if (!text.empty() && std::find(missing_.begin(), missing_.end(), text) != missing_.end()) text = {};
    return text.empty() ? std::string_view(cell.constant) : text;
  }

  void resolve_place(Place& place) {
    const std::string_view name = value(place.name);
    place.id.clear();
    if (name.empty()) return;
    place.id = place.prefix;
    place.id += name;
    const Entity entity = builder_.entity_for(place.id, "place", name);
    if (place.level != PlaceLevel::none) builder_.set_entity_level(entity, place.level);
  }

  /// Sets end.id; empty if neither name nor id is known.
  void resolve_id(End& end) {
    std::string_view text = end.has_id ? value(end.own_id) : value(end.name);
    const bool by_name = end.has_id && text.empty();
    if (by_name) text = value(end.name);
    end.id.clear();
    if (text.empty()) return;
    end.id = by_name ? end.prefix_without_id : end.prefix;
    append_escaped(end.id, text, "\\@");
    const std::string_view place = value(end.place.name);
    if (place.empty()) return;
    end.id += '@';
    end.id += place;
  }

  /// Makes the entity of an end. An end without a name is its place, where that is known.
  void resolve_end(End& end) {
    resolve_place(end.place);
    resolve_id(end);
    if (end.id.empty()) {
      end.id = end.place.id;
      return;
    }
    const std::string_view name = value(end.name);
    const Entity entity = builder_.entity_for(end.id, end.kind, name.empty() ? value(end.own_id) : name, end.place.id);
    for (PropertyCell& property : end.properties) keep_property(entity, property);
  }

  void keep_property(Entity entity, PropertyCell& property) {
    const std::string_view text = value(property.cell);
    if (text.empty()) return;
    if (property.kept.size() <= entity) property.kept.resize(entity + std::size_t{1});
    std::string& kept = property.kept[entity];
    if (kept == text) return;
    if (!kept.empty()) {
      report_.notice("differing property", columns_.place().at({}),
                     "'" + property.name + "' is '" + std::string(text) + "' here and '" + kept +
                         "' elsewhere; the lesser is kept");
      if (kept < text) return;
    }
    kept = text;
    builder_.set_entity_property(entity, property.name, text);
  }

  /// The date of this row; false if its parts make none.
  bool date_text(DateCells& date, std::string_view& text, std::string_view what) {
    if (!date.in_parts) {
      text = value(date.whole);
      return true;
    }
    date.text.clear();
    const std::string_view year = value(date.year);
    const std::string_view month = value(date.month);
    const std::string_view day = value(date.day);
    if ((year.empty() && !month.empty()) || (month.empty() && !day.empty())) {
      report_.bad(columns_.place().at(what), std::string(year.empty() ? "a month without a year" : "a day without a month"));
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
    if (!has_period_) return date_text(start_, row.start, "start") && date_text(end_, row.end, "end");
    const std::string_view text = value(period_);
    const std::size_t slash = text.find('/');
    row.start = trim(text.substr(0, slash));
    row.end = slash == std::string_view::npos ? text : trim(text.substr(slash + 1));
    return true;
  }

  bool bad_end(const End& end, std::string_view field) {
    report_.bad(columns_.place().at(field), "this row names no " + end.what);
    return false;
  }

  /// Unknown ends of a stated move stay in the records as the bucket `?`.
  void note_unknown_ends() {
    const auto note = [&](const End& end, std::string_view field) {
      report_.notice("unknown " + end.what, columns_.place().at(field), "this move states no " + end.what);
    };
    if (value(origin_.name).empty() && origin_.id == origin_.place.id) note(origin_, "from_place");
    if (!value(target_.name).empty() || target_.id != target_.place.id) return;
    note(target_, "to");
    if (!target_.id.empty()) return;
    target_.id = unknown_id;
    if (builder_.has_entity(unknown_id)) return;
    EntityRow unknown;
    unknown.id = unknown.name = unknown_id;
    unknown.flags = "unnamed";
    builder_.add_entity(unknown, {.file = rows_.file()});
  }

  bool read_row() {
    RelationRow row;
    resolve_end(person_);
    if (person_.id.empty() || person_.id == person_.place.id) return bad_end(person_, "from");
    if (!read_dates(row)) return false;
    resolve_end(target_);
    if (moves_) {
      resolve_end(origin_);
      note_unknown_ends();
      row.from_place = origin_.id;
    } else if (target_.id.empty() || target_.id == target_.place.id) {
      return bad_end(target_, "to");
    }
    resolve_place(place_);
    row.from = person_.id;
    row.to = target_.id;
    row.kind = value(kind_);
    row.place = place_.id;
    for (const auto& [field, cell] : plain_fields_) row.*field = value(cell);
    values_.clear();
    for (const PropertyCell& property : properties_) {
      if (const std::string_view text = value(property.cell); !text.empty()) values_.emplace_back(property.name, text);
    }
    row.properties = values_;
    return builder_.add_relation(row, columns_.place());
  }

  /// A bad row may be written many times; that it repeats another is worth saying. Equal hashes stand for equal rows.
  void note_bad_row() {
    std::uint64_t hash = 0;
    for (const std::size_t column : used_) hash = mix64(hash) ^ hash_bytes(trim(fields_[column]), column);
    bad_rows_.push_back(rows_.row_count());
    if (bad_hashes_.insert(hash).second) return;
    bad_repeats_.notice("exact repeat", rows_.place(no_column), "repeats an earlier bad row exactly");
  }

  Rows& rows_;
  RecordsBuilder& builder_;
  Report& report_;
  std::span<const std::uint64_t> left_out_;
  std::size_t skipped_ = 0;
  std::vector<std::string> missing_;
  bool moves_ = false;
  End person_, target_, origin_;
  Cell kind_, period_;
  bool has_period_ = false;
  Place place_;
  DateCells start_, end_;
  std::vector<std::pair<std::string_view RelationRow::*, Cell>> plain_fields_;
  std::vector<PropertyCell> properties_;
  std::set<std::size_t> used_;  // columns
  FieldColumns columns_;
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
                     format_count(sum.bad) + " bad, " + format_count(sum.repeats) + " exact repeats " +
                     (duplicates == Duplicates::drop ? "dropped" : "among the loaded");
  if (sum.bad_repeats > 0) {
    text += "; " + format_count(sum.bad_repeats) + " of the bad rows are exact repeats too, " +
            format_count(sum.repeats + sum.bad_repeats) + " in all";
  }
  report.notice("rows", file, text);
}

}  // namespace

// A bad row must leave nothing behind, yet the builder has its ends by the time it finds the row bad. So where rows were
// bad the table is read once more without them.
Records read_careers(std::string_view text, std::string_view file, RowsForm form, const Mapping& mapping,
                     Duplicates duplicates, std::uint64_t max_bad, Report& report) {
  check_mapping(mapping);
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
