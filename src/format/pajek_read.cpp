// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/dataset.hpp"
#include "format/graph_attributes.hpp"
#include "format/graph_time.hpp"
#include "format/pajek.hpp"
#include "format/pajek_text.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

using detail::PajekLine;
using detail::TextSpan;

constexpr std::uint64_t always_allowed_vertices = std::uint64_t{1} << 16;
constexpr std::uint64_t lines_between_stops = 1 << 14;
constexpr std::size_t more_values = 8;  // beside the pairs of a line

class PajekReader {
 public:
  PajekReader(std::string_view file, RecordsBuilder& builder, Report& report)
      : file_(file), builder_(builder), report_(report), times_("pajek", report) {}

  void read(std::string_view text) {
    most_vertices_ = std::max<std::uint64_t>(always_allowed_vertices, text.size());
    while (!text.empty() && !done_) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (++line_ % lines_between_stops == 0) check_stop();
      read_line(trim(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish_vertices();
    if (!has_vertices_) throw Error(ErrorKind::input, "the file has no line '*Vertices' and their number", place());
  }

 private:
  enum class Section : std::uint8_t { skipped, vertices, pairs, lists, matrix };

  [[nodiscard]] RowPlace row_place() const { return {.file = file_, .line = line_}; }
  [[nodiscard]] std::string place() const { return row_place().at({}); }
  void bad(const std::string& message) { report_.bad(place(), message); }

  void read_line(std::string_view line) {
    if (line.empty()) return;
    if (line.front() == '%') return read_comment(line.substr(1));
    const PajekLine split = detail::split_pajek_line(line);
    if (line.front() == '*') return begin_section(split);
    if (section_ == Section::skipped) return;
    if (!split.closed) return bad("a quote of this line is never closed");
    if (split.words.empty()) return bad("no number of a vertex stands here");
    if (split.spells.size() > detail::most_spells)
      return bad("more than " + format_count(detail::most_spells) + " spells");
    switch (section_) {
      case Section::vertices: return read_vertex(split);
      case Section::pairs: return read_pair(split);
      case Section::lists: return read_list(split);
      case Section::matrix: return read_matrix_row(split);
      case Section::skipped: return;
    }
  }

  /// A comment marks a file of ours.
  void read_comment(std::string_view comment) {
    const std::vector<std::string> words = detail::split_pajek_line(comment).words;
    if (has_vertices_ || words.size() != 5 || words[0] != detail::pajek_mark) return;
    ours_ = true;
    attributes_ = detail::AttributeRow(true);
    read_dataset_texts(words[2], words[4], file_, builder_, report_);
  }

  void begin_section(const PajekLine& split) {
    const std::string word = lower_ascii(split.words.front());
    finish_vertices();
    section_ = Section::skipped;
    if (word == "*network" || (word == "*vertices" && has_vertices_ && !other_object_)) {
      done_ = has_vertices_;
      other_object_ = false;
      if (done_) report_.notice("pajek", place(), "only the first network is read");
    } else if (word == "*vertices") {
      if (!other_object_) begin_vertices(split.words);
    } else if (word == "*arcs" || word == "*edges" || word == "*arcslist" || word == "*edgeslist" ||
               word == "*matrix") {
      if (!has_vertices_) throw Error(ErrorKind::input, "'*Vertices' and their number must come first", place());
      section_ = word == "*matrix" ? Section::matrix : word.ends_with("list") ? Section::lists : Section::pairs;
      undirected_ = word.starts_with("*edges");
      kind_ = kinds_.of_section(split.words);
      matrix_row_ = 0;
    } else {
      other_object_ = true;  // a partition, a vector: its vertices are not ours
      report_.notice("pajek", place(), "the section '" + split.words.front() + "' is left out");
    }
  }

  void begin_vertices(const std::vector<std::string>& words) {
    const auto count = words.size() < 2 ? std::nullopt : to_integer(words[1]);
    const auto first = words.size() < 3 ? std::optional<std::int64_t>(0) : to_integer(words[2]);
    if (!count || *count < 0 || !first || *first < 0 || *first > *count)
      throw Error(ErrorKind::input, "'*Vertices' wants the number of vertices, and of those of the first mode",
                  place());
    if (static_cast<std::uint64_t>(*count) > most_vertices_)
      throw Error(ErrorKind::limit,
                  "the file says it has " + format_count(static_cast<std::uint64_t>(*count)) +
                      " vertices; as many as it has bytes or " + format_count(always_allowed_vertices) + " are read",
                  place());
    section_ = Section::vertices;
    has_vertices_ = true;
    first_mode_ = static_cast<std::size_t>(*first);
    ids_.resize(static_cast<std::size_t>(*count));
  }

  /// Vertices that have no line.
  void finish_vertices() {
    if (section_ != Section::vertices) return;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (!ids_[i].empty()) continue;
      ids_[i] = std::to_string(i + 1);
      attributes_.begin(more_values);
      add_mode(i);
      builder_.add_entity({.id = ids_[i], .kind = "other", .properties = attributes_.properties()}, row_place());
    }
  }

  void add_mode(std::size_t index) {
    if (first_mode_ > 0) attributes_.add("mode", index < first_mode_ ? "1" : "2");
  }

  /// The vertex of that number; a bad row if there is none.
  std::optional<std::size_t> vertex(const std::string& word) {
    const auto number = to_integer(word);
    if (number && *number >= 1 && static_cast<std::uint64_t>(*number) <= ids_.size())
      return static_cast<std::size_t>(*number - 1);
    bad("'" + word + "' is no vertex; they are 1 to " + std::to_string(ids_.size()));
    return std::nullopt;
  }

  /// Number, label, perhaps coordinates and a shape, pairs.
  void read_vertex(const PajekLine& split) {
    const std::vector<std::string>& words = split.words;
    const auto index = vertex(words[0]);
    if (!index) return;
    std::string id = std::to_string(*index + 1);
    std::size_t next = std::min<std::size_t>(2, words.size());
    const std::size_t end_of_place = std::min<std::size_t>(next + 3, words.size());
    while (next < end_of_place && to_number(words[next])) ++next;
    if ((words.size() - next) % 2 == 1) ++next;
    attributes_.begin(words.size() + more_values);
    EntityRow row;
    for (; next < words.size(); next += 2) {
      if (ours_ && words[next] == detail::pajek_id_key)
        id = words[next + 1];
      else
        attributes_.set(detail::entity_columns, row, key_of(words[next], "label", split), words[next + 1]);
    }
    row.id = id;
    if (row.name.empty() && words.size() > 1) row.name = words[1];
    const std::string spells = split.spells.size() > 1 ? detail::join_spells(split.spells) : std::string();
    const TextSpan none;
    read_times(split.spells.size() == 1 ? split.spells.front() : none);
    attributes_.add_stated({{"spells", spells}, {"start", start_}, {"end", end_}});
    add_mode(*index);
    if (row.kind.empty()) row.kind = "other";
    row.properties = attributes_.properties();
    builder_.add_entity(row, row_place());
    ids_[*index] = std::move(id);
  }

  /// The name of the attribute that a key stands for; `stated` is one that the line says already, as it may its times.
  [[nodiscard]] std::string key_of(const std::string& key, std::string_view stated, const PajekLine& split) const {
    if (key == "l" && stated != "label") return "label";
    const bool is_time = !split.spells.empty() && (key == "start" || key == "end");
    return !ours_ && (key == stated || is_time) ? "input_" + key : key;
  }

  void read_times(const TextSpan& span) {
    start_ = times_.read(span.start, "input_start", false, attributes_, row_place());
    end_ = times_.read(span.end, "input_end", true, attributes_, row_place());
  }

  /// Perhaps the number of a relation; two vertices, perhaps a weight, pairs.
  void read_pair(const PajekLine& split) {
    const std::vector<std::string>& words = split.words;
    std::size_t next = 0;
    std::string kind = kind_;
    if (words[0].ends_with(':')) kind = kinds_.of_number(words[next++].substr(0, words[0].size() - 1));
    if (words.size() < next + 2) return bad("two vertices are wanted");
    const auto from = vertex(words[next]);
    const auto to = from ? vertex(words[next + 1]) : std::nullopt;
    if (!to) return;
    next += 2;
    std::string_view weight;
    if (next < words.size() && to_number(words[next])) weight = words[next++];
    if ((words.size() - next) % 2 == 1)
      report_.notice("pajek", place(), "'" + words.back() + "' has no value; it is left out");
    const std::size_t spells = ours_ ? 1 : std::max<std::size_t>(split.spells.size(), 1);
    for (std::size_t spell = 0; spell < spells; ++spell) {
      attributes_.begin(words.size() + more_values);
      RelationRow row;
      row.weight = weight;
      for (std::size_t i = next; i + 1 < words.size(); i += 2)
        attributes_.set(detail::relation_columns, row, key_of(words[i], "weight", split), words[i + 1]);
      if (spell < split.spells.size() && !ours_) {
        read_times(split.spells[spell]);
        row.start = start_;
        row.end = end_;
      }
      add(row, *from, *to, kind);
    }
  }

  /// A vertex and its neighbours.
  void read_list(const PajekLine& split) {
    const auto from = vertex(split.words[0]);
    for (std::size_t i = 1; from && i < split.words.size(); ++i) {
      const auto to = vertex(split.words[i]);
      if (!to) return;
      attributes_.begin(more_values);
      RelationRow row;
      add(row, *from, *to, kind_);
    }
  }

  /// Of two modes, the columns are the second.
  void read_matrix_row(const PajekLine& split) {
    const std::size_t row_count = first_mode_ > 0 ? first_mode_ : ids_.size();
    const std::size_t first_column = first_mode_ > 0 ? first_mode_ : 0;
    const std::size_t from = matrix_row_++;
    if (from >= row_count || split.words.size() != ids_.size() - first_column)
      return bad("this matrix has " + std::to_string(row_count) + " rows of " +
                 std::to_string(ids_.size() - first_column) + " numbers");
    for (std::size_t i = 0; i < split.words.size(); ++i) {
      const auto weight = to_number(split.words[i]);
      if (!weight) return bad("'" + split.words[i] + "' is no number");
      if (*weight == 0) continue;
      attributes_.begin(more_values);
      RelationRow row;
      row.weight = split.words[i];
      add(row, from, first_column + i, kind_);
    }
  }

  void add(RelationRow& row, std::size_t from, std::size_t to, const std::string& kind) {
    row.from = ids_[from];
    row.to = ids_[to];
    if (undirected_) attributes_.add("direction", "undirected");
    if (row.kind.empty()) {
      row.kind = kind;
      builder_.schema().relation_kind(kind);
    }
    row.properties = attributes_.properties();
    builder_.add_relation(row, row_place());
  }

  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  detail::TimeReader times_;
  detail::AttributeRow attributes_{false};
  std::uint64_t line_ = 0;
  std::uint64_t most_vertices_ = 0;
  Section section_ = Section::skipped;
  bool ours_ = false;
  bool has_vertices_ = false;
  bool other_object_ = false;
  bool undirected_ = false;
  bool done_ = false;
  std::size_t first_mode_ = 0;  // vertices of it; 0: there is one mode
  std::size_t matrix_row_ = 0;
  std::string kind_;  // of the section
  detail::PajekKinds kinds_;
  std::vector<std::string> ids_;
  std::string start_, end_;  // of the line at hand, as EDTF
};

}  // namespace

void read_pajek(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  require_plain_text(text, file);
  PajekReader(file, builder, report).read(text);
}

}  // namespace renmai
