// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/parse.hpp"
#include "table/table.hpp"

namespace renmai::cli {

/// A file that was read.
struct InputFile {
  std::string path{};
  std::uint64_t bytes = 0;
  std::string xxh3{};  ///< of its bytes as they stand on the disk, sixteen hexadecimal digits
};

/// The files behind the paths, folders with all the files in them, by name. Standard input has no entry.
/// Throws Error{input} if one cannot be read. Cost: reads all bytes.
[[nodiscard]] std::vector<InputFile> describe_inputs(const std::vector<std::string>& paths);

/// What is needed to repeat a result, as JSON: version, command, inputs, options with their defaults, stamp. It holds
/// no time and no machine, so equal runs give equal bytes.
[[nodiscard]] std::string manifest_json(const Typed& typed, const std::vector<InputFile>& inputs, const Stamp& stamp);

}  // namespace renmai::cli
