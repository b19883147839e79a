// SPDX-License-Identifier: Apache-2.0
#include "base/report.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

void append_first(std::vector<Fault>& first, std::span<const Fault> later) {
  const std::size_t room = Report::kept - first.size();
  first.insert(first.end(), later.begin(), later.begin() + static_cast<std::ptrdiff_t>(std::min(room, later.size())));
}

}  // namespace

void Report::bad(std::string_view place, std::string_view message) {
  ++bad_count_;
  if (faults_.size() < kept) faults_.push_back({std::string(place), std::string(message)});
}

void Report::notice(std::string_view kind, std::string_view place, std::string_view message) {
  Notices& notices = notices_of(kind);
  ++notices.count;
  if (notices.first.size() < kept) notices.first.push_back({std::string(place), std::string(message)});
}

void Report::append(const Report& later) {
  bad_count_ += later.bad_count_;
  append_first(faults_, later.faults_);
  for (const Notices& more : later.notices_) {
    Notices& notices = notices_of(more.kind);
    notices.count += more.count;
    append_first(notices.first, more.first);
  }
}

void Report::require_at_most(std::uint64_t max_bad) const {
  if (bad_count_ <= max_bad) return;
  const Fault& first = faults_.front();
  const bool one = bad_count_ == 1;
  throw Error(ErrorKind::input, one ? first.message : format_count(bad_count_) + " bad rows, the first here",
              first.place,
              "--max-bad " + std::to_string(bad_count_) + " loads the other rows" + (one ? "" : " and lists these"));
}

std::uint64_t Report::notice_count(std::string_view kind) const {
  const auto found = std::find_if(notices_.begin(), notices_.end(), [&](const Notices& n) { return n.kind == kind; });
  return found == notices_.end() ? 0 : found->count;
}

Report::Notices& Report::notices_of(std::string_view kind) {
  const auto found = std::find_if(notices_.begin(), notices_.end(), [&](const Notices& n) { return n.kind == kind; });
  if (found != notices_.end()) return *found;
  return notices_.emplace_back(Notices{std::string(kind), 0, {}});
}

}  // namespace renmai
