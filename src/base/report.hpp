// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// One thing met while reading: where ("file:line:column") and what.
struct Fault {
  std::string place;
  std::string message;
  friend bool operator==(const Fault&, const Fault&) = default;
};

/// What a tolerant reader met on the way: bad rows, and notices of named kinds ("exact repeat"), which are not bad.
/// All are counted; the first `kept` of each kind are kept with their places, so memory does not grow with the faults.
/// Not locked: a parallel reader keeps one Report per part and appends them in the order of the file.
class Report {
 public:
  /// How many faults of each kind are kept with their places.
  static constexpr std::size_t kept = 100;

  /// Notices of one kind, the first of them with their places.
  struct Notices {
    std::string kind;
    std::uint64_t count = 0;
    std::vector<Fault> first;
  };

  /// Counts a row that could not be used.
  void bad(std::string_view place, std::string_view message);
  /// Counts something worth saying that lost no row. `kind` groups equal ones; kinds should be few.
  void notice(std::string_view kind, std::string_view place, std::string_view message);
  /// Adds what a later part of the same input met, as if this report had met it itself.
  void append(const Report& later);

  /// Throws Error{input}, with the first of them and its place, if there are more bad rows than `max_bad`.
  void require_at_most(std::uint64_t max_bad) const;

  [[nodiscard]] std::uint64_t bad_count() const { return bad_count_; }
  /// The first bad rows, at most `kept`.
  [[nodiscard]] std::span<const Fault> faults() const { return faults_; }
  /// One entry per kind, in the order the kinds were first met.
  [[nodiscard]] std::span<const Notices> notices() const { return notices_; }
  /// How many notices of that kind there were; 0 for a kind never met.
  [[nodiscard]] std::uint64_t notice_count(std::string_view kind) const;

 private:
  Notices& notices_of(std::string_view kind);

  std::uint64_t bad_count_ = 0;
  std::vector<Fault> faults_;
  std::vector<Notices> notices_;
};

}  // namespace renmai
