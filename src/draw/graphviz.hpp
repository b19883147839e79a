// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cgraph.h>

#include <memory>
#include <mutex>
#include <string>

namespace renmai::detail {

/// Graphviz keeps its state in globals: parser, writer, error handler, layout. Whoever holds a session has it alone;
/// what Graphviz says meanwhile is collected instead of going to stderr.
class GraphvizSession {
 public:
  GraphvizSession();
  ~GraphvizSession();
  GraphvizSession(const GraphvizSession&) = delete;
  GraphvizSession& operator=(const GraphvizSession&) = delete;
  GraphvizSession(GraphvizSession&&) = delete;
  GraphvizSession& operator=(GraphvizSession&&) = delete;

  /// What was said since the session began: one line, without a line feed at its end; empty if nothing.
  [[nodiscard]] static std::string messages();

 private:
  std::unique_lock<std::mutex> lock_;
  agusererrf before_;
};

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using GraphHandle = std::unique_ptr<Agraph_t, CloseGraph>;

/// The C interface takes `char*` for texts it only reads.
[[nodiscard]] inline char* c_text(const char* text) { return const_cast<char*>(text); }
[[nodiscard]] inline char* c_text(const std::string& text) { return c_text(text.c_str()); }

}  // namespace renmai::detail
