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
inline constexpr int kMostCompared = 200;  ///< of the newest ones, and of the newest of the same person

/// All of the same person, and those of others from kAlike on; the most alike first, then the newest.
Outcome<std::vector<Alike>> find_alike(db::Session& session, const matters::Matter& matter);

/// Whether an answer that a reply names was given to the same person and served: by the number of the letter, of its
/// request, or of the ledger that brought it. Fault::Invalid `request.reply` with `request.earlier-unknown` of
/// "earlier". Nothing is asked where the person is not known any more.
Outcome<void> check_earlier(db::Session& session, const matters::Matter& matter, const std::string& words);

}  // namespace dl::requests
