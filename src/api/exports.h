// What every export goes through: who may take it, what the journal says of it, how it is handed out.
//
// What is exported holds names of people, so the journal says who took what, how many rows, and the digest of
// the file. A file that could not be recorded is not handed out.
#pragma once

#include "api/api.h"
#include "api/events.h"
#include "api/operation.h"
#include "web/spool.h"

namespace dl::api {

/// What is put on record of an export.
struct Exported {
  journal::EventKind kind = {};
  std::string subject = {};
  std::int64_t agency = 0;
  std::int64_t rows = 0;
  std::string filter = {};
  std::string_view unit = "行";  ///< of what `rows` counts
};

/// Whose auditor should know of it: that of the agency that was asked for, else of the person's own.
std::int64_t agency_of(const Call& call, const accounts::Scope& scope, std::int64_t asked);

/// Fault::Forbidden `right.missing` for one agency; for all (0) the scope of the list says how far it goes.
Outcome<void> check_agency(const Call& call, accounts::Right right, std::int64_t agency);

Outcome<web::Response> hand_out(Call& call, web::Spool& file, const Exported& exported, const std::string& name,
                                std::string_view type);

/// "信息清单-2026-11-22.csv"
std::string file_name(const Call& call, std::string_view what, std::string_view ending);

/// The filter as it was asked for; what was left out is left out.
template <class T>
std::string filter_text(const T& input) {
  json::object given;
  const auto all = write_shape(input);
  for (const auto& [name, value] : all.as_object())
    if (!value.is_null() && value != json::value(0) && value != json::value("") && value != json::value(false))
      given[name] = value;
  return given.empty() ? std::string() : json::serialize(given);
}

}  // namespace dl::api
