// The functions behind the rows of types.cc, by family. Inside the module.
#pragma once

#include "records/types.h"

namespace dl::records {

// type_text.cc
Parsed parse_line(std::string_view text, const Field& field);
Parsed parse_lines(std::string_view text, const Field& field);
Parsed parse_person_name(std::string_view text, const Field& field);
Parsed parse_phone(std::string_view text, const Field& field);
Parsed parse_legal_basis(std::string_view text, const Field& field);
Parsed parse_file(std::string_view text, const Field& field);
Parsed parse_web_address(std::string_view text, const Field& field);
std::string write_text(const Value& value, const Field& field);

// type_identifier.cc
Parsed parse_agency(std::string_view text, const Field& field);
Parsed parse_unified_code(std::string_view text, const Field& field);
Parsed parse_organisation_code(std::string_view text, const Field& field);
Parsed parse_id_number(std::string_view text, const Field& field);
Parsed parse_document_number(std::string_view text, const Field& field);
Parsed parse_document(std::string_view text, const Field& field);
Parsed parse_code(std::string_view text, const Field& field);

// type_number.cc
Parsed parse_integer(std::string_view text, const Field& field);
Parsed parse_decimal(std::string_view text, const Field& field);
Parsed parse_money(std::string_view text, const Field& field);
Parsed parse_yes_no(std::string_view text, const Field& field);
Parsed parse_place(std::string_view text, const Field& field);
std::string write_decimal(const Value& value, const Field& field);
std::string write_money(const Value& value, const Field& field);
std::string write_yes_no(const Value& value, const Field& field);

// type_time.cc
Parsed parse_day(std::string_view text, const Field& field);
Parsed parse_month(std::string_view text, const Field& field);
Parsed parse_year(std::string_view text, const Field& field);
Parsed parse_moment(std::string_view text, const Field& field);
Parsed parse_period(std::string_view text, const Field& field);
std::string write_moment(const Value& value, const Field& field);

}  // namespace dl::records
