#include "portal/matters/letter_link.h"

#include "base/hash.h"
#include "base/keyed_hash.h"
#include "matters/matter_store.h"
#include "portal/visit.h"

namespace dl::portal {
namespace {

Failure no_link() { return fail(Fault::NotFound, "window.link"); }

std::string proof_of(const Window& window, const matters::Letter& letter, std::int64_t until,
                     std::string_view code_digest) {
  return keyed_hash_hex(window.desk.house().key.derive("portal.letter-link"),
                        fmt::format("{}\n{}\n{}\n{}", letter.matter, letter.id, until, code_digest));
}

}  // namespace

std::string letter_address(const Window& window, const matters::Letter& letter, std::string_view number,
                           std::string_view code_digest, Instant now) {
  const auto until = now.milliseconds() + kLinkHeldMs;
  return fmt::format("{}?number={}&letter={}&until={}&proof={}", kLetterPath, web::percent_encode(number), letter.id,
                     until, proof_of(window, letter, until, code_digest));
}

Outcome<Print> find_linked(db::Session& session, const Window& window, const web::Request& http, Instant now) {
  const auto id = read_number(http.argument("letter"));
  const auto until = read_number(http.argument("until"));
  if (!id || !until || *until < now.milliseconds() || !window.print) return no_link();
  DL_TRY(auto matter, matters::find_by_number(session, std::string(http.argument("number"))));
  if (!matter) return no_link();
  DL_TRY(const auto code_digest, matters::load_code_digest(session, matter->id));
  const auto letter = matters::load_letter(session, matter->id, *id);
  if (!letter) return letter.error().fault == Fault::NotFound ? Outcome<Print>(no_link()) : Failure(letter.error());
  const bool proved = equal_secret(proof_of(window, *letter, *until, code_digest), http.argument("proof"));
  if (code_digest.empty() || !proved || !letter->issued()) return no_link();
  DL_TRY(const auto now_it_stands, matters::load_case(session, std::move(*matter)));
  DL_TRY(auto print, window.print(session, now_it_stands, *letter));
  if (!print) return no_link();
  return std::move(*print);
}

}  // namespace dl::portal
