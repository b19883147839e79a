// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "table/write.hpp"

/// What the writers of the output forms share; write.cpp lists them in the registry.
namespace renmai::detail {

void write_box(std::ostream& out, const Table& table, const TableStyle& style);
void write_csv(std::ostream& out, const Table& table, const TableStyle& style);
void write_tsv(std::ostream& out, const Table& table, const TableStyle& style);
void write_json(std::ostream& out, const Table& table, const TableStyle& style);
void write_jsonl(std::ostream& out, const Table& table, const TableStyle& style);
void write_markdown(std::ostream& out, const Table& table, const TableStyle& style);
void write_footnotes(std::ostream& out, const Table& table, const TableStyle& style);

/// Calls row(text, i) for every row, which appends the row to `text`, and writes the text in large pieces, so that a
/// cell costs no call of the stream. Ends early if the stream fails (a closed pipe); throws Error{interrupted}.
template <class Row>
void write_rows(std::ostream& out, std::size_t count, const Row& row);

/// Writes `text` and empties it. False if the stream has failed.
bool flush_text(std::ostream& out, std::string& text);

template <class Row>
void write_rows(std::ostream& out, std::size_t count, const Row& row) {
  constexpr std::size_t piece_bytes = std::size_t{1} << 16;
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    row(text, i);
    if (text.size() >= piece_bytes && !flush_text(out, text)) return;
  }
  flush_text(out, text);
}

}  // namespace renmai::detail
