// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data.hpp"
#include "format/load.hpp"

namespace renmai::test {

inline Loaded load_talent() {
  Report report;
  const std::vector<std::string> paths{std::string(RENMAI_SOURCE_DIR) + "/graphs/talent"};
  Loaded loaded = load(paths, {}, report);
  REQUIRE(loaded.records.entity_count() == 175);
  REQUIRE(loaded.records.relation_count() == 249);
  return loaded;
}

/// The dataset of graphs/talent, as of 2025-02-07.
inline const Loaded& loaded_talent() {
  static const Loaded loaded = load_talent();
  return loaded;
}
inline const Records& talent() { return loaded_talent().records; }

}  // namespace renmai::test
