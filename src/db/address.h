// The address of a database: what may be said of it to people and in logs (everything but its password), and
// what the library of PostgreSQL is given for it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl::db {

/// "postgresql://user:***@host/name?password=***"; an address without a password as it is.
std::string without_password(std::string_view address);

/// The text with every occurrence of the address's password replaced, for the words of a library
/// that was given the address.
std::string hide_password(std::string text, std::string_view address);

/// The same address of PostgreSQL with every part of it in the query, "postgresql:///?user=…&host=…", and with what
/// the program wants where the address says nothing: its name, how long a host may take to be reached (0 is without an
/// end), and that one which is gone is noticed. It is the one form that SOCI, which takes a connect string apart
/// at '=', quotes and spaces, hands on whole. Fault::Invalid `db.address`.
Outcome<std::string> postgres_address(const std::string& address, std::chrono::milliseconds connect = {});

}  // namespace dl::db
