// SPDX-License-Identifier: Apache-2.0
#include "format/xml_read.hpp"

#include <expat.h>

#include "base/error.hpp"
#include "base/interrupt.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;
constexpr std::size_t most_nested = 64;

}  // namespace

std::string_view xml_attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (local_name(*attributes) == name) return attributes[1];
  }
  return {};
}

void XmlReader::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlReader::XmlReader(std::string_view file) : file_(file), parser_(XML_ParserCreateNS("UTF-8", '|')) {
  if (!parser_) throw Error(ErrorKind::limit, "no memory for an XML parser");
  set_handlers();
}

/// No exception may pass through expat.
template <class Work>
void XmlReader::guarded(void* self, const Work& work) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (reader.failure_) return;
  try {
    work(reader);
  } catch (...) {
    reader.failure_ = std::current_exception();
    XML_StopParser(reader.parser_.get(), XML_FALSE);
  }
}

void XmlReader::set_handlers() {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(
      parser_.get(),
      [](void* self, const char* name, const char** attributes) {
        guarded(self, [&](XmlReader& r) { r.begin(name, attributes); });
      },
      [](void* self, const char* name) { guarded(self, [&](XmlReader& r) { r.end(name); }); });
  XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
    guarded(self, [&](XmlReader& r) { r.characters({text, static_cast<std::size_t>(size)}); });
  });
  // Without a document type there are no entities to expand or to fetch.
  XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int) {
    guarded(self, [](XmlReader& r) {
      throw Error(ErrorKind::input, "a document type is not read", r.place(), "take the <!DOCTYPE ...> out");
    });
  });
}

void XmlReader::parse(std::string_view text) {
  do {
    check_stop();
    const std::string_view piece = text.substr(0, piece_bytes);
    text.remove_prefix(piece.size());
    const auto status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), text.empty() ? XML_TRUE : XML_FALSE);
    if (failure_) std::rethrow_exception(failure_);
    if (status != XML_STATUS_OK) {
      throw Error(ErrorKind::input, std::string("no XML: ") + XML_ErrorString(XML_GetErrorCode(parser_.get())),
                  place());
    }
  } while (!text.empty());
}

void XmlReader::require_depth(std::size_t open) const {
  if (open < most_nested) return;
  throw Error(ErrorKind::limit, "graphs are nested more than " + std::to_string(most_nested) + " deep", place());
}

std::uint64_t XmlReader::line() const { return XML_GetCurrentLineNumber(parser_.get()); }

std::string XmlReader::place() const { return std::string(file_) + ":" + std::to_string(line()); }

}  // namespace renmai::detail
