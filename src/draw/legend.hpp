// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draw/palette.hpp"
#include "records/schema.hpp"

namespace renmai::detail {

/// Collects the kinds and styles that occur in a picture, and says what they mean in rows of HTML-like text.
class Legend {
 public:
  void add(const EntityKind& kind);
  void add(const RelationKind& kind);
  void add(Doubt doubt) { doubts_.insert(doubt); }
  /// One row for shapes, one for lines, one for doubt; long ones are broken. Empty rows are left out.
  [[nodiscard]] std::vector<std::string> rows(const DrawStyle& style) const;

 private:
  // By the order of the palette and then by name, so a legend does not depend on the order of the facts.
  std::map<std::pair<const Look*, std::string>, const Look*> kinds_;
  std::map<const LineLook*, std::set<std::string>> lines_;
  std::set<Doubt> doubts_;
};

}  // namespace renmai::detail
