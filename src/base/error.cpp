// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

namespace renmai {

void expect_failed(const char* condition, const char* file, int line) {
  std::string_view path = file;
  if (const auto slash = path.rfind('/'); slash != path.npos) path.remove_prefix(slash + 1);
  throw Error(ErrorKind::internal, std::string("a check of the program itself failed: ") + condition,
              std::string(path) + ":" + std::to_string(line), "please report this with the command that led to it");
}

}  // namespace renmai
