// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "python/arrow_abi.hpp"
#include "table/table.hpp"

namespace renmai::python {

/// A stream of one batch that shows a table. Numbers and the places of words are the table's own memory, which lives as
/// long as anything that was taken from the stream; other texts are put together once. Absent integers are null, empty
/// texts too; NaN stays NaN. The caller releases the stream.
void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out);

}  // namespace renmai::python
