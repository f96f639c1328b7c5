// Reviews of a thing: who read which version of it and what they said. Kept by the text of the subject, so every domain
// has them; the domain's desk writes them with the step of its life cycle that they were taken with.
#pragma once

#include <vector>

#include "base/time.h"
#include "db/session.h"
#include "work/version.h"

namespace dl::work {

struct Review {
  int version = 1;
  std::string step = {};    ///< of the life cycle, by its stored name
  std::string person = {};  ///< actor
  std::string remark = {};  ///< of a secrecy review: the basis
  std::string digest = {};  ///< of the words that were reviewed
  Instant at = {};
};

/// Comes behind the earlier ones of its version.
Outcome<void> insert_review(db::Session& session, const std::string& subject, const Review& review);
/// Of one version, oldest first.
Outcome<std::vector<Review>> list_reviews(db::Session& session, const Version& of);
/// Of all versions, oldest first.
Outcome<std::vector<Review>> list_reviews(db::Session& session, const std::string& subject);

}  // namespace dl::work
