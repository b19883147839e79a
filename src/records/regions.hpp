// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/containment.hpp"
#include "records/records.hpp"

namespace renmai {

/// A named set of places: everything in a member and in no excluded place.
struct Region {
  std::string id;    ///< the key of regions.toml: "silicon-valley+sf"
  std::string name;  ///< display name
  std::vector<std::string> aliases;
  std::vector<Entity> members;
  std::vector<Entity> excluded;
  std::string note;
};

/// The regions of a regions.toml, in the order of their ids. Overlaps are allowed; a partition is asked for by its
/// user.
class Regions {
 public:
  Regions() = default;
  /// Throws Error{input} at file:line:column: bad TOML, a value of the wrong type, an unknown place (with the nearest
  /// id) or an entity that is none, a region twice or without members.
  Regions(std::string_view text, std::string_view file, const Records& records);

  [[nodiscard]] std::span<const Region> all() const { return regions_; }
  [[nodiscard]] const std::string& version() const { return version_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// By id, else name, else alias, case folded; null if there is none.
  [[nodiscard]] const Region* find(std::string_view name) const;
  /// Only these, by name, in the order of their ids. Throws Error{not_found} with the nearest name.
  [[nodiscard]] Regions chosen(std::span<const std::string> names) const;

 private:
  std::vector<Region> regions_;
  std::string version_;
  std::string file_;
};

/// Whether an entity lies in a region: one of its places, or a place they lie in, is a member and none is excluded.
[[nodiscard]] bool lies_in(const Hierarchy& hierarchy, const Region& region, Entity e, std::optional<Day> day = {});

}  // namespace renmai
