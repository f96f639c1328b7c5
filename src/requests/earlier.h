// Requests beside a request: what the same person asked before, and who else asks for the same. People say whether one
// repeats another (条例 art. 36(6)) or is handled with it; this only shows them.
#pragma once

#include "matters/matter_store.h"

namespace dl::requests {

/// Another request of the agency.
struct Alike {
  matters::Matter matter = {};
  double likeness = 0;  ///< likeness.h
  bool same_person = false;
};
inline constexpr int kMostCompared = 100;  ///< of the newest ones of the agency, compared by their words on each look
inline constexpr int kMostOfPerson = 200;  ///< of the newest ones of the same person, among which a reply names one
inline constexpr int kMostShown = 20;      ///< of the newest ones of the same person, compared and shown on each look

/// The newest kMostShown of the same person, and of the newest kMostCompared of the agency those from kAlike on; the
/// most alike first, then the newest. Compares at most kMostShown + kMostCompared texts, however many there are.
Outcome<std::vector<Alike>> find_alike(db::Session& session, const matters::Matter& matter);

/// Whether an answer that a reply names was given to the same person and served: by the number of the letter, of its
/// request, or of the ledger that brought it. Fault::Invalid `request.reply` with `request.earlier-unknown` of
/// "earlier". Nothing is asked where the person is not known any more.
Outcome<void> check_earlier(db::Session& session, const matters::Matter& matter, const std::string& words);

}  // namespace dl::requests
