// SPDX-License-Identifier: Apache-2.0
// A table of careers has many people and few other words. So a part numbers its other words by itself, and the lists of
// all parts are joined in the end; people are taken up by Texts::add_all, shard by shard.
#include "format/career_parts.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "format/career_columns.hpp"
#include "format/word_list.hpp"

namespace renmai {
namespace {

using detail::BoundCell;
using detail::CareerColumns;
using detail::WordList;

constexpr std::size_t least_part_bytes = std::size_t{1} << 20;
constexpr std::size_t parts_a_thread = 4;
constexpr std::uint64_t rows_between_stops = std::uint64_t{1} << 16;
constexpr std::string_view escaped_bytes = "\\@";

constexpr char end_of_name = '\0';  // before the place of an organisation; no plain text holds one

bool is_stated(const BoundCell& cell) { return cell.column != detail::no_column || !cell.constant.empty(); }

bool is_plain(const CareerColumns& table, const Rows& rows) {
  const auto plain_end = [](const detail::BoundEnd& end) { return !end.has_id && end.properties.empty(); };
  const bool only_role = std::all_of(table.plain_fields.begin(), table.plain_fields.end(),
                                     [](const auto& field) { return field.first == &RelationRow::role; });
  return rows.rest() && !table.moves && plain_end(table.person) && !is_stated(table.person.place.name) &&
         plain_end(table.target) && !table.has_period && !table.start.in_parts && !table.end.in_parts && only_role;
}

/// The columns of a plain table whose words are numbered: organisation, kind, start, end, role, place, then the
/// properties. The word of an organisation that has a place is `name\0place`.
class WordColumns {
 public:
  explicit WordColumns(const CareerColumns& table)
      : has_places_(is_stated(table.target.place.name)),
        varying_places_(table.target.place.name.column != detail::no_column) {
    cells_ = {&table.target.name,
              &table.kind,
              &table.start.whole,
              &table.end.whole,
              table.plain_fields.empty() ? nullptr : &table.plain_fields.front().second,
              is_stated(table.place.name) ? &table.place.name : nullptr};
    for (const detail::BoundProperty& property : table.properties) cells_.push_back(&property.cell);
  }
  static constexpr std::size_t organisation = 0, kind = 1, start = 2, end = 3, role = 4, place = 5, first_property = 6;

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  /// Null for a role or place the table has not.
  [[nodiscard]] const BoundCell* operator[](std::size_t k) const { return cells_[k]; }
  /// Whether all rows have the same word, so that none is stored.
  [[nodiscard]] bool constant(std::size_t k) const {
    if (k == organisation && varying_places_) return false;
    return cells_[k] == nullptr || cells_[k]->column == detail::no_column;
  }
  /// Whether organisations have places.
  [[nodiscard]] bool has_places() const { return has_places_; }

 private:
  bool has_places_;
  bool varying_places_;
  std::vector<const BoundCell*> cells_;
};

/// What a part of the text holds.
struct Part {
  std::size_t row_count = 0;
  std::uint64_t line_count = 0;
  TextMentions people;
  std::vector<WordList> words;                // by word column
  std::vector<Array<std::uint32_t>> numbers;  // by word column and row; empty for a constant
  Array<std::uint32_t> lines;                 // by row, from the begin of the part
  std::deque<std::string> kept;               // names of people that are not in the text as they are
  std::vector<std::pair<std::uint32_t, std::string_view>> escaped_names;  // (row, name) where the id is no copy of it
  std::vector<std::vector<std::uint32_t>> meanings;  // by word column and number: what the builder knows the word by
};

/// A little more than the text has, if it goes on as it begins.
std::size_t expected_rows(std::string_view text) {
  const std::string_view sample = text.substr(0, std::size_t{1} << 16);
  const auto lines = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n')) + 1;
  const std::size_t rows = text.size() / std::max<std::size_t>(sample.size() / lines, 1);
  return rows + rows / 16 + 16;
}

class PartReader {
 public:
  PartReader(const CareerColumns& table, const WordColumns& columns, std::size_t field_count)
      : table_(table), columns_(columns), field_count_(field_count), id_(table.person.prefix) {}

  /// False if a row is not plain.
  template <class Told>
  bool read(std::string_view text, const CsvOptions& options, bool last, Part& part, const Told& told) {
    text_ = text;
    part.words.resize(columns_.size());
    part.numbers.resize(columns_.size());
    const std::size_t rows = expected_rows(text);
    part.people = TextMentions(rows);
    part.lines.reserve(rows);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (!columns_.constant(k)) part.numbers[k].reserve(rows);
    }
    CsvScanner scanner(text, options);
    std::size_t told_bytes = 0;
    while (scanner.next()) {
      if (scanner.fault() != nullptr || scanner.fields().size() != field_count_) return false;
      if (part.row_count >= UINT32_MAX || scanner.line() > UINT32_MAX) return false;
      if (!add_row(scanner.fields(), part)) return false;
      part.lines.push_back(static_cast<std::uint32_t>(scanner.line()));
      if (++part.row_count % rows_between_stops != 0) continue;
      told(scanner.position() - told_bytes);
      told_bytes = scanner.position();
    }
    told(text.size() - told_bytes);
    part.line_count = scanner.next_line() - 1;
    return last || !scanner.ends_inside_quotes();
  }

 private:
  bool add_row(std::span<const std::string_view> fields, Part& part) {
    const auto row = static_cast<std::uint32_t>(part.row_count);
    const std::string_view name = detail::cell_text(table_.person.name, fields, table_.missing);
    if (name.empty()) return false;
    add_person(name, row, part);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (columns_.constant(k)) continue;
      std::string_view word = detail::cell_text(*columns_[k], fields, table_.missing);
      if (k == WordColumns::organisation) {
        if (word.empty()) return false;
        if (columns_.has_places()) word = placed(word, fields);
      }
      part.numbers[k].push_back(part.words[k].number(word));
    }
    return true;
  }

  std::string_view placed(std::string_view name, std::span<const std::string_view> fields) {
    placed_ = name;
    placed_ += end_of_name;
    placed_ += detail::cell_text(table_.target.place.name, fields, table_.missing);
    return placed_;
  }

  void add_person(std::string_view name, std::uint32_t row, Part& part) {
    std::string_view rest = name;
    if (detail::has_any(name, escaped_bytes)) {
      detail::append_escaped(part.kept.emplace_back(), name, escaped_bytes);
      rest = part.kept.back();
      part.escaped_names.emplace_back(row, part.kept.emplace_back(name));
    } else if (!lasts(name)) {
      rest = part.kept.emplace_back(name);
    }
    id_.resize(table_.person.prefix.size());
    id_ += rest;
    part.people.add(hash_bytes(id_), rest, row);
  }

  /// Whether a cell lies in the text itself, and not in what the scanner made of doubled quotes or a translation.
  [[nodiscard]] bool lasts(std::string_view cell) const {
    const std::less_equal<> at_or_before;
    return at_or_before(text_.data(), cell.data()) &&
           at_or_before(cell.data() + cell.size(), text_.data() + text_.size());
  }

  const CareerColumns& table_;
  const WordColumns& columns_;
  std::size_t field_count_;
  std::string_view text_;
  std::string id_;
  std::string placed_;
};

/// What the words of all parts mean to the builder, and the rows of all parts as columns of it.
class Joiner {
 public:
  Joiner(const CareerColumns& table, const WordColumns& columns, std::vector<Part>& parts, RecordsBuilder& builder)
      : table_(table), columns_(columns), parts_(parts), builder_(builder) {
    for (const Part& part : parts) {
      begins_.push_back(row_count_);
      row_count_ += part.row_count;
    }
  }

  [[nodiscard]] std::uint64_t row_count() const { return row_count_; }

  /// False if a word is not what its column wants.
  bool join(std::string_view file, std::uint64_t first_line) {
    relations_.from.resize(row_count_);
    relations_.to.resize(row_count_);
    relations_.kind.resize(row_count_);
    add_people();
    for (Part& part : parts_) {
      part.meanings.resize(columns_.size());
      for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (!columns_.constant(k) && !find_meanings(k, part.words[k].words(), part.meanings[k])) return false;
      }
    }
    if (!set_columns()) return false;
    builder_.adopt(std::move(relations_), lines(first_line), file);
    return true;
  }

 private:
  void add_people() {
    std::vector<TextMentions> mentions;
    std::vector<std::span<Entity>> numbers;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      mentions.push_back(std::move(parts_[p].people));
      numbers.push_back(relations_.from.own().subspan(begins_[p], parts_[p].row_count));
    }
    builder_.add_entities(table_.person.prefix, table_.person.kind, mentions, numbers);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      for (const auto& [row, name] : parts_[p].escaped_names) builder_.rename(numbers[p][row], name);
    }
  }

  bool find_meanings(std::size_t k, const std::vector<std::string_view>& words, std::vector<std::uint32_t>& meanings) {
    for (const std::string_view word : words) {
      std::optional<std::uint32_t> meaning;
      switch (k) {
        case WordColumns::organisation: meaning = word.empty() ? no_entity : organisation(word); break;
        case WordColumns::place: meaning = word.empty() ? no_entity : place(table_.place, word); break;
        case WordColumns::kind: meaning = builder_.find_kind(word.empty() ? table_.kind.constant : word); break;
        case WordColumns::start: meaning = builder_.find_date(word, false); break;
        case WordColumns::end: meaning = builder_.find_date(word, true); break;
        default: meaning = builder_.text(word);
      }
      if (!meaning) return false;
      meanings.push_back(*meaning);
    }
    return true;
  }

  Entity place(const detail::BoundPlace& source, std::string_view name) {
    const Entity entity = builder_.entity_for(source.prefix + std::string(name), "place", name);
    if (source.level != PlaceLevel::none) builder_.set_entity_level(entity, source.level);
    return entity;
  }

  Entity organisation(std::string_view word) {
    const detail::BoundEnd& target = table_.target;
    const std::string_view name = word.substr(0, word.find(end_of_name));
    const std::string_view where = name.size() == word.size() ? std::string_view() : word.substr(name.size() + 1);
    std::string id = target.prefix;
    detail::append_escaped(id, name, escaped_bytes);
    std::string place_id;
    if (!where.empty()) {
      place(target.place, where);
      (id += '@') += where;
      (place_id = target.place.prefix) += where;
    }
    return builder_.entity_for(id, target.kind, name, place_id);
  }

  /// The meaning of the word that every row has.
  std::optional<std::uint32_t> constant_meaning(std::size_t k) {
    if (columns_[k] == nullptr) return 0;
    std::vector<std::uint32_t> meanings;
    std::string word = columns_[k]->constant;
    if (k == WordColumns::organisation) {
      if (word.empty()) return std::nullopt;
      if (columns_.has_places()) (word += end_of_name) += table_.target.place.name.constant;
    }
    if (!find_meanings(k, {std::string_view(word)}, meanings)) return std::nullopt;
    return meanings.front();
  }

  /// Sets value(row) = meaning of the row's word in column k, for all rows, in parallel.
  template <class Set>
  bool each(std::size_t k, const Set& set) {
    if (columns_.constant(k)) {
      const auto meaning = constant_meaning(k);
      if (!meaning) return false;
      parallel_for(row_count_, [&](std::size_t row) { set(row, *meaning); });
      return true;
    }
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const std::size_t begin = begins_[p];
      const auto& meanings = parts_[p].meanings[k];
      auto& numbers = parts_[p].numbers[k];
      parallel_for(numbers.size(), [&](std::size_t row) { set(begin + row, meanings[numbers[row]]); });
      numbers = {};
    }
    return true;
  }

  bool set_field(std::size_t k, Field<std::uint32_t>& field) {
    if (columns_.constant(k) && constant_meaning(k) == field.fallback()) return true;
    Array<std::uint32_t> values(row_count_);
    if (!each(k, [&](std::size_t row, std::uint32_t value) { values[row] = value; })) return false;
    field.assign(std::move(values));
    return true;
  }

  bool set_columns() {
    RelationColumns& c = relations_;
    const bool good =
        each(WordColumns::organisation, [&](std::size_t row, std::uint32_t to) { c.to.own()[row] = to; }) &&
        each(WordColumns::kind,
             [&](std::size_t row, std::uint32_t kind) { c.kind.own()[row] = static_cast<std::uint8_t>(kind); }) &&
        set_field(WordColumns::start, c.start) && set_field(WordColumns::end, c.end) &&
        set_field(WordColumns::role, c.role) &&
        (columns_[WordColumns::place] == nullptr || set_field(WordColumns::place, c.place));
    if (!good || !builder_.dates_in_order(c.start, c.end, row_count_)) return false;
    for (std::size_t k = WordColumns::first_property; k < columns_.size(); ++k) {
      Property property{table_.properties[k - WordColumns::first_property].name, Field<TextId>()};
      if (!set_field(k, property.values)) return false;
      if (!property.values.empty()) c.properties.push_back(std::move(property));
    }
    return true;
  }

  /// The line of every row in the file.
  Array<std::uint32_t> lines(std::uint64_t first_line) {
    Array<std::uint32_t> lines(row_count_);
    std::uint64_t before = first_line - 1;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      Part& part = parts_[p];
      parallel_for(part.row_count, [&](std::size_t row) {
        lines[begins_[p] + row] = static_cast<std::uint32_t>(before + part.lines[row]);
      });
      before += part.line_count;
      part.lines = {};
    }
    return lines;
  }

  const CareerColumns& table_;
  const WordColumns& columns_;
  std::vector<Part>& parts_;
  RecordsBuilder& builder_;
  std::vector<std::size_t> begins_;  // by part: its first row
  std::size_t row_count_ = 0;
  RelationColumns relations_;
};

/// Tells how much is read, whichever thread has read it.
class Progress {
 public:
  explicit Progress(std::uint64_t total) : total_(total) {}
  void add(std::uint64_t bytes) {
    done_ += bytes;
    check_stop();
    if (const std::unique_lock held(lock_, std::try_to_lock); held) report_progress("read", done_, total_);
  }

 private:
  std::uint64_t total_;
  std::atomic<std::uint64_t> done_{0};
  std::mutex lock_;
};

}  // namespace

std::optional<std::uint64_t> read_careers_in_parts(const Rows& rows, const Mapping& mapping, RecordsBuilder& builder) {
  const CareerColumns table(rows, mapping, builder.schema());
  if (!is_plain(table, rows)) return std::nullopt;
  const Rows::Rest rest = *rows.rest();
  const std::size_t most_parts = static_cast<std::size_t>(thread_count()) * parts_a_thread;
  const auto texts = split_at_lines(rest.text, std::min(most_parts, rest.text.size() / least_part_bytes + 1));
  const WordColumns columns(table);
  std::vector<Part> parts(texts.size());
  std::atomic<bool> plain{true};
  Progress progress(rest.text.size());
  parallel_for(
      texts.size(),
      [&](std::size_t p) {
        PartReader reader(table, columns, rows.names().size());
        const bool last = p + 1 == texts.size();
        const auto told = [&](std::uint64_t bytes) { progress.add(bytes); };
        if (plain && !reader.read(texts[p], rest.options, last, parts[p], told)) plain = false;
      },
      1);
  if (!plain) return std::nullopt;
  Joiner joiner(table, columns, parts, builder);
  if (joiner.row_count() >= UINT32_MAX || !joiner.join(rows.file(), rest.first_line)) return std::nullopt;
  return joiner.row_count();
}

}  // namespace renmai
