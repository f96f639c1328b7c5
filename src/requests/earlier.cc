#include "requests/earlier.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "matters/letters.h"
#include "matters/parties.h"
#include "requests/events.h"
#include "requests/letter_forms.h"
#include "requests/likeness.h"
#include "requests/procedure.h"
#include "requests/request_store.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using matters::Case;
using matters::Matter;

/// The others of the same person, the newest first; at most `most`.
Outcome<std::vector<Id>> others_of_person(db::Session& session, const Matter& matter, int most) {
  DL_TRY(const auto mark, applicant_mark(session, matter.id));
  if (mark.empty()) return std::vector<Id>();
  DL_TRY(auto ids, matters::brought_by(session, kKind, matter.agency, mark, most + 1));  // itself is among them
  std::erase(ids, matter.id);
  if (std::ssize(ids) > most) ids.resize(static_cast<std::size_t>(most));
  return ids;
}

bool is_part_of_number(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("-_/.").find(c) != std::string_view::npos;
}

/// Whether a number stands in the words as a whole: "1" does not in "SQ2026-0012" or "2026-1".
bool has_number(std::string_view words, std::string_view number) {
  if (number.empty()) return false;
  for (auto at = words.find(number); at != words.npos; at = words.find(number, at + 1)) {
    const auto after = at + number.size();
    const bool begins = at == 0 || !is_part_of_number(number.front()) || !is_part_of_number(words[at - 1]);
    const bool ends = after == words.size() || !is_part_of_number(number.back()) || !is_part_of_number(words[after]);
    if (begins && ends) return true;
  }
  return false;
}

/// Whether `words` name the answer that ended a request.
Outcome<bool> names_answer(db::Session& session, const Case& now, const Text& words) {
  const auto names = [&](std::string_view number) { return has_number(words, number); };
  if (is_of_ledger(now) && names(std::string_view(now.facts.front().words).substr(kOldNumber.size()))) return true;
  if (names(now.matter.number)) return true;
  DL_TRY(const auto letters, matters::list_letters(session, now.matter.id));
  return std::ranges::any_of(letters,
                             [&](const matters::Letter& one) { return is_answer(one.kind) && names(one.number); });
}

}  // namespace

Outcome<std::vector<Alike>> find_alike(db::Session& session, const Matter& matter) {
  DL_TRY(const auto own, load_request(session, matter.id));
  DL_TRY(const auto same, others_of_person(session, matter, kMostShown));
  DL_TRY(auto newest, matters::list_matters(session, matters::Sight::everywhere(),
                                            {.kind = Text(kKind), .agency = matter.agency}, {}, kMostCompared));
  std::set<Id> ids(same.begin(), same.end());
  for (const auto& one : newest.items) ids.insert(one.id);
  ids.erase(matter.id);
  const std::vector<Id> all(ids.begin(), ids.end());
  if (all.empty()) return std::vector<Alike>();
  DL_TRY(const auto requests, load_requests(session, all));
  DL_TRY(const auto matters, matters::load_matters(session, all));
  std::vector<Alike> found;
  for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
    const auto of = std::ranges::find(matters, request->matter, &Matter::id);
    const auto alike = likeness(own.asks_for(), request->asks_for());
    const bool person = std::ranges::find(same, request->matter) != same.end();
    if (of != matters.end() && (person || alike >= kAlike)) found.push_back({*of, alike, person});
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Alike::likeness);
  return found;
}

Outcome<void> check_earlier(db::Session& session, const Matter& matter, const Text& words) {
  DL_TRY(const auto mark, applicant_mark(session, matter.id));
  if (mark.empty()) return {};
  DL_TRY(const auto ids, others_of_person(session, matter, kMostOfPerson));
  DL_TRY(auto matters, matters::load_matters(session, ids));
  DL_TRY(const auto cases, matters::load_cases(session, std::move(matters)));
  for (const auto& now : cases) {
    const bool served =
        now.last(event("request.delivered").verb) != nullptr || now.last(event("request.reported").verb) != nullptr;
    if (!served) continue;
    DL_TRY(const bool named, names_answer(session, now, Text(text::trim(words))));
    if (named) return {};
  }
  return tl::unexpected(
      Error{.fault = Fault::Invalid, .key = "request.reply", .fields = {{"earlier", "request.earlier-unknown"}}});
}

}  // namespace dl::requests
