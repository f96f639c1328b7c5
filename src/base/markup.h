// Escaping for HTML and XML, in text and in quoted attributes alike. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dl {

/// Appends `text` with & < > " ' escaped.
void append_escaped(std::string& out, std::string_view text);

}  // namespace dl
