// What the public sees of a value: itself, its mask, or nothing. Pages, downloads and messages ask here and nowhere
// else.
#pragma once

#include <string>
#include <vector>

#include "records/register.h"

namespace dl::records {

/// 张某某; 138****5678; 平城区建设街道***; ***. Compound surnames are kept whole.
std::string masked(Mask mask, std::string_view text);

/// Whether the value of this record is that of a person, who is not to be named.
bool is_personal(const Field& field, const Register& made, const Record& record);

/// The digits of telephones that agencies and sites publish themselves: nobody's in words that are scanned.
using OwnNumbers = std::vector<std::string>;

/// What is public of a field of a record; empty of what is sealed. In words that are scanned the finder's finds and the
/// hidden values of the record itself have their masks.
Value public_value(const Field& field, const Register& made, const Record& record, const OwnNumbers& own);

/// The name of a record in lists and messages, by its public values.
std::string record_name(const Register& made, const Record& record, const OwnNumbers& own);
/// The same out of words that are public already (Live::shown, Listed::shown).
std::string shown_name(const Register& made, const Record& shown);

}  // namespace dl::records
