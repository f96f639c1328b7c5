// What may be attached to a document: an allow-list by content, with names that agree with it. Pure.
//
// Looks at the first bytes, at the directory of a ZIP and, of text, at all of it; never unpacks anything. Programs,
// pages, scripts, pictures that hold scripts and archives are refused, whatever they are called.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl::work {

/// Fault::Invalid `request.fields` with `file.name` for a name that cannot be a file's everywhere, or that shows
/// something else than it is: path separators, control and direction characters, "..", "CON", a dot at its end.
Outcome<void> check_file_name(std::string_view name);

/// The media type of an attachment. Fault::Invalid `file.kind` for a kind that is not taken, `file.content` when the
/// bytes are not what the name's extension says.
Outcome<std::string_view> type_of_file(std::string_view name, std::string_view bytes);

/// The media type of a file whose bytes were looked at when it came in; application/octet-stream for any other.
std::string_view type_by_name(std::string_view name);

/// The media type of an image that browsers draw; empty for anything else.
std::string_view type_of_image(std::string_view bytes);

}  // namespace dl::work
