// SPDX-License-Identifier: Apache-2.0
#include "pass/community/community_table.hpp"

#include <vector>

#include "pass/structure/groups.hpp"

namespace renmai {

Table community_table(std::span<const Vertex> labels, double modularity) {
  Table table = group_table(labels, "community");
  table.add("modularity", std::vector<double>(labels.size(), modularity));
  return table;
}

}  // namespace renmai
