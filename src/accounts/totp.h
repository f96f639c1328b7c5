// One-time codes of an authenticator (RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits). Pure but for the random
// source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace dl::accounts::totp {

/// The number of the 30-second step that holds the moment.
std::int64_t step_at(Instant at);
/// The code of a step for a secret of raw bytes (RFC 4226 section 5.3); `digits` 6 to 8.
std::string code_at(std::string_view secret, std::int64_t step, int digits = 6);
/// The step, at most one away from `now` and later than `last_step`, whose code this is. A code is
/// good once: the caller keeps the step.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step);

/// 20 random bytes, as RFC 4226 recommends.
std::string new_secret();
/// RFC 4648 base 32 in capital letters without padding, which people type into an authenticator.
std::string base32(std::string_view bytes);
/// "otpauth://totp/ISSUER:LOGIN?secret=…&issuer=…", which its camera reads.
std::string uri(std::string_view issuer, std::string_view login, std::string_view secret);

/// Ten codes such as "k7mq-2x9f-p3tw", each good once in place of an authenticator's.
std::vector<std::string> new_recovery_codes();
/// A code as it is hashed: lower case, without spaces and dashes.
std::string fold_recovery_code(std::string_view code);

}  // namespace dl::accounts::totp
