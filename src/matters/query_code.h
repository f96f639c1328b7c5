// The code by which whoever brought a matter follows it without an account: given once, kept as a digest.
#pragma once

#include <string>
#include <string_view>

#include "accounts/sealing_key.h"
#include "db/session.h"
#include "matters/matter.h"

namespace dl::matters {

/// Eight digits and letters that are not taken for one another, "K7QM-3XWP": 40 bits, so guessing is limited by
/// whoever serves it.
std::string make_query_code();

/// The code of a matter that a public form has opened: out of what whoever sent it knows (sent_forms.h), the number and
/// the key of the installation, so that the same form shows it again.
std::string code_of_form(const accounts::SealingKey& key, std::string_view form, std::string_view number);

/// What is kept of it. Case, spaces and hyphens do not count.
std::string code_digest(const accounts::SealingKey& key, std::string_view number, std::string_view code);

/// The matter of a number, for whoever has its code. Fault::NotFound `matter.code` for any other, whatever is wrong.
Outcome<Matter> open_by_code(db::Session& session, const accounts::SealingKey& key, std::string_view number,
                             std::string_view code);

}  // namespace dl::matters
