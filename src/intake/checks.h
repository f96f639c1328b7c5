// What a person should look at before publishing: each check is one function from what was found to
// warnings. README.md lists the codes.
#pragma once

#include "base/identifiers.h"
#include "intake/card.h"
#include "intake/draft.h"

namespace dl::intake {

/// Runs every check over the finished document.
void check_document(const Card& card, const Options& options, Found& found);

/// What is wrong with a number as it is written, as a sentence.
std::string departure_message(std::string_view written, Departure departure);

/// Warns `document-number-form` of each departure of a number from the standard, brackets excepted.
void warn_departures(const std::string& written, const DocumentNumber& number, Found& found);

/// Warns `not-public` of words that say so (is_closed_mark).
void warn_closed(View words, Found& found);

/// The vocabulary's name for each theme that the page names, "综合政务\\政务公开"; what is not in the
/// vocabulary is left out.
std::vector<std::string> themes_in(std::string_view written, const std::vector<Theme>& vocabulary);

}  // namespace dl::intake
