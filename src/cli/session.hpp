// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/report.hpp"
#include "cli/parse.hpp"
#include "cli/terminal.hpp"
#include "format/edge_graph.hpp"
#include "format/load.hpp"
#include "graph/project.hpp"
#include "records/names.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai::cli {

/// Which columns a box shows unless the command line says: those of the verb, or all.
enum class BoxColumns : std::uint8_t { usual, all };

/// Data and a place for the result, where the caller is a program and not a shell: nothing is read or printed then.
struct Embedding {
  std::shared_ptr<const Loaded> data;
  std::optional<Table> table{};  ///< what `print` was given, sorted and cut as asked for
  std::string text{};            ///< what print_text and print_bytes were given
};

/// One run of one verb: what was typed, and the data it leads to, read when first asked for.
class Session {
 public:
  /// An embedding must outlive the session.
  Session(Typed typed, Settings settings, Messages& messages, Embedding* embedding = nullptr);

  [[nodiscard]] const Typed& typed() const { return typed_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Verb& verb() const { return *typed_.verb; }
  [[nodiscard]] Messages& messages() { return messages_; }
  /// The k-th argument; empty if it was not given.
  [[nodiscard]] std::string argument(std::size_t k) const;

  /// Throws Error: no data named, or it cannot be read.
  [[nodiscard]] const Loaded& loaded();
  [[nodiscard]] const Records& records() { return loaded().records; }
  /// The same for a caller that outlives the session.
  [[nodiscard]] std::shared_ptr<const Loaded> share_loaded() {
    static_cast<void>(loaded());
    return loaded_;
  }
  /// The regions that --regions names, else all of the dataset. Throws Error.
  [[nodiscard]] Regions regions();
  /// What counts unless the command line says otherwise, where the verb alone does not tell. Call before `selected`.
  void select_by_default(std::uint16_t traits) { settings_.selection.default_traits = traits; }
  /// The facts of the selection asked for. Throws Error{usage}.
  [[nodiscard]] const Selected& selected();
  /// Those of them that have one of these entities at either end.
  [[nodiscard]] const Selected& selected_about(std::span<const Entity> entities);
  /// How a selection becomes a graph: directed as asked for, else as `directed` says.
  [[nodiscard]] Grouping grouping(bool directed, bool weighted = true, bool keep_facts = true);
  /// The graph of the selection, directed as asked for, else as `directed` says, with its facts or alone.
  [[nodiscard]] Projection project(bool directed, bool weighted = true, bool keep_facts = true);

  /// The graph of the data where they are an edge list and nothing typed asks for more than that: read without records
  /// between, with the same vertices, edges and stamp as `project`. Null otherwise.
  [[nodiscard]] const EdgeGraph* edge_graph(bool directed, bool weighted);
  /// The stamp of that graph.
  [[nodiscard]] Stamp edge_graph_stamp() const;

  /// The one entity of that name. Throws Error{not_found}.
  [[nodiscard]] Entity entity(std::string_view name, std::string_view what, NameScope scope = NameScope::all);
  /// The vertex of an entity in a graph. Throws Error{not_found} if there is no such entity or it has no vertex.
  [[nodiscard]] Vertex vertex(const Projection& projection, std::string_view name, std::string_view what);
  /// The same in a graph of another selection.
  [[nodiscard]] Vertex vertex(const Selected& kept, const Projection& projection, std::string_view name,
                              std::string_view what);

  /// Verifies every byte of the data, which must be a snapshot. Throws Error{usage} if they are none.
  void verify_snapshot();
  /// What loading the data will want, without loading it. Throws Error.
  [[nodiscard]] Table load_estimate();

  /// Sorts, cuts and writes a table in the form asked for, its stamp and the manifest. Returns exit code 0.
  int print(Table table, BoxColumns box = BoxColumns::usual);
  /// Writes text that is the whole result: help, DOT, SVG. Escaped on a terminal.
  void print_text(std::string_view text);
  /// Writes bytes that are no text. Throws Error{usage} if they would go to a terminal.
  void print_bytes(std::string_view bytes);
  /// Tells the stamp on standard error (unless it is part of the output) and writes the manifest if asked for.
  void tell_stamp(const Stamp& stamp, bool in_output);

  /// What an edge is: as asked for, else stated moves where the selection falls back on them.
  [[nodiscard]] EdgesOf edges();

 private:
  /// The selection asked for; without kinds, and where the data has none of the default ones, the stated moves.
  [[nodiscard]] Selection choice();
  void load();
  void open();
  [[nodiscard]] bool is_plain_edge_list();
  [[nodiscard]] LoadOptions load_options() const;
  /// What is asked for, with the kinds that count where the command line names none.
  [[nodiscard]] Selection selection_of(std::string_view format) const;
  /// Tells what a reader met, once.
  void tell(const Report& report);
  void tell_failed(const Report& report, const Error& error);

  Typed typed_;
  Settings settings_;
  Messages& messages_;
  Embedding* embedding_;
  std::vector<OpenedPath> opened_;
  std::unique_ptr<EdgeGraph> edge_graph_;
  bool report_told_ = false;
  std::shared_ptr<const Loaded> loaded_;
  std::unique_ptr<Selected> selected_;
  bool only_moves_ = false;  // the selection fell back on stated moves
};

/// Throws Error{usage} with the nearest kind.
void require_entity_kind(const Records& records, const std::string& kind);

/// Tells bad rows and notices: the first of them with their places, then how many there are.
void tell_report(const Report& report, Messages& messages);
/// Tells the bad rows that made reading fail, unless `error` is the only one.
void tell_failed_report(const Report& report, const Error& error, Messages& messages);

/// What --graph, the environment or the current folder name as data. Throws Error{usage} that tells how to name some.
[[nodiscard]] std::vector<std::string> named_data(const Settings& settings);

}  // namespace renmai::cli
