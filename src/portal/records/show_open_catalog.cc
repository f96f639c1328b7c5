// The catalogue of a site's open data for programs: DCAT 3 (W3C) as JSON-LD, a dataset a register, a distribution a
// file.
#include <boost/json.hpp>

#include "portal/records/registers.h"
#include "records/open_table.h"

namespace dl::portal {

namespace json = boost::json;

namespace {

constexpr const char* kCatalogPath = "/data/catalog.jsonld";
constexpr const char* kMediaTypes = "https://www.iana.org/assignments/media-types/";
constexpr const char* kDaily = "http://publications.europa.eu/resource/authority/frequency/DAILY";

json::object context() {
  return {{"dcat", "http://www.w3.org/ns/dcat#"},
          {"dct", "http://purl.org/dc/terms/"},
          {"foaf", "http://xmlns.com/foaf/0.1/"},
          {"spdx", "http://spdx.org/rdf/terms#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

json::object in_chinese(std::string_view text) { return {{"@value", text}, {"@language", "zh-Hans"}}; }
json::object typed(std::string_view type, std::string_view value) { return {{"@value", value}, {"@type", type}}; }
json::object at(std::string_view address) { return {{"@id", address}}; }

json::object publisher_of(const Visit& visit, const records::Register& made) {
  const auto keeper = keeper_on(visit, made);
  const auto* agency = keeper ? visit.directory->agency(*keeper) : visit.agency;
  return {{"@type", "foaf:Agent"}, {"foaf:name", in_chinese(agency == nullptr ? visit.site->name : agency->name)}};
}

json::object distribution_of(const OpenRegister& open, const records::OpenFile& file, const Visit& visit) {
  const auto& kind = records::kOpenKinds.at(static_cast<std::size_t>(file.kind));
  const auto address = visit.absolute(open_data_path(open.made->code, kind.ending));
  return {{"@id", address + "#distribution"},
          {"@type", "dcat:Distribution"},
          {"dct:title", in_chinese(kind.title)},
          {"dcat:accessURL", at(visit.absolute(fmt::format("{}#{}", kOpenDataPath, open.made->code)))},
          {"dcat:downloadURL", at(address)},
          {"dcat:mediaType", at(fmt::format("{}{}", kMediaTypes, kind.media_type))},
          {"dcat:byteSize", typed("xsd:nonNegativeInteger", std::to_string(file.size))},
          {"dct:modified", typed("xsd:dateTime", open.handover.at.rfc3339())},
          {"spdx:checksum", json::object{{"@type", "spdx:Checksum"},
                                         {"spdx:algorithm", at("spdx:checksumAlgorithm_sha256")},
                                         {"spdx:checksumValue", typed("xsd:hexBinary", file.digest)}}}};
}

json::object dataset_of(const OpenRegister& open, const Visit& visit) {
  const auto& made = *open.made;
  json::array distributions;
  if (open.given)
    for (const auto& file : open.handover.files) distributions.push_back(distribution_of(open, file, visit));
  return {{"@id", visit.absolute(fmt::format("{}#{}", kOpenDataPath, made.code))},
          {"@type", "dcat:Dataset"},
          {"dct:identifier", fmt::format("{}-{}", made.code, open.handover.set.agency)},
          {"dct:title", in_chinese(made.title)},
          {"dct:description", in_chinese(fmt::format("已经公布的{}，共 {} 条。{}", made.entry, open.handover.records,
                                                     made.source.empty() ? "" : "公开依据：" + made.source + "。"))},
          {"dcat:keyword", in_chinese(made.title)},
          {"dct:publisher", publisher_of(visit, made)},
          {"dct:modified", typed("xsd:dateTime", open.handover.at.rfc3339())},
          {"dct:accrualPeriodicity", at(kDaily)},
          {"dct:language", "zh-Hans"},
          {"dct:rights", in_chinese(records::kOpenTerms)},
          {"dcat:landingPage", at(visit.absolute(register_path(made)))},
          {"dcat:distribution", std::move(distributions)}};
}

}  // namespace

Outcome<web::Response> show_open_catalog(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto open,
         portal.database.read([&](db::Session& session) { return open_data_on(visit, portal, session); }));
  json::array datasets;
  for (const auto& one : open) datasets.push_back(dataset_of(one, visit));
  const json::object catalog{
      {"@context", context()},
      {"@id", visit.absolute(kCatalogPath)},
      {"@type", "dcat:Catalog"},
      {"dct:title", in_chinese(visit.site->name + "：开放数据")},
      {"dct:description", in_chinese("已经公布的登记、公示和清单。")},
      {"dct:publisher", json::object{{"@type", "foaf:Agent"},
                                     {"foaf:name", in_chinese(visit.agency ? visit.agency->name : visit.site->name)}}},
      {"dct:language", "zh-Hans"},
      {"foaf:homepage", at(visit.absolute("/"))},
      {"dcat:dataset", std::move(datasets)}};
  auto topics = topics_of_registers(portal);
  topics.insert(topics.end(), {visit.facts_topic(), std::string(kDayTopic)});
  auto response = page_of(json::serialize(catalog), std::move(topics));
  response.type = "application/ld+json";
  return response;
}

}  // namespace dl::portal
