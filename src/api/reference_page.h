// The description of the API as a page that people read.
#pragma once

#include <string>

#include "api/shape.h"

namespace dl::api {

/// One page of HTML, without script, from the description of openapi.h.
std::string render_reference(const json::object& description);

/// A page of the same make: its title, which is also the heading, and the HTML below it.
std::string frame(std::string_view title, std::string_view inside);

/// Their style sheet, which is a file of its own as the content security policy wants.
std::string_view reference_style();

}  // namespace dl::api
