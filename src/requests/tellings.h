// Notes by e-mail (邮件提醒) to applicants who left an address: that something has happened to their request, and where
// to look. Never what: neither words of the case nor its query code leave the house this way.
//
// A note is put down in the transaction of its event and sent later, at least once. Its row has no address: that is
// read where it lies sealed when the note goes out, so whoever is erased gets none. Times are those of the real clock.
#pragma once

#include <functional>

#include "journal/journal.h"
#include "mail/letter.h"
#include "requests/request_store.h"

namespace dl::requests {

/// Stored by name; do not rename.
enum class TellingState : std::uint8_t {
  Queued,   ///< not tried yet
  Sent,     ///< a mail server has taken it
  Failed,   ///< to be tried again
  GivenUp,  ///< tried for a day, refused for good, or there is no address any more
};
inline constexpr auto kTellingStates = named_table<TellingState>({{TellingState::Queued, "queued", "待发送"},
                                                                  {TellingState::Sent, "sent", "已发送"},
                                                                  {TellingState::Failed, "failed", "发送失败，将重试"},
                                                                  {TellingState::GivenUp, "given-up", "未能送出"}});
constexpr Names<TellingState> table_of(TellingState) { return kTellingStates; }

struct Telling {
  std::int64_t fact = 0;  ///< that is told of
  std::int64_t matter = 0;
  std::string number = {};  ///< of the matter
  TellingState state = TellingState::Queued;
  int attempts = 0;
  std::string error = {};  ///< message key of the last failure, with what the server said; names nobody
  Instant next_at = {};    ///< when it is tried
};

/// How long after an attempt that failed the next one is made, in minutes; after the last a note is given up.
inline constexpr auto kPauses = std::to_array<int>({1, 5, 15, 60, 180, 360, 720});

/// Puts a note down where the fact is one that the applicant's page tells by now (told.h) and the applicant has an
/// address that can be written to.
Outcome<void> queue_telling(journal::Transaction& transaction, const accounts::SealingKey& key,
                            const matters::Case& after, const matters::Fact& fact);

/// The newest first.
Outcome<std::vector<Telling>> list_tellings(db::Session& session, int most);

/// Of a matter, in the order of what they tell of.
Outcome<std::vector<Telling>> tellings_of(db::Session& session, std::int64_t matter);

/// What a note says: the same for every fact. `page` is where requests are followed.
mail::Letter write_telling(const Telling& telling, const std::string& agency, const std::string& to,
                           const std::string& page, Instant now);

class Teller {
 public:
  using Send = std::function<Outcome<void>(const mail::Letter&)>;
  /// All outlive it.
  Teller(journal::Journal& journal, const accounts::SealingKey& key, std::string page, Send send)
      : journal_(journal), key_(key), page_(std::move(page)), send_(std::move(send)) {}

  /// Sends what is due, a few at a time; safe on several nodes. Returns how many went out. A failure of one is kept
  /// with it and is no failure of this.
  Outcome<int> send_due();

 private:
  Outcome<std::optional<Telling>> claim();
  Outcome<void> tell(const Telling& telling);
  Outcome<void> settle(const Telling& telling, const Outcome<void>& told);

  journal::Journal& journal_;
  const accounts::SealingKey& key_;
  std::string page_;
  Send send_;
};

}  // namespace dl::requests
