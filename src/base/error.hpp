// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace renmai {

/// What went wrong, in the terms a caller acts on. A face maps each kind to one exit code or exception type.
enum class ErrorKind : std::uint8_t {
  not_found,    ///< a named thing does not exist, or the name fits several
  usage,        ///< an option, argument or query is wrong
  input,        ///< a file or stream cannot be read or holds bad data
  output,       ///< a file or stream cannot be written
  limit,        ///< a documented limit would be passed (vertices, memory, depth)
  interrupted,  ///< the caller asked to stop
  internal,     ///< our own mistake
};

/// The one error type of the library. `what()` says what was met and what was wanted; `place()` says where
/// ("file:line:column", empty if nowhere); `hint()` holds the nearest valid word or the way out, empty if none.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message, std::string place = {}, std::string hint = {})
      : kind_(kind), message_(std::move(message)), place_(std::move(place)), hint_(std::move(hint)) {}

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const std::string& place() const noexcept { return place_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorKind kind_;
  std::string message_;
  std::string place_;
  std::string hint_;
};

[[noreturn]] void expect_failed(const char* condition, const char* file, int line);

}  // namespace renmai

/// Checks our own assumptions; a failure throws Error{internal}. Never for bad input.
#define EXPECT(condition) ((condition) ? void(0) : ::renmai::expect_failed(#condition, __FILE__, __LINE__))
