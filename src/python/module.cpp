// SPDX-License-Identifier: Apache-2.0
// The module `renmai._core`: data, one call for every verb, tables. The package around it, in src/python/renmai, gives
// these their Python faces, made from the catalogue of verbs.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "cli/parse.hpp"
#include "cli/run.hpp"
#include "cli/session.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "draw/bands.hpp"
#include "graph/project.hpp"
#include "python/arrow_in.hpp"
#include "python/arrow_out.hpp"
#include "python/records_in.hpp"
#include "python/watched.hpp"
#include "table/write.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace renmai::python {
namespace {

/// Loaded data, shared by all the views that Python makes of it.
struct Data {
  std::shared_ptr<const Loaded> loaded;
  std::vector<std::string> warnings;  ///< what the reader met
};

/// A table that Python holds.
struct Held {
  std::shared_ptr<const Table> table;
};

/// What one call gave.
struct Answer {
  std::optional<Held> table;
  nb::bytes text;
  std::vector<std::string> warnings;
};

std::string warning_text(const Fault& fault) {
  return fault.place.empty() ? fault.message : fault.place + ": " + fault.message;
}

std::vector<std::string> warnings_of(const Report& report) {
  cli::Messages messages;
  std::vector<std::string> warnings;
  messages.listen([&](std::string_view warning) { warnings.emplace_back(warning); });
  cli::tell_report(report, messages);
  return warnings;
}

/// The words of a load, as after `renmai info`: paths and the options that say how to read them.
Data load_data(const std::vector<std::string>& words, const nb::object& progress) {
  std::vector<std::string> line{"info"};
  line.insert(line.end(), words.begin(), words.end());
  Data data;
  run_watched(
      [&] {
        cli::Messages messages;
        messages.listen([&](std::string_view warning) { data.warnings.emplace_back(warning); });
        cli::Typed typed = cli::parse_words(line);
        cli::Settings settings = cli::settle(typed);
        cli::Session session(std::move(typed), std::move(settings), messages);
        data.loaded = session.share_loaded();
      },
      progress);
  return data;
}

/// Takes the stream out of a PyCapsule, as the interface asks: the capsule's struct is marked as released.
Frame frame_of(const nb::object& source) {
  nb::object capsule = source.attr("__arrow_c_stream__")();
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (stream == nullptr) throw nb::python_error();
  const ArrowArrayStream taken = *stream;
  stream->release = nullptr;
  return Frame(taken);
}

/// Columns as Python lists of texts, where None is absent.
Frame frame_of_lists(const std::vector<std::pair<std::string, nb::list>>& lists) {
  Frame frame;
  for (const auto& [name, list] : lists) {
    TextColumn column(name);
    for (const nb::handle cell : list) {
      if (cell.is_none())
        column.borrow({});
      else
        column.keep(nb::cast<std::string>(nb::str(cell)));
    }
    frame.columns.push_back(std::move(column));
  }
  return frame;
}

std::optional<Frame> frame_or_none(const nb::object& source) {
  if (source.is_none()) return std::nullopt;
  if (nb::isinstance<nb::dict>(source)) {
    std::vector<std::pair<std::string, nb::list>> lists;
    for (const auto& [name, cells] : nb::cast<nb::dict>(source))
      lists.emplace_back(nb::cast<std::string>(name), nb::cast<nb::list>(cells));
    return frame_of_lists(lists);
  }
  return frame_of(source);
}

Data data_of_frames(const nb::object& people, const nb::object& relations, const nb::object& sources,
                    const nb::object& claims, const nb::dict& settings, const nb::object& progress) {
  FrameTables tables{.people = frame_or_none(people),
                     .relations = frame_or_none(relations),
                     .sources = frame_or_none(sources),
                     .claims = frame_or_none(claims)};
  const auto text = [&](const char* name, std::string& target) {
    if (settings.contains(name)) target = nb::cast<std::string>(settings[name]);
  };
  text("source", tables.source_column);
  text("target", tables.target_column);
  text("regions", tables.regions_text);
  text("schema", tables.schema_text);
  text("name", tables.name);
  Data data;
  run_watched(
      [&] {
        Report report;
        try {
          data.loaded = std::make_shared<const Loaded>(records_of(tables, report));
        } catch (const Error& error) {
          if (report.bad_count() == 0) throw;
          throw Error(error.kind(), warning_text(report.faults().front()), {},
                      report.bad_count() > 1 ? std::to_string(report.bad_count()) + " rows are bad" : "");
        }
        data.warnings = warnings_of(report);
      },
      progress);
  return data;
}

/// Runs a verb, given as words of its command line, on data.
Answer call(const Data& data, std::vector<std::string> words, const nb::object& progress) {
  cli::Embedding embedding{.data = data.loaded};
  std::vector<std::string> warnings;
  run_watched(
      [&] {
        cli::Messages messages;
        messages.listen([&](std::string_view warning) { warnings.emplace_back(warning); });
        cli::Typed typed = cli::parse_words(std::move(words));
        cli::Settings settings = cli::settle(typed);
        cli::Session session(std::move(typed), std::move(settings), messages, &embedding);
        session.verb().run(session);
      },
      progress);
  Answer answer;
  if (embedding.table) answer.table = Held{std::make_shared<const Table>(std::move(*embedding.table))};
  answer.text = nb::bytes(embedding.text.data(), embedding.text.size());
  answer.warnings = std::move(warnings);
  return answer;
}

/// The graph that settings make of data: its vertices by name, and its edges by their numbers.
std::pair<Held, Held> network(const Data& data, std::vector<std::string> words, bool directed,
                              const nb::object& progress) {
  cli::Embedding embedding{.data = data.loaded};
  Table vertices;
  Table edges;
  run_watched(
      [&] {
        cli::Messages messages;
        messages.listen([](std::string_view) {});
        words.insert(words.begin(), "degree");
        cli::Typed typed = cli::parse_words(std::move(words));
        cli::Settings settings = cli::settle(typed);
        cli::Session session(std::move(typed), std::move(settings), messages, &embedding);
        const Projection projection = session.project(directed, true, false);
        std::vector<Vertex> all(projection.graph.vertices().begin(), projection.graph.vertices().end());
        Table numbered;
        numbered.add("vertex", std::move(all));
        vertices = with_names(numbered, session.records(), projection.entities);
        std::vector<std::int64_t> from, to;
        std::vector<double> weight;
        for (const Edge& edge : projection.graph.edges()) {
          from.push_back(edge.from);
          to.push_back(edge.to);
          weight.push_back(edge.weight);
        }
        edges.add("from", std::move(from));
        edges.add("to", std::move(to));
        edges.add("weight", std::move(weight));
        edges.stamp = projection.stamp;
        edges.stamp.emplace_back("direction", projection.directed ? "directed" : "undirected");
      },
      progress);
  return {Held{std::make_shared<const Table>(std::move(vertices))},
          Held{std::make_shared<const Table>(std::move(edges))}};
}

nb::dict record_tables(const Data& data) {
  RecordTables tables = tables_of(data.loaded->records);
  nb::dict made;
  const auto add = [&](const char* name, Table& table) {
    made[name] = nb::cast(Held{std::make_shared<const Table>(std::move(table))});
  };
  add("entities", tables.entities);
  add("relations", tables.relations);
  add("sources", tables.sources);
  add("claims", tables.claims);
  made["schema"] = tables.schema_text;
  made["regions"] = data.loaded->regions_text;
  return made;
}

nb::dict option_dict(const cli::Option& option) {
  nb::dict made;
  made["name"] = option.name;
  made["group"] = static_cast<int>(option.group);
  made["flag"] = !option.takes_value();
  made["type"] = static_cast<int>(option.type);
  made["summary"] = cli::option_line(option);
  made["detail"] = option.detail;
  made["choices"] = option.choices;
  made["negation"] = option.negation;
  made["repeated"] = option.repeated;
  return made;
}

/// Every verb: name, section, texts, arguments, options, columns.
nb::list catalogue() {
  nb::list rows;
  for (const cli::Verb& verb : cli::verbs()) {
    nb::dict row;
    row["name"] = verb.name;
    row["section"] = verb.section;
    row["summary"] = verb.summary;
    row["detail"] = verb.pass == nullptr ? verb.detail : std::string(verb.pass->definition);
    row["examples"] = verb.examples;
    row["selects"] = (verb.groups & cli::group_selection) != 0;
    row["open"] = verb.more_options != nullptr;
    nb::list arguments;
    for (const cli::Argument& argument : verb.arguments) {
      nb::dict made;
      made["name"] = argument.name;
      made["summary"] = argument.summary;
      made["required"] = argument.required;
      made["repeated"] = argument.repeated;
      arguments.append(made);
    }
    row["arguments"] = arguments;
    nb::list options;
    for (const cli::Option& option : cli::options_of(verb, {})) options.append(option_dict(option));
    row["options"] = options;
    nb::list columns;
    for (const cli::ColumnDoc& column : verb.columns) columns.append(nb::make_tuple(column.name, column.summary));
    row["columns"] = columns;
    rows.append(row);
  }
  return rows;
}

/// A column of numbers as an array over the table's own memory.
template <class Value>
nb::object array_over(const std::shared_ptr<const Table>& table, const std::vector<Value>& values) {
  auto* const kept = new std::shared_ptr<const Table>(table);
  const nb::capsule owner(kept,
                          [](void* pointer) noexcept { delete static_cast<std::shared_ptr<const Table>*>(pointer); });
  return nb::cast(nb::ndarray<nb::numpy, const Value, nb::ndim<1>>(values.data(), {values.size()}, owner));
}

nb::object column_values(const Held& held, const std::string& name) {
  const Column& column = held.table->column(name);
  if (column.type() == ColumnType::text) {
    nb::list texts;
    for (std::size_t row = 0; row < column.size(); ++row) texts.append(nb::cast(column.text(row)));
    return texts;
  }
  if (column.type() == ColumnType::integer) return array_over(held.table, column.integers());
  if (column.type() == ColumnType::real) return array_over(held.table, column.reals());
  return array_over(held.table, column.vertices());
}

nb::object stream_of(const Held& held) {
  auto* const stream = new ArrowArrayStream;
  export_stream(held.table, stream);
  PyObject* const capsule = PyCapsule_New(stream, "arrow_array_stream", [](PyObject* made) {
    auto* const left = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(made, "arrow_array_stream"));
    if (left->release != nullptr) left->release(left);
    delete left;
  });
  return nb::steal(capsule);
}

std::string written(const Held& held, const std::string& form) {
  std::ostringstream out;
  table_form(form).write(out, *held.table, {});
  return out.str();
}

/// A table of flows as a Sankey diagram in SVG; nothing for another table.
std::optional<std::string> picture_of(const Held& held) {
  for (const char* name : {"from", "to", "moves", "min", "max"}) {
    if (held.table->find(name) == nullptr) return std::nullopt;
  }
  return draw_sankey(*held.table);
}

void raise(const Error& error) {
  std::string text = error.place().empty() ? error.message() : error.place() + ": " + error.message();
  // A hint may show a command line with a caret under a word; what is said to a program is its last line.
  const std::size_t last = error.hint().rfind('\n');
  std::string hint = last == std::string::npos ? error.hint() : error.hint().substr(last + 1);
  hint.erase(0, hint.find_first_not_of(' '));
  const bool caret = hint.find_first_not_of('^') == std::string::npos || hint.starts_with("renmai ");
  if (!hint.empty() && !caret) text += "\n" + hint;
  switch (error.kind()) {
    case ErrorKind::not_found: {
      const nb::object type = nb::module_::import_("renmai._errors").attr("NotFound");
      PyErr_SetString(type.ptr(), text.c_str());
      return;
    }
    case ErrorKind::usage:
    case ErrorKind::limit: return PyErr_SetString(PyExc_ValueError, text.c_str());
    case ErrorKind::input: {
      const bool of_file = error.message().starts_with("cannot ") || error.message().starts_with("there is no f");
      return PyErr_SetString(of_file ? PyExc_OSError : PyExc_ValueError, text.c_str());
    }
    case ErrorKind::output: return PyErr_SetString(PyExc_OSError, text.c_str());
    case ErrorKind::interrupted: return PyErr_SetString(PyExc_KeyboardInterrupt, text.c_str());
    case ErrorKind::internal: break;
  }
  PyErr_SetString(PyExc_RuntimeError, text.c_str());
}

}  // namespace
}  // namespace renmai::python

NB_MODULE(RENMAI_MODULE, module) {
  using namespace renmai;
  using namespace renmai::python;
  nb::register_exception_translator([](const std::exception_ptr& thrown, void*) {
    try {
      std::rethrow_exception(thrown);
    } catch (const Error& error) {
      raise(error);
    }
  });
  nb::class_<Data>(module, "Data")
      .def_ro("warnings", &Data::warnings)
      .def("entity_count", [](const Data& data) { return data.loaded->records.entity_count(); })
      .def("relation_count", [](const Data& data) { return data.loaded->records.relation_count(); })
      .def("name", [](const Data& data) { return data.loaded->records.dataset().name; })
      .def("title", [](const Data& data) { return data.loaded->records.dataset().title; });
  nb::class_<Held>(module, "Table")
      .def("row_count", [](const Held& held) { return held.table->row_count(); })
      .def("names",
           [](const Held& held) {
             std::vector<std::string> names;
             for (const Column& column : held.table->columns()) names.push_back(column.name);
             return names;
           })
      .def("units",
           [](const Held& held) {
             std::vector<std::string> units;
             for (const Column& column : held.table->columns()) units.push_back(column.unit);
             return units;
           })
      .def("is_text", [](const Held& held,
                         const std::string& name) { return held.table->column(name).type() == ColumnType::text; })
      .def("values", &column_values)
      .def("cell", [](const Held& held, const std::string& name,
                      std::size_t row) { return held.table->column(name).cell(row); })
      .def("stamp", [](const Held& held) { return held.table->stamp; })
      .def("take",
           [](const Held& held, const std::vector<std::size_t>& rows) {
             Table taken = held.table->take(rows);
             taken.stamp = held.table->stamp;
             return Held{std::make_shared<const Table>(std::move(taken))};
           })
      .def("written", &written)
      .def("picture", &picture_of)
      .def("arrow_stream", &stream_of);
  nb::class_<Answer>(module, "Answer")
      .def_ro("table", &Answer::table)
      .def_ro("text", &Answer::text)
      .def_ro("warnings", &Answer::warnings);
  module.def("load", &load_data, "words"_a, "progress"_a.none());
  module.def("from_frames", &data_of_frames, "people"_a.none(), "relations"_a.none(), "sources"_a.none(),
             "claims"_a.none(), "settings"_a, "progress"_a.none());
  module.def("call", &call, "data"_a, "words"_a, "progress"_a.none());
  module.def("network", &network, "data"_a, "words"_a, "directed"_a, "progress"_a.none());
  module.def("record_tables", &record_tables);
  module.def("catalogue", &catalogue);
  module.def("set_thread_count", &set_thread_count);
  module.attr("absent") = Column::absent;
}
