// Sessions (会话): who is signed in. A session is a row and holds no rights: every request reads the
// person and the grants anew, so a change of role, a suspension or a new password is felt at the next
// request on every node.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/people.h"
#include "accounts/policy.h"
#include "journal/journal.h"

namespace dl::accounts {

/// An open session with what its person may at this moment.
struct OpenSession {
  std::int64_t id = 0;
  Person person = {};
  Principal principal = {};  ///< without any right while something is owed
  Instant began_at = {};
  Instant ends_at = {};        ///< the earlier of the idle and the absolute limit, were there no further request
  bool second_factor = false;  ///< whether it began with one
  bool must_change_password = false;
  bool must_bind_factor = false;  ///< a role of theirs demands a second factor, and they have none
};

/// A session as its owner sees it in a list.
struct SessionLine {
  std::int64_t id = 0;
  Instant began_at = {};
  Instant seen_at = {};
  std::string network = {};
  std::string agent = {};
};

class Sessions {
 public:
  Sessions(journal::Journal& journal, const Policy& policy) : journal_(journal), policy_(policy) {}

  /// Opens by the token of the cookie. Fault::Unauthorized `session.none` (unknown, ended, or the person
  /// is suspended) or `session.expired` (also one that a clock since set back made in the future). Notes at most once a
  /// minute that the session was used.
  Outcome<OpenSession> load(std::string_view token);

  /// Signs out. Not an error when there is no such session.
  Outcome<void> end(const OpenSession& session);
  /// The person's sessions, the newest first.
  Outcome<std::vector<SessionLine>> list(const OpenSession& session);
  /// Ends another one of the person's. Fault::NotFound `session.other`.
  Outcome<void> end_other(const OpenSession& session, std::int64_t other);
  /// Ends all of the person's but this one; returns how many.
  Outcome<std::int64_t> end_others(const OpenSession& session);

 private:
  journal::Journal& journal_;
  Policy policy_;
};

/// The digest under which a token is stored.
std::string digest_of_token(std::string_view token);

}  // namespace dl::accounts
