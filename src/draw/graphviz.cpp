// SPDX-License-Identifier: Apache-2.0
#include "draw/graphviz.hpp"

#include <exception>
#include <string_view>

#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t most_said = 2000;  // bytes kept; Graphviz may repeat itself without end

std::mutex& session_mutex() {
  static std::mutex mutex;
  return mutex;
}

// Written and read only by the holder of the mutex; the handler of Graphviz takes no context.
std::string& said() {
  static std::string text;
  return text;
}

int hear(char* piece) {
  try {
    if (piece != nullptr && said().size() < most_said) said() += piece;
  } catch (const std::exception&) {
    return 1;  // an exception must not pass through C; the message is lost
  }
  return 0;
}

}  // namespace

GraphvizSession::GraphvizSession() : lock_(session_mutex()), before_(agseterrf(&hear)) {
  said().clear();
  agreseterrors();
}

GraphvizSession::~GraphvizSession() { agseterrf(before_); }

std::string GraphvizSession::messages() {
  std::string line;
  for (const std::string_view part : split_list(said(), '\n')) {
    if (!line.empty()) line += "; ";
    line += part;
  }
  return line;
}

}  // namespace renmai::detail
