// Hands an e-mail to a mail server (SMTP, by libcurl).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/named.h"
#include "base/outcome.h"
#include "mail/letter.h"

namespace dl::mail {

/// How the connection to a server is kept to oneself. Stored in settings by name; do not rename.
enum class Security : std::uint8_t {
  StartTls,  ///< asked for after the greeting, and owed
  Tls,       ///< from the first byte
  None,      ///< for a server on the same machine
};
inline constexpr auto kSecurities = named_table<Security>(
    {{Security::StartTls, "starttls", ""}, {Security::Tls, "tls", ""}, {Security::None, "none", ""}});
constexpr Names<Security> table_of(Security) { return kSecurities; }

struct Server {
  std::string address = {};  ///< HOST:PORT
  Security security = Security::StartTls;
  std::string user = {};  ///< empty for a server that asks for none
  std::string password = {};
  std::string from = {};  ///< address of whoever sends
  std::chrono::seconds longest = std::chrono::seconds(30);
};

/// Blocks until the server has taken it. Fault::Invalid `mail.address` for one that cannot be written to,
/// `mail.refused` where the server says of the recipient or of the letter that it never will take it (5xx);
/// Fault::Unavailable `mail.unsent` for anything else, with the server's code and no word of the letter or the
/// password. Safe from any thread.
Outcome<void> send(const Server& server, const Letter& letter);

}  // namespace dl::mail
