// SPDX-License-Identifier: Apache-2.0
#include "draw/page.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "draw/page_template.hpp"

namespace renmai {
namespace {

TEST_CASE("page: the data are JSON that cannot leave its element, words once each, absent numbers null") {
  Table table;
  table.add("name", std::vector<std::string>{"</script><b>", "Ann & \"Bo\"", "</script><b>"});
  table.add("count", std::vector<std::int64_t>{1, Column::absent, 3});
  table.add("share", std::vector<double>{0.5, std::numeric_limits<double>::quiet_NaN(), 1});
  const std::vector<std::pair<std::string, Table>> tables{{"people", table}};
  const PageContent content{
      .title = "T<i>", .tables = tables, .stamp = {{"n", "3"}}, .notes = {"a note"}, .version = "1"};
  CHECK(page_json(content) ==
        "{\"title\":\"T\\u003ci\\u003e\",\"version\":\"1\",\"served\":false,\"total\":0,\"stamp\":[[\"n\",\"3\"]],"
        "\"notes\":[\"a note\"],"
        "\"tables\":{\"people\":{\"rows\":3,\"columns\":{\"name\":{\"words\":[\"\\u003c/script\\u003e\\u003cb\\u003e\","
        "\"Ann \\u0026 \\\"Bo\\\"\"],\"cells\":[0,1,0]},\"count\":[1,null,3],\"share\":[0.5,null,1]}}}}");
  if (detail::page_template.empty()) return;  // built without npm
  const std::string html = page_html(content);
  CHECK(html.find("<title>T&lt;i&gt;</title>") != std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("unsafe-inline") == std::string::npos);
  CHECK(html.find("@RENMAI") == std::string::npos);
}

}  // namespace
}  // namespace renmai
