// The text objects of an OFD page; used by ofd_file.h alone.
#pragma once

#include "intake/page_layout.h"
#include "intake/xml_names.h"

namespace dl::intake {

/// Numbers with white space between; those that are none are 0.
std::vector<double> numbers_of(std::string_view text);

/// What the DeltaX or DeltaY of a TextCode says, `g 3 5` being 5 three times; at most `most` numbers.
std::vector<double> steps_of(std::string_view text, std::size_t most);

/// Adds the words of a TextObject (GB/T 33190, 11.2) at their places on the page, in millimetres.
void place_text(pugi::xml_node object, std::vector<PlacedWord>& words);

}  // namespace dl::intake
