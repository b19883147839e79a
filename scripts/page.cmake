# Bundles src/page by Vite into one file, and that into a C++ source.
#   cmake -DSOURCE=src/page -DWORK=folder -DOUT=file.cpp [-DNPM=npm] -P scripts/page.cmake
# Without NPM the source holds an empty page. The work is done in a folder of the build: the sources stay as they are.
set(html "")
if(NPM)
  file(MAKE_DIRECTORY ${WORK})
  file(REMOVE_RECURSE ${WORK}/src)
  file(COPY ${SOURCE}/ DESTINATION ${WORK})
  file(SHA256 ${SOURCE}/package-lock.json wanted)
  set(installed "")
  if(EXISTS ${WORK}/installed)
    file(READ ${WORK}/installed installed)
  endif()
  if(NOT installed STREQUAL wanted)
    execute_process(COMMAND ${NPM} ci --silent --no-audit --no-fund WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
    file(WRITE ${WORK}/installed ${wanted})
  endif()
  execute_process(COMMAND ${NPM} run --silent build WORKING_DIRECTORY ${WORK} OUTPUT_VARIABLE said ERROR_VARIABLE said
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${said}")
  endif()
  file(READ ${WORK}/dist/index.html html HEX)
endif()
# A list of bytes: the text is longer than a string literal may be.
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${html}")
string(REGEX REPLACE "(('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',))" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "// Made by scripts/page.cmake.
#include \"draw/page_template.hpp\"

namespace renmai::detail {
namespace {
constexpr char bytes[] = {${bytes}'\\0'};
}  // namespace

const std::string_view page_template(bytes, sizeof bytes - 1);

}  // namespace renmai::detail
")
