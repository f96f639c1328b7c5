// The link by which somebody who follows a case opens one of its letters as it is printed: plain, so that any phone
// opens it, and without the query code, for addresses stand in histories and logs.
//
// A link is made where number and code were just given. It says until when it holds and bears a proof that only this
// installation makes, bound to letter and code: a code that is renewed ends the links that were made with the old one.
#pragma once

#include "portal/matters/window.h"
#include "web/message.h"

namespace dl::portal {

inline constexpr const char* kLetterPath = "/follow/letter";
inline constexpr const char* kAnnexPath = "/follow/annex";
inline constexpr std::int64_t kLinkHeldMs = std::int64_t{30} * 60 * 1000;

/// The address of an issued letter, below the mount. `code_digest` is that of its matter (matters/query_code.h).
std::string letter_address(const Window& window, const matters::Letter& letter, std::string_view number,
                           std::string_view code_digest, Instant now);

/// The same of a file that goes with an issued answer (requests/disclosure.h).
std::string annex_address(const Window& window, const matters::Letter& letter, const std::string& annex,
                          std::string_view number, std::string_view code_digest, Instant now);

/// The file of such a link. Fault::NotFound `window.link` likewise.
Outcome<work::Attachment> find_annex(db::Session& session, const Window& window, const web::Request& http, Instant now);

/// What draws the letter of a link. Fault::NotFound `window.link` for whatever is wrong with it: no such letter, not
/// issued, not for whoever brought the matter, held for too long, another proof.
Outcome<Print> find_linked(db::Session& session, const Window& window, const web::Request& http, Instant now);

}  // namespace dl::portal
