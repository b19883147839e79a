// SPDX-License-Identifier: Apache-2.0
#include "format/npy.hpp"

#include "base/error.hpp"

namespace renmai {

std::string npy_head(std::string_view type, std::span<const std::uint64_t> shape) {
  constexpr std::size_t alignment = 64;
  constexpr std::size_t fixed_bytes = 10;  // magic, version, length
  std::string text = "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : " ") + std::to_string(shape[i]) + ",";
  text += "), }";
  text.resize((fixed_bytes + text.size() + alignment) / alignment * alignment - fixed_bytes - 1, ' ');
  text += '\n';
  if (text.size() > UINT16_MAX) throw Error(ErrorKind::limit, "an array of so many dimensions cannot be written");
  const auto low = static_cast<char>(text.size() & 0xff);
  const auto high = static_cast<char>(text.size() >> 8U);
  return std::string("\x93NUMPY\x01\x00", 8) + low + high + text;
}

}  // namespace renmai
