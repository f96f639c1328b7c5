#include "matters/query_code.h"

#include "base/hash.h"
#include "base/keyed_hash.h"
#include "base/text.h"
#include "matters/matter_store.h"

namespace dl::matters {
namespace {

constexpr std::string_view kLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static_assert(kLetters.size() == 32);
constexpr std::size_t kLength = 8;

/// Of kLength bytes, five bits each.
std::string code_from(std::string_view bytes) {
  std::string code;
  for (const char byte : bytes) {
    if (code.size() == kLength / 2) code += '-';
    code += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
  }
  return code;
}

}  // namespace

std::string make_query_code() { return code_from(random_bytes(kLength)); }

std::string code_of_form(const accounts::SealingKey& key, std::string_view form, std::string_view number) {
  const auto digits = keyed_hash_hex(key.derive("matters.form-code"), fmt::format("{}\n{}", form, number));
  return code_from(from_hex(digits).value().substr(0, kLength));
}

std::string code_digest(const accounts::SealingKey& key, std::string_view number, std::string_view code) {
  std::string plain;
  for (const char letter : code)
    if (letter != '-' && letter != ' ')
      plain += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return sha256_hex(fmt::format("{}\n{}\n{}", key.derive("matters.query-code"), number, plain));
}

Outcome<Matter> open_by_code(db::Session& session, const accounts::SealingKey& key, std::string_view number,
                             std::string_view code) {
  const auto wanted = std::string(text::trim(number));
  DL_TRY(auto matter, find_by_number(session, wanted));
  if (!matter) return fail(Fault::NotFound, "matter.code");
  DL_TRY(const auto kept, load_code_digest(session, matter->id));
  if (kept.empty() || !equal_secret(kept, code_digest(key, wanted, code))) return fail(Fault::NotFound, "matter.code");
  return std::move(*matter);
}

}  // namespace dl::matters
