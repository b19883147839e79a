// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace renmai {

/// NumPy's word for a plain number as it lies in the memory of a little-endian machine: "<u4".
template <class T>
[[nodiscard]] constexpr std::string_view npy_type();
template <>
constexpr std::string_view npy_type<char>() {
  return "|u1";
}
template <>
constexpr std::string_view npy_type<std::uint8_t>() {
  return "|u1";
}
template <>
constexpr std::string_view npy_type<std::uint32_t>() {
  return "<u4";
}
template <>
constexpr std::string_view npy_type<std::uint64_t>() {
  return "<u8";
}
template <>
constexpr std::string_view npy_type<double>() {
  return "<f8";
}

/// The head of a .npy file (format 1.0) of an array in C order; the items follow at once, at a multiple of 64 bytes.
/// Throws Error{limit} for more dimensions than it can hold.
[[nodiscard]] std::string npy_head(std::string_view type, std::span<const std::uint64_t> shape);

}  // namespace renmai
