// Steps that are to be taken at a moment to come (定时), at most one of each thing, and the one loop that takes them.
//
// Kept by the text of the subject, so every domain has them. The domain's desk sets, clears and drops one in its own
// transaction, with an event of its own; that it may be set it has asked before. What is due is taken by whoever set
// it, with the rights that they have by then, or is refused once and for all.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "accounts/subject.h"
#include "journal/journal.h"

namespace dl::work {

struct Schedule {
  std::string step = {};  ///< of the life cycle, by its stored name
  Instant at = {};
  std::string by = {};  ///< actor

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

Outcome<std::optional<Schedule>> find_schedule(db::Session& session, const std::string& subject);
/// In place of another one, and of why an earlier one did not come about.
Outcome<void> set_schedule(db::Session& session, const std::string& subject, const Schedule& schedule);
/// Takes away the one that the caller knows; false when there is none, or another one by now. `failed` is the message
/// key of why it did not come about, which stays until the next one is set; empty for nothing to say.
Outcome<bool> clear_schedule(db::Session& session, const std::string& subject, const Schedule& known,
                             const std::string& failed = {});
/// Takes away whichever there is, since the thing has moved on.
Outcome<void> drop_schedule(db::Session& session, const std::string& subject);

/// How a domain takes what is due of its things. Its functions are called in one transaction after the other.
struct Taker {
  const accounts::Subject* subject = nullptr;
  /// Locks a thing, before anything of it is read: another node may be at it.
  std::function<Outcome<void>(journal::Transaction&, std::int64_t id)> lock = {};
  /// Takes the step, with its event. Whatever the desk would refuse `by` is refused here.
  std::function<Outcome<void>(journal::Transaction&, std::int64_t id, const Schedule&, const accounts::Principal& by)>
      take = {};
  /// Records that it was refused, and why: a message key.
  std::function<Outcome<void>(journal::Transaction&, std::int64_t id, const std::string& why)> refuse = {};
};

/// One caller at a time in a process; any number of processes on one database.
class Timetable {
 public:
  Timetable(journal::Journal& journal, std::vector<Taker> takers) : journal_(journal), takers_(std::move(takers)) {}

  /// Takes what is due and returns how much was taken. A refusal ends the schedule and stays with it; of each that the
  /// machinery could not take `failed` is told, and it is tried again.
  using Failed = std::function<void(const std::string& subject, const Error&)>;
  Outcome<int> take_due(const Failed& failed = [](const std::string&, const Error&) {});

 private:
  /// Something due whose step fails, and until when it is left alone.
  struct Failing {
    int failures = 0;
    Instant rests_until = {};
  };

  const Taker* taker_of(std::string_view subject) const;
  Outcome<bool> take_one(const Taker& taker, const std::string& subject);

  journal::Journal& journal_;
  std::vector<Taker> takers_;
  std::map<std::string, Failing> failing_ = {};
};

}  // namespace dl::work
