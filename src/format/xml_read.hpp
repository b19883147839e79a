// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace renmai::detail {

/// The name of an element or attribute without its namespace.
[[nodiscard]] inline std::string_view local_name(std::string_view name) { return name.substr(name.rfind('|') + 1); }

/// The attribute of that local name among those of an element; empty if there is none. Valid until the next element.
[[nodiscard]] std::string_view xml_attribute(const char** attributes, std::string_view name);

/// What readers of XML forms derive from: elements are told while the text streams by. A document type is refused, so
/// no entity is expanded and none fetched.
class XmlReader {
 public:
  virtual ~XmlReader() = default;
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  XmlReader(XmlReader&&) = delete;
  XmlReader& operator=(XmlReader&&) = delete;

 protected:
  /// The name of the file is for messages. Throws Error{limit} if there is no memory.
  explicit XmlReader(std::string_view file);

  /// Throws Error{input} at file:line if the text is no well-formed XML or has a document type, and what the functions
  /// below throw.
  void parse(std::string_view text);

  /// Names stand behind their namespace and a `|`; the attributes are names and values in turn, and a null.
  virtual void begin(std::string_view name, const char** attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of the text between two tags.
  virtual void characters(std::string_view text) = 0;

  /// Throws Error{limit} if so many graphs are open, one in the other.
  void require_depth(std::size_t open) const;

  [[nodiscard]] std::string_view file() const { return file_; }
  /// Of what is being told.
  [[nodiscard]] std::uint64_t line() const;
  [[nodiscard]] std::string place() const;

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };
  void set_handlers();
  template <class Work>
  static void guarded(void* self, const Work& work);

  std::string_view file_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::exception_ptr failure_;
};

}  // namespace renmai::detail
