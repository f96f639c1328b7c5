#include "accounts/password.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "base/hash.h"
#include "base/resources.h"
#include "base/text.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kLongest = 1024;  // bytes; longer ones are nobody's

void prepare_library() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium does not start");
}

int kinds_in(std::string_view password) {
  bool capital = false;
  bool small = false;
  bool digit = false;
  bool other = false;
  for (char c : password) {
    capital = capital || (c >= 'A' && c <= 'Z');
    small = small || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
    other = other || !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }
  return int{capital} + int{small} + int{digit} + int{other};
}

// Whether the list of data/common_passwords.txt has it, or it is one of the list with digits and marks
// around it, which is what people make of them.
bool is_common(std::string_view folded) {
  auto list = find_resource("data/common_passwords.txt");
  if (!list) return false;
  auto core = folded;
  auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  while (!core.empty() && !is_letter(core.front())) core.remove_prefix(1);
  while (!core.empty() && !is_letter(core.back())) core.remove_suffix(1);
  for (std::string_view rest = *list; !rest.empty();) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty() && line.front() != '#' && (line == folded || line == core)) return true;
  }
  return false;
}

}  // namespace

std::vector<FieldProblem> problems_of_password(const Policy& policy, std::string_view password,
                                               std::string_view login) {
  std::vector<FieldProblem> problems;
  auto length = text::length(password);
  if (length < static_cast<std::size_t>(policy.password_length)) problems.push_back({"password", "password.short"});
  if (password.size() > kLongest || !text::is_utf8(password)) problems.push_back({"password", "password.form"});
  if (kinds_in(password) < policy.password_kinds) problems.push_back({"password", "password.kinds"});
  std::string folded = text::ascii_lower(password);
  std::string name = text::ascii_lower(login);
  std::string backwards(name.rbegin(), name.rend());
  if (!name.empty() && (folded.find(name) != std::string::npos || folded.find(backwards) != std::string::npos))
    problems.push_back({"password", "password.login"});
  if (is_common(folded)) problems.push_back({"password", "password.common"});
  return problems;
}

std::string first_password() {
  prepare_library();
  // Without 0 O o 1 l I: it is read from a screen or from paper.
  constexpr std::string_view kKinds[] = {"ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"};
  std::string password;
  for (int group = 0; group < 4; ++group) {
    if (group > 0) password += '-';
    for (int i = 0; i < 4; ++i) {
      auto letters = kKinds[i == 0 ? 0 : i == 3 ? 2 : 1];
      password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
  }
  return password;
}

Outcome<std::string> hash_password(const Policy& policy, std::string_view password) {
  prepare_library();
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), policy.hash_passes, policy.hash_memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Fault::Unavailable, "account.busy", "no memory for a hash");
  return std::string(hash);
}

Outcome<bool> verify_password(const Policy& policy, const std::string& hash, std::string_view password) {
  prepare_library();
  password = password.substr(0, kLongest + 1);
  if (!hash.empty()) return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  // Nobody's: the same work for nothing.
  unsigned char key[32];
  unsigned char salt[crypto_pwhash_SALTBYTES] = {};
  if (crypto_pwhash(key, sizeof key, password.data(), password.size(), salt, policy.hash_passes, policy.hash_memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Fault::Unavailable, "account.busy", "no memory for a hash");
  return false;
}

}  // namespace dl::accounts
