// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "format/load.hpp"
#include "table/table.hpp"

namespace renmai {

/// What loading will want, without loading: form, bytes of text, and about how many rows, bytes at the peak, bytes
/// afterwards, bytes that are free, and whether it fits. Throws Error{usage} for a form that has no estimate, and as
/// format_of.
[[nodiscard]] Table estimate(std::span<const OpenedPath> opened, const LoadOptions& options);

}  // namespace renmai
