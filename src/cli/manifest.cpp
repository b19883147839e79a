// SPDX-License-Identifier: Apache-2.0
#include "cli/manifest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "cli/help.hpp"
#include "table/json_text.hpp"
#include "table/write.hpp"

namespace renmai::cli {
namespace {

namespace fs = std::filesystem;

InputFile describe_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorKind::input, "cannot read it for the manifest", path.string());
  PieceHash hash;
  constexpr std::size_t piece_bytes = std::size_t{1} << 20;
  std::vector<char> piece(piece_bytes);
  InputFile described{.path = path.string()};
  while (file) {
    check_stop();
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    hash.add({piece.data(), count});
    described.bytes += count;
  }
  if (file.bad()) throw Error(ErrorKind::input, "cannot read it for the manifest", path.string());
  described.xxh3 = hex16(hash.value());
  return described;
}

/// What was typed for an option, else its default; empty if there is neither.
std::string option_value(const Typed& typed, std::size_t option) {
  std::vector<std::string> values;
  for (const Typed::Given& given : typed.given) {
    if (given.option == option) values.push_back(given.value);
  }
  const Option& row = typed.options[option];
  if (values.empty()) return row.fallback.empty() ? std::string() : json_quote(row.fallback);
  if (!row.takes_value()) return values.back();
  return row.repeated ? json_list(values) : json_quote(values.back());
}

}  // namespace

std::vector<InputFile> describe_inputs(const std::vector<std::string>& paths) {
  std::vector<InputFile> files;
  for (const std::string& path : paths) {
    if (path == "-") continue;
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
      files.push_back(describe_file(path));
      continue;
    }
    std::vector<fs::path> inside;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, failed)) {
      if (entry.is_regular_file(failed)) inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    for (const fs::path& file : inside) files.push_back(describe_file(file));
  }
  return files;
}

std::string manifest_json(const Typed& typed, const std::vector<InputFile>& inputs, const Stamp& stamp) {
  std::vector<std::string> input_lines;
  input_lines.reserve(inputs.size());
  for (const InputFile& input : inputs) {
    input_lines.push_back("{" + json_pair("path", json_quote(input.path)) + ", " +
                          json_pair("bytes", std::to_string(input.bytes)) + ", " +
                          json_pair("xxh3", json_quote(input.xxh3)) + "}");
  }
  std::vector<std::string> option_lines;
  for (std::size_t i = 0; i < typed.options.size(); ++i) {
    const std::string value = option_value(typed, i);
    if (!value.empty()) option_lines.push_back(json_pair(typed.options[i].name, value));
  }
  std::vector<std::string> stamp_lines;
  stamp_lines.reserve(stamp.size());
  for (const auto& [key, value] : stamp) stamp_lines.push_back(json_pair(key, json_quote(value)));
  std::vector<std::string> command{"renmai"};
  command.insert(command.end(), typed.words.begin(), typed.words.end());
  return json_block('{', '}',
                    {json_pair("renmai", json_quote(version_number())), json_pair("command", json_list(command)),
                     json_pair("inputs", json_block('[', ']', input_lines, "  ")),
                     json_pair("options", json_block('{', '}', option_lines, "  ")),
                     json_pair("stamp", json_block('{', '}', stamp_lines, "  "))},
                    "") +
         '\n';
}

}  // namespace renmai::cli
