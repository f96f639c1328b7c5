// The text objects of an OFD page; used by ofd_file.h alone.
#pragma once

#include <pugixml.hpp>

#include "intake/page_layout.h"

namespace dl::intake {

/// The name of an element or attribute without its namespace: files use `ofd:`, others, or none.
std::string_view local_name(std::string_view name);
/// The first child of that name, whatever its namespace; null when there is none.
pugi::xml_node child_named(pugi::xml_node node, std::string_view name);
/// Numbers with white space between; those that are none are 0.
std::vector<double> numbers_of(std::string_view text);

/// What the DeltaX or DeltaY of a TextCode says, `g 3 5` being 5 three times; at most `most` numbers.
std::vector<double> steps_of(std::string_view text, std::size_t most);

/// Adds the words of a TextObject (GB/T 33190, 11.2) at their places on the page, in millimetres.
void place_text(pugi::xml_node object, std::vector<PlacedWord>& words);

}  // namespace dl::intake
