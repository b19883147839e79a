// SPDX-License-Identifier: Apache-2.0
#include "ask/page_queries.hpp"
#include "ask/page_tables.hpp"
#include "base/text.hpp"
#include "cli/help.hpp"
#include "cli/session.hpp"
#include "cli/verb/draw.hpp"
#include "cli/verb/draw_pictures.hpp"
#include "draw/page.hpp"
#include "serve/http.hpp"

namespace renmai::cli {
namespace {

constexpr std::size_t usual_port = 8471;
constexpr std::size_t usual_vertices = 5000;
constexpr std::size_t most_rows = 5000;  // in one answer
constexpr std::size_t most_cells = 500;  // of a flow, and of each of its years

/// The page of a session's data and the questions that it asks.
class PageServer {
 public:
  explicit PageServer(Session& session)
      : everything_(session.records(), selection_of_everything(), session.regions()),
        facts_(everything_, session.selected()),
        moves_(session.selected()) {
    const Projection projection = session.project(false);
    const PageOptions options{.max_vertices = session.settings().count("max-vertices", usual_vertices),
                              .max_cells = most_cells,
                              .only_drawn = true};
    const PageTables page = page_tables(facts_, session.selected(), projection, options);
    html_ = page_html({.title = session.settings().value("title").value_or(data_title(session)),
                       .tables = page.tables,
                       .stamp = page.stamp,
                       .notes = page.notes,
                       .version = std::string(version_number()),
                       .served = true});
  }

  [[nodiscard]] Response answer(const Request& request) {
    if (request.path == "/") return {.type = "text/html; charset=utf-8", .body = html_};
    const PageSlice slice{.offset = request.count("offset", 0, SIZE_MAX),
                          .limit = request.count("limit", 500, most_rows)};
    if (request.path == "/api/search") return json(page_search(facts_, request.word("q"), slice.limit));
    if (request.path == "/api/entity") return json(page_entity(facts_, request.word("id"), slice));
    if (request.path == "/api/source") return json(page_source(facts_, request.word("id"), slice));
    if (request.path == "/api/moves") {
      return json(moves_.find({.by = request.word("by", "organisation"),
                               .from = request.word("from"),
                               .to = request.word("to"),
                               .year = static_cast<int>(request.count("year", 0, 9999)),
                               .person = request.word("person")},
                              slice));
    }
    throw Error(ErrorKind::not_found, "there is nothing at " + request.path);
  }

 private:
  static Response json(const PagePart& part) {
    return {.body = page_json({.tables = part.tables, .total = part.total})};
  }

  Selected everything_;
  PageFacts facts_;
  PageMovesQuery moves_;
  std::string html_;
};

int run_serve(Session& session) {
  PageServer server(session);
  const auto port = static_cast<std::uint16_t>(session.settings().count("port", usual_port));
  try {
    serve_http(
        port, [&](const Request& request) { return server.answer(request); },
        [&](std::uint16_t taken) {
          session.print_text("http://127.0.0.1:" + std::to_string(taken) + "/\n");
          session.messages().note("open this in a browser of this machine; Ctrl-C ends it");
        });
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::interrupted) throw;  // Ctrl-C is how it ends
  }
  return 0;
}

}  // namespace

Verb serve_verb() {
  return {
      .name = "serve",
      .section = "Pictures and files",
      .summary = "The page of `draw page` for data of any size, from this machine to itself",
      .detail =
          "Answers a browser on this machine alone (127.0.0.1) until Ctrl-C. The page begins with the most "
          "connected and asks for the rest when it is looked at; other users of this machine can read it too.",
      .examples = {"renmai serve -g careers.renmai", "renmai serve --port 0"},
      .options = {{.name = "port",
                   .placeholder = "N",
                   .type = ValueType::integer,
                   .summary = "where to listen; 0 takes a free one",
                   .fallback = std::to_string(usual_port),
                   .low = 0,
                   .high = 65535},
                  {.name = "title", .placeholder = "TEXT", .type = ValueType::text, .summary = "a title for the page"},
                  {.name = "max-vertices",
                   .placeholder = "N",
                   .type = ValueType::integer,
                   .summary = "draw only so many, the most connected",
                   .fallback = std::to_string(usual_vertices),
                   .low = 0,
                   .high = 1e6}},
      .groups = group_data | group_selection | group_grouping,
      .run = &run_serve};
}

}  // namespace renmai::cli
