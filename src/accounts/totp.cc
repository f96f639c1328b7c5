#include "accounts/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"

namespace dl::accounts::totp {
namespace {

constexpr std::int64_t kStepMs = 30'000;

// RFC 3986: what may stand in an address as it is.
std::string percent(std::string_view text) {
  std::string encoded;
  for (unsigned char c : text) {
    bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                 c == '_' || c == '~';
    encoded += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  }
  return encoded;
}

}  // namespace

std::int64_t step_at(Instant at) { return at.milliseconds() / kStepMs; }

std::string code_at(std::string_view secret, std::int64_t step, int digits) {
  unsigned char counter[8];
  for (int i = 7; i >= 0; --i) {
    counter[i] = static_cast<unsigned char>(step & 0xff);
    step >>= 8;
  }
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter, sizeof counter, mac, &size) ==
          nullptr ||
      size != 20)
    throw std::runtime_error("HMAC-SHA-1 failed");
  unsigned at = mac[19] & 0x0fU;
  std::uint32_t number = (std::uint32_t{mac[at] & 0x7fU} << 24U) | (std::uint32_t{mac[at + 1]} << 16U) |
                         (std::uint32_t{mac[at + 2]} << 8U) | std::uint32_t{mac[at + 3]};
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step) {
  std::optional<std::int64_t> found;
  for (std::int64_t step = step_at(now) - 1; step <= step_at(now) + 1; ++step)
    if (equal_secret(code_at(secret, step), code) && step > last_step && !found) found = step;
  return found;
}

std::string new_secret() { return random_bytes(20); }

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (unsigned char byte : bytes) {
    held = (held << 8U) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += kLetters[(held >> static_cast<unsigned>(bits - 5)) & 31U];
  }
  if (bits > 0) text += kLetters[(held << static_cast<unsigned>(5 - bits)) & 31U];
  return text;
}

std::string uri(std::string_view issuer, std::string_view login, std::string_view secret) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent(issuer), percent(login), base32(secret),
                     percent(issuer));
}

std::vector<std::string> new_recovery_codes() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789x";  // 32, so that a byte chooses evenly
  std::vector<std::string> codes;
  for (int i = 0; i < 10; ++i) {
    std::string code;
    for (unsigned char byte : random_bytes(12)) {
      if (code.size() == 4 || code.size() == 9) code += '-';
      code += kLetters[byte % kLetters.size()];
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string fold_recovery_code(std::string_view code) {
  std::string folded;
  for (char c : text::ascii_lower(code))
    if (c != '-' && c != ' ') folded += c;
  return folded;
}

}  // namespace dl::accounts::totp
