// SPDX-License-Identifier: Apache-2.0
#include "format/ftm_model.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/unicode.hpp"

namespace renmai::detail {
namespace {

constexpr std::array things{
    FtmThing{"Person", "person", EntityRole::person, true},
    FtmThing{"Company", "company", EntityRole::organisation},
    FtmThing{"PublicBody", "agency", EntityRole::organisation},
    FtmThing{"Organization", "organization", EntityRole::organisation, true},
    FtmThing{"LegalEntity", "other", EntityRole::other, true},
};

constexpr std::array links{
    FtmLink{"Employment", "employment", "employee", "Person", "employer", "Organization", "role"},
    FtmLink{"Directorship", "leadership", "director", "LegalEntity", "organization", "Organization", "role"},
    FtmLink{"Membership", "affiliation", "member", "LegalEntity", "organization", "Organization", "role"},
    FtmLink{"Ownership", "ownership", "owner", "LegalEntity", "asset", "Company", "role"},
    FtmLink{"Family", "family", "person", "Person", "relative", "Person", "relationship"},
    FtmLink{"Associate", "associate", "person", "Person", "associate", "Person", "relationship"},
    FtmLink{"Representation", "representation", "agent", "LegalEntity", "client", "LegalEntity", "role"},
    FtmLink{"Succession", "succession", "predecessor", "LegalEntity", "successor", "LegalEntity", "role"},
    FtmLink{"UnknownLink", "unknown_link", "subject", "LegalEntity", "object", "LegalEntity", "role"},
};

enum class FtmType : std::uint8_t { text, country, date, url };

struct FtmProperty {
  std::string_view schema;  // that has it, with all that extend it
  std::string_view name;
  FtmType type = FtmType::text;
};

constexpr std::array properties{
    FtmProperty{"LegalEntity", "country", FtmType::country},
    FtmProperty{"LegalEntity", "jurisdiction", FtmType::country},
    FtmProperty{"LegalEntity", "mainCountry", FtmType::country},
    FtmProperty{"LegalEntity", "summary"},
    FtmProperty{"LegalEntity", "description"},
    FtmProperty{"LegalEntity", "sourceUrl", FtmType::url},
    FtmProperty{"LegalEntity", "publisher"},
    FtmProperty{"LegalEntity", "publisherUrl", FtmType::url},
    FtmProperty{"LegalEntity", "wikipediaUrl", FtmType::url},
    FtmProperty{"LegalEntity", "wikidataId"},
    FtmProperty{"LegalEntity", "keywords"},
    FtmProperty{"LegalEntity", "topics"},
    FtmProperty{"LegalEntity", "address"},
    FtmProperty{"LegalEntity", "program"},
    FtmProperty{"LegalEntity", "programId"},
    FtmProperty{"LegalEntity", "createdAt", FtmType::date},
    FtmProperty{"LegalEntity", "modifiedAt", FtmType::date},
    FtmProperty{"LegalEntity", "retrievedAt", FtmType::date},
    FtmProperty{"LegalEntity", "abbreviation"},
    FtmProperty{"LegalEntity", "email"},
    FtmProperty{"LegalEntity", "phone"},
    FtmProperty{"LegalEntity", "website", FtmType::url},
    FtmProperty{"LegalEntity", "legalForm"},
    FtmProperty{"LegalEntity", "incorporationDate", FtmType::date},
    FtmProperty{"LegalEntity", "dissolutionDate", FtmType::date},
    FtmProperty{"LegalEntity", "status"},
    FtmProperty{"LegalEntity", "sector"},
    FtmProperty{"LegalEntity", "classification"},
    FtmProperty{"LegalEntity", "registrationNumber"},
    FtmProperty{"LegalEntity", "idNumber"},
    FtmProperty{"LegalEntity", "taxNumber"},
    FtmProperty{"LegalEntity", "opencorporatesUrl", FtmType::url},
    FtmProperty{"LegalEntity", "leiCode"},
    FtmProperty{"Person", "title"},
    FtmProperty{"Person", "firstName"},
    FtmProperty{"Person", "secondName"},
    FtmProperty{"Person", "middleName"},
    FtmProperty{"Person", "fatherName"},
    FtmProperty{"Person", "motherName"},
    FtmProperty{"Person", "lastName"},
    FtmProperty{"Person", "nameSuffix"},
    FtmProperty{"Person", "birthDate", FtmType::date},
    FtmProperty{"Person", "birthPlace"},
    FtmProperty{"Person", "birthCountry", FtmType::country},
    FtmProperty{"Person", "deathDate", FtmType::date},
    FtmProperty{"Person", "position"},
    FtmProperty{"Person", "biography"},
    FtmProperty{"Person", "nationality", FtmType::country},
    FtmProperty{"Person", "citizenship", FtmType::country},
    FtmProperty{"Person", "gender"},
    FtmProperty{"Person", "ethnicity"},
    FtmProperty{"Person", "religion"},
    FtmProperty{"Person", "political"},
    FtmProperty{"Person", "profession"},
    FtmProperty{"Person", "education"},
    FtmProperty{"Person", "spokenLanguage"},
    FtmProperty{"Interval", "summary"},
    FtmProperty{"Interval", "description"},
    FtmProperty{"Interval", "recordId"},
    FtmProperty{"Interval", "publisherUrl", FtmType::url},
    FtmProperty{"Interval", "modifiedAt", FtmType::date},
    FtmProperty{"Interval", "retrievedAt", FtmType::date},
    FtmProperty{"Interest", "status"},
    FtmProperty{"Ownership", "percentage"},
    FtmProperty{"Ownership", "sharesCount"},
    FtmProperty{"Ownership", "sharesValue"},
    FtmProperty{"Ownership", "sharesCurrency"},
    FtmProperty{"Ownership", "sharesType"},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_country(std::string_view text) {
  return text.size() >= 2 && text.size() <= 7 && text[0] != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

bool is_url(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

constexpr std::string_view id_prefix = "renmai.";
constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool takes_id(std::string_view id) {
  const auto good = [](char c) { return is_digit(c) || is_letter(c); };
  return !id.empty() && good(id.front()) && good(id.back()) && !id.starts_with(id_prefix) &&
         std::all_of(id.begin(), id.end(), [&](char c) { return good(c) || c == '.' || c == '-'; });
}

}  // namespace

const FtmThing* find_ftm_thing(std::string_view schema) {
  const auto* const found =
      std::find_if(things.begin(), things.end(), [&](const FtmThing& thing) { return thing.schema == schema; });
  return found == things.end() ? nullptr : found;
}

std::span<const FtmLink> ftm_links() { return links; }

const FtmLink* find_ftm_link(std::string_view schema) {
  const auto* const found =
      std::find_if(links.begin(), links.end(), [&](const FtmLink& link) { return link.schema == schema; });
  return found == links.end() ? nullptr : found;
}

bool is_ftm(std::string_view schema, std::string_view range) {
  if (schema == range) return true;
  if (find_ftm_link(schema) != nullptr) {
    return range == "Interval" || (range == "Interest" && schema != "Family" && schema != "Associate");
  }
  if (range == "LegalEntity") return find_ftm_thing(schema) != nullptr;
  return range == "Organization" && (schema == "Company" || schema == "PublicBody");
}

bool takes_ftm(std::string_view schema, std::string_view property, std::string_view value) {
  const auto* const found = std::find_if(properties.begin(), properties.end(), [&](const FtmProperty& one) {
    return one.name == property && is_ftm(schema, one.schema);
  });
  if (found == properties.end()) return false;
  switch (found->type) {
    case FtmType::country: return is_country(value);
    case FtmType::date: return is_ftm_date(value);
    case FtmType::url: return is_url(value);
    case FtmType::text: return true;
  }
  return false;
}

bool is_ftm_prose(std::string_view property) {
  return property == "summary" || property == "description" || property == "biography" || property == "address";
}

bool is_ftm_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  }
  return text.size() == 4 || text.substr(5, 2) <= "12";  // 21 to 24 are seasons
}

std::string ftm_id(std::string_view id) {
  if (takes_id(id)) return std::string(id);
  std::string text(id_prefix);
  for (const char c : id) {
    if (is_digit(c) || is_letter(c)) {
      text += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    text += {'.', hex_digits[byte / 16U], hex_digits[byte % 16U]};
  }
  return text;
}

std::string from_ftm_id(std::string_view id) {
  if (!id.starts_with(id_prefix)) return std::string(id);
  std::string text;
  for (std::size_t i = id_prefix.size(); i < id.size(); ++i) {
    if (id[i] != '.') {
      text += id[i];
      continue;
    }
    const std::size_t high = i + 1 < id.size() ? hex_digits.find(id[i + 1]) : std::string_view::npos;
    const std::size_t low = i + 2 < id.size() ? hex_digits.find(id[i + 2]) : std::string_view::npos;
    if (high == std::string_view::npos || low == std::string_view::npos) return std::string(id);
    text += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const bool plain = text.find('\0') == std::string::npos && find_invalid_utf8(text) == std::string::npos;
  return plain && ftm_id(text) == id ? text : std::string(id);
}

}  // namespace renmai::detail
