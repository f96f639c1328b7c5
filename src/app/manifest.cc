#include "app/manifest.h"

#include <boost/json.hpp>

namespace dl::app {
namespace {

constexpr std::string_view kKind = "daylight-backup";
constexpr std::int64_t kFormat = 1;

}  // namespace

std::string write_json(const Manifest& manifest) {
  boost::json::object rows;
  for (const auto& [table, count] : manifest.rows) rows[table] = count;
  boost::json::object object = {
      {"kind", kKind},
      {"format", kFormat},
      {"program", manifest.program},
      {"made_at", manifest.made_at.rfc3339()},
      {"made_at_ms", manifest.made_at.milliseconds()},
      {"journal", {{"entries", manifest.entries}, {"head", manifest.head}, {"intact", manifest.intact}}},
      {"rows", std::move(rows)}};
  return boost::json::serialize(object) + "\n";
}

Outcome<Manifest> read_manifest(std::string_view json) {
  boost::system::error_code problem;
  auto value = boost::json::parse(json, problem);
  if (problem || !value.is_object()) return fail(Fault::Invalid, "archive.foreign");
  try {
    const auto& object = value.as_object();
    if (object.at("kind").as_string() != kKind) return fail(Fault::Invalid, "archive.foreign");
    if (object.at("format").as_int64() > kFormat)
      return fail(Fault::Invalid, "backup.newer", std::string(object.at("program").as_string()));
    Manifest manifest;
    manifest.program = object.at("program").as_string();
    manifest.made_at = Instant(object.at("made_at_ms").as_int64());
    for (const auto& [table, count] : object.at("rows").as_object())
      manifest.rows.emplace_back(table, count.as_int64());
    const auto& chain = object.at("journal").as_object();
    manifest.entries = chain.at("entries").as_int64();
    manifest.head = chain.at("head").as_string();
    manifest.intact = chain.at("intact").as_bool();
    return manifest;
  } catch (const std::exception& error) {
    return fail(Fault::Invalid, "archive.foreign", error.what());
  }
}

}  // namespace dl::app
