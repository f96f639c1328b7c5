// Text for HTML and XML: escaped, in text and in quoted attributes alike, and without what XML cannot hold. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dl {

/// Appends `text` with & < > " ' escaped.
void append_escaped(std::string& out, std::string_view text);

/// A page as it may be sent: XML 1.0 has no place for control characters and noncharacters (U+FFFE and its kind), not
/// even escaped, so they are left out; a byte that is no UTF-8 becomes U+FFFD.
std::string writable(std::string page);

}  // namespace dl
