// Addresses of e-mail, as far as one can be written to.
#pragma once

#include <string_view>

namespace dl::mail {

/// ASCII with one "@" within, no white space, control or angle bracket, at most 254 bytes (RFC 5321, 4.5.3.1.3): fit
/// for a head and for a server's command.
bool is_address(std::string_view words);

}  // namespace dl::mail
