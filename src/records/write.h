// Values as conditions, files, people and pages want them. Pure.
#pragma once

#include <string>

#include "records/register.h"

namespace dl::records {

/// As conditions compare it.
condition::Value compared_of(const Value& value, const Field& field);

/// As files of separated values have it, and as reading takes it back; codes by code or by name. "" for what is empty.
enum class Codes : std::uint8_t { Code, Name };
std::string text_of(const Value& value, const Field& field, Codes codes = Codes::Code);

/// A single value as people write it into a form, and as reading takes it back: amounts without idle zeros.
std::string written_of(const Value& value, const Field& field);

/// For people: codes by name, amounts with their unit, of a file what it is called.
std::string shown_of(const Value& value, const Field& field);

/// For pages: escaped, days and addresses marked up as such.
std::string html_of(const Value& value, const Field& field);

/// A condition as people are told it: choices by their names.
condition::Condition with_names(condition::Condition condition, const std::vector<Field>& fields);

/// The canonical JSON of a record: by code in the order of the fields, what is empty left out. The same record is the
/// same bytes.
std::string json_of(const Record& record, const Register& made);

}  // namespace dl::records
