// The dictionary of a register: for people as Markdown, for programs as Table Schema 2.0. Pure.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "periods/laws.h"
#include "records/register.h"

namespace dl::records {

/// In which cases a field is filled in: 必填, 当行政相对人类别为“natural”时必填 …
std::string duty_of(const Field& field);

/// Chinese, a table of fields and the rules in sentences.
std::string markdown_of(const Register& made);

/// How its records become public, as Markdown: what of them, by when, until when, who checks, when there were none.
/// Says so where a period is not confirmed, for then nothing is due by it.
std::string publication_of(const Register& made, const periods::Laws& laws, Date today);

/// Of the CSV of what is public: what is sealed has no column. Conditions stand in the field's description.
boost::json::object table_schema_of(const Register& made);

}  // namespace dl::records
