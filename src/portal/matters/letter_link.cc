#include "portal/matters/letter_link.h"

#include <algorithm>

#include "base/hash.h"
#include "base/keyed_hash.h"
#include "matters/matter_store.h"
#include "portal/visit.h"
#include "requests/disclosure.h"

namespace dl::portal {
namespace {

Failure no_link() { return fail(Fault::NotFound, "window.link"); }

/// `annex` is empty for the letter itself.
std::string proof_of(const Window& window, const matters::Letter& letter, const std::string& annex, std::int64_t until,
                     std::string_view code_digest) {
  return keyed_hash_hex(window.desk.house().key.derive("portal.letter-link"),
                        fmt::format("{}\n{}\n{}\n{}{}{}", letter.matter, letter.id, until, code_digest,
                                    annex.empty() ? "" : "\n", annex));
}

/// An issued letter, and its matter, that a link proves the right to.
struct Proven {
  matters::Matter matter = {};
  matters::Letter letter = {};
};

Outcome<Proven> prove(db::Session& session, const Window& window, const web::Request& http, const std::string& annex,
                      Instant now) {
  const auto id = read_number(http.argument("letter"));
  const auto until = read_number(http.argument("until"));
  if (!id || !until || *until < now.milliseconds()) return no_link();
  DL_TRY(auto matter, matters::find_by_number(session, std::string(http.argument("number"))));
  if (!matter) return no_link();
  DL_TRY(const auto code_digest, matters::load_code_digest(session, matter->id));
  auto letter = matters::load_letter(session, matter->id, *id);
  if (!letter) return letter.error().fault == Fault::NotFound ? Outcome<Proven>(no_link()) : Failure(letter.error());
  const bool proved = equal_secret(proof_of(window, *letter, annex, *until, code_digest), http.argument("proof"));
  if (code_digest.empty() || !proved || !letter->issued()) return no_link();
  return Proven{std::move(*matter), std::move(*letter)};
}

}  // namespace

std::string letter_address(const Window& window, const matters::Letter& letter, std::string_view number,
                           std::string_view code_digest, Instant now) {
  const auto until = now.milliseconds() + kLinkHeldMs;
  return fmt::format("{}?number={}&letter={}&until={}&proof={}", kLetterPath, web::percent_encode(number), letter.id,
                     until, proof_of(window, letter, {}, until, code_digest));
}

std::string annex_address(const Window& window, const matters::Letter& letter, const std::string& annex,
                          std::string_view number, std::string_view code_digest, Instant now) {
  const auto until = now.milliseconds() + kLinkHeldMs;
  return fmt::format("{}?number={}&letter={}&annex={}&until={}&proof={}", kAnnexPath, web::percent_encode(number),
                     letter.id, annex, until, proof_of(window, letter, annex, until, code_digest));
}

Outcome<work::Attachment> find_annex(db::Session& session, const Window& window, const web::Request& http,
                                     Instant now) {
  const std::string annex(http.argument("annex"));
  if (annex.empty()) return no_link();
  DL_TRY(const auto proven, prove(session, window, http, annex, now));
  DL_TRY(const auto files, requests::list_annexes(session, proven.letter));
  const auto file = std::ranges::find(files, annex, &work::Attachment::digest);
  if (file == files.end()) return no_link();
  return *file;
}

Outcome<Print> find_linked(db::Session& session, const Window& window, const web::Request& http, Instant now) {
  if (!window.print) return no_link();
  DL_TRY(auto proven, prove(session, window, http, {}, now));
  DL_TRY(const auto now_it_stands, matters::load_case(session, std::move(proven.matter)));
  DL_TRY(auto print, window.print(session, now_it_stands, proven.letter));
  if (!print) return no_link();
  return std::move(*print);
}

}  // namespace dl::portal
