// SPDX-License-Identifier: Apache-2.0
#include <graphviz_version.h>
#include <unicode/uvernum.h>

#include <boost/version.hpp>

#include "cli/help.hpp"

namespace renmai::cli {

std::string_view version_number() { return RENMAI_VERSION; }

std::string version_text() {
#if defined(__clang__)
  const std::string compiler = "Clang " __clang_version__;
#else
  const std::string compiler = "GCC " __VERSION__;
#endif
  const int boost = BOOST_VERSION;
  constexpr int major_step = 100000;
  constexpr int minor_step = 100;
  return "renmai " + std::string(version_number()) + "\nbuilt with " + compiler + ", Boost " +
         std::to_string(boost / major_step) + '.' + std::to_string(boost / minor_step % (major_step / minor_step)) +
         ", ICU " U_ICU_VERSION ", Graphviz " PACKAGE_VERSION "\n";
}

}  // namespace renmai::cli
