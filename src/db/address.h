// What may be said of a database's address to people and in logs: everything but its password.
#pragma once

#include <string>
#include <string_view>

namespace dl::db {

/// "postgresql://user:***@host/name?password=***"; an address without a password as it is.
std::string without_password(std::string_view address);

/// The text with every occurrence of the address's password replaced, for the words of a library
/// that was given the address.
std::string hide_password(std::string text, std::string_view address);

}  // namespace dl::db
