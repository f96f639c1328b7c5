// Names of files that come with mails. Internal to this module.
#pragma once

#include <string>
#include <string_view>

namespace dl::mail {

/// The last part of a path without what no name may hold: controls, signs that turn the direction, marks that some
/// system forbids; at most 100 characters, the extension kept. Empty where nothing is left.
std::string clean_file_name(std::string_view name);

/// "附件3.pdf", for a part that has no name, by its media type.
std::string made_up_name(std::size_t number, std::string_view type);

}  // namespace dl::mail
