// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/json_objects.hpp"

namespace renmai::detail {

/// One line of FollowTheMoney.
struct FtmEntity {
  struct Values {
    std::string name;
    std::vector<std::string> texts;
  };
  std::string id;
  std::string schema;
  std::vector<Values> values;  ///< by name of the property

  /// Reads a line; returns the fault, empty if there is none.
  [[nodiscard]] std::string_view read(JsonObjects& objects, std::string_view line);
  /// Takes the values of a property out; none if it is not there.
  std::vector<std::string> take(std::string_view property);

 private:
  std::string_view read_properties(simdjson::ondemand::value any);
};

/// A date without its time of day.
[[nodiscard]] std::string without_time(std::string date);

/// One date of several, without times of day: the finest, if all others contain it, else the range from the first day
/// of all to the last. A text that is no date is given back as it is.
[[nodiscard]] std::string ftm_date_of(std::vector<std::string> texts);

}  // namespace renmai::detail
