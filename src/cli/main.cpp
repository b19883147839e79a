// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <limits>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "cli/run.hpp"
#include "cli/terminal.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using renmai::ErrorKind;

constexpr int internal_error = 70;
constexpr int interrupted = 130;

/// The one place where errors become exit codes.
int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::not_found: return 1;
    case ErrorKind::usage: return 2;
    case ErrorKind::input:
    case ErrorKind::output:
    case ErrorKind::limit: return 3;
    case ErrorKind::interrupted: return interrupted;
    case ErrorKind::internal: break;
  }
  return internal_error;
}

int run_and_report(std::vector<std::string> words, renmai::cli::Messages& messages) {
  try {
    return renmai::cli::run(std::move(words), messages);
  } catch (const renmai::Error& error) {
    if (renmai::stop_requested()) {
      messages.error("", "interrupted", "");
      return interrupted;
    }
    messages.error(error.place(), error.message(), error.hint());
    return exit_code(error.kind());
  } catch (const std::bad_alloc&) {
    messages.error("", "out of memory", "a part of the data, or a machine with more memory, is needed");
    return exit_code(ErrorKind::limit);
  } catch (const std::exception& error) {
    messages.error("", std::string("internal error: ") + error.what(), "please report this with the command line");
    return internal_error;
  }
}

/// Memory given back is kept for the next large column: fresh pages cost more than most of what is done with them.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int most = std::numeric_limits<int>::max();
  mallopt(M_MMAP_THRESHOLD, most);
  mallopt(M_TRIM_THRESHOLD, most);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory();
  renmai::cli::install_signals();
  renmai::cli::Messages messages;
  messages.configure(false, false, renmai::cli::ColorMode::automatic);
  return run_and_report(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), messages);
}
