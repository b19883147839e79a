// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace renmai::detail {

/// The page without title and data (`@RENMAI_TITLE@`, `@RENMAI_DATA@`), as Vite bundles it from src/page; empty if the
/// program was built without npm.
extern const std::string_view page_template;

}  // namespace renmai::detail
