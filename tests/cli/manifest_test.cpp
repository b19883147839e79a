// SPDX-License-Identifier: Apache-2.0
#include "cli/manifest.hpp"

#include <string>
#include <vector>

#include "base/hash.hpp"
#include "format/input.hpp"

using namespace renmai;
using namespace renmai::cli;

TEST_CASE("inputs are described by size and xxh3 of their bytes, folders file by file") {
  const std::vector<InputFile> files = describe_inputs({"tests/data/tiny", "-", "tests/data/careers.csv"});
  REQUIRE(files.size() == 5);
  CHECK(files[0].path == "tests/data/tiny/dataset.toml");
  CHECK(files[4].path == "tests/data/careers.csv");
  for (const InputFile& file : files) {
    const Input input(file.path);
    CHECK(file.bytes == input.text().size());
    CHECK(file.xxh3 == hex16(hash_bytes(input.text())));
  }
}

TEST_CASE("a manifest holds the options typed and the defaults of the others") {
  const Typed typed = parse_words({"rank", "--by", "pagerank", "-g", "a", "-g", "b", "--undirected"});
  const std::string text = manifest_json(typed, {}, {{"n", "3"}});
  CHECK(text.find("\"command\": [\"renmai\", \"rank\", \"--by\"") != std::string::npos);
  CHECK(text.find("\"by\": \"pagerank\"") != std::string::npos);
  CHECK(text.find("\"damping\": \"0.85\"") != std::string::npos);
  CHECK(text.find("\"graph\": [\"a\", \"b\"]") != std::string::npos);
  CHECK(text.find("\"directed\": false") != std::string::npos);
  CHECK(text.find("\"n\": \"3\"") != std::string::npos);
  CHECK(text.find("\"inputs\": []") != std::string::npos);
}
