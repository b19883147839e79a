// SPDX-License-Identifier: Apache-2.0
// The catalogue of shared options: parser, help, man pages and completions are all made from these rows.
#include "cli/options/rows.hpp"

namespace renmai::cli {

const std::vector<Option>& shared_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> rows;
    add_data_options(rows);
    add_selection_options(rows);
    add_grouping_options(rows);
    add_output_options(rows);
    add_run_options(rows);
    return rows;
  }();
  return options;
}

const std::vector<GroupTitle>& group_titles() {
  static const std::vector<GroupTitle> titles{
      {group_own, "Options"},
      {group_data, "Data"},
      {group_selection, "Which relations count"},
      {group_grouping, "Which graph"},
      {group_table, "Table"},
      {group_output, "Output"},
      {group_run, "Run"},
  };
  return titles;
}

}  // namespace renmai::cli
