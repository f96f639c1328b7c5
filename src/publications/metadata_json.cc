#include "publications/metadata_json.h"

#include <array>
#include <boost/json.hpp>

namespace dl::publications {
namespace {

namespace json = boost::json;

struct TextRow {
  std::string_view name = {};
  std::string Metadata::*member = nullptr;
};
constexpr std::array kTexts = {
    TextRow{"title", &Metadata::title},
    TextRow{"document_number", &Metadata::document_number},
    TextRow{"kind", &Metadata::kind},
    TextRow{"genre", &Metadata::genre},
    TextRow{"issuer", &Metadata::issuer},
    TextRow{"validity_basis", &Metadata::validity_basis},
    TextRow{"disclosure_reason", &Metadata::disclosure_reason},
    TextRow{"stage", &Metadata::stage},
    TextRow{"source", &Metadata::source},
    TextRow{"author", &Metadata::author},
    TextRow{"keywords", &Metadata::keywords},
    TextRow{"summary", &Metadata::summary},
    TextRow{"contact", &Metadata::contact},
};

struct DateRow {
  std::string_view name = {};
  std::optional<Date> Metadata::*member = nullptr;
};
constexpr std::array kDates = {
    DateRow{"issued_on", &Metadata::issued_on},
    DateRow{"effective_on", &Metadata::effective_on},
    DateRow{"expires_on", &Metadata::expires_on},
};

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

}  // namespace

std::string write_json(const Metadata& metadata) {
  json::object object;
  for (const auto& row : kTexts)
    if (!(metadata.*row.member).empty()) object[row.name] = metadata.*row.member;
  for (const auto& row : kDates)
    if (metadata.*row.member) object[row.name] = (metadata.*row.member)->text();
  if (!metadata.themes.empty()) object["themes"] = json::value_from(metadata.themes);
  if (metadata.validity != Validity::None) object["validity"] = name_of(metadata.validity);
  if (metadata.disclosure != DisclosureClass::Undecided) object["disclosure"] = name_of(metadata.disclosure);
  return json::serialize(object);
}

Outcome<Metadata> read_metadata(std::string_view text) {
  boost::system::error_code error;
  auto value = json::parse(text, error);
  if (error || !value.is_object())
    return fail(Fault::Internal, "document.metadata-unreadable", std::string(text.substr(0, 80)));
  const auto& object = value.get_object();
  Metadata metadata;
  for (const auto& row : kTexts) metadata.*row.member = std::string(text_in(object, row.name));
  for (const auto& row : kDates)
    if (auto written = text_in(object, row.name); !written.empty()) {
      DL_TRY(auto date, Date::parse(written));
      metadata.*row.member = date;
    }
  if (const auto* themes = object.if_contains("themes"); themes != nullptr && themes->is_array())
    for (const auto& theme : themes->get_array())
      if (theme.is_string()) metadata.themes.emplace_back(theme.get_string());
  metadata.validity = validity_named(text_in(object, "validity")).value_or(Validity::None);
  metadata.disclosure = find_named<DisclosureClass>(text_in(object, "disclosure")).value_or(DisclosureClass::Undecided);
  return metadata;
}

}  // namespace dl::publications
