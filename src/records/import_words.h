// What people are told of a problem of a file. Pure.
#pragma once

#include <functional>

#include "records/import_columns.h"

namespace dl::records {

/// The sentence of a message key.
using SentenceOf = std::function<std::string(std::string_view key)>;

/// What is wrong, of what it speaks, what to do: "金额不正确，或者小数位数过多。（12元）". A rule has a sentence of its
/// own.
std::string words_of(const CellProblem& problem, const SentenceOf& sentence_of);

}  // namespace dl::records
