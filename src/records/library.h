// What the public may read of records: the words that are public, how they came to be so, and what was taken back.
#pragma once

#include "records/read.h"
#include "records/record_files.h"
#include "records/record_store.h"

namespace dl::records {

/// The ground of a withdrawal whose only reason is that a record was public as long as the law says.
inline constexpr std::string_view kDisplayOver = "公示期满";

/// What the public was shown from a moment on.
struct Passage {
  Act act = Act::Publish;  ///< Publish, Withdraw or Restore
  Instant at = {};
  std::int64_t words = 0;   ///< entry that was public from then on; 0 after a withdrawal
  std::string ground = {};  ///< of the corrections that were published, of the withdrawal or of the restoring
};

/// The passages of a record out of all its entries, the oldest first. Pure.
std::vector<Passage> passages_of(const std::vector<Entry>& entries);

/// The entry that was public at the end of a day. What was public before the last withdrawal is not shown again: it may
/// have been withdrawn for what it says. Pure.
std::optional<std::int64_t> words_on(const std::vector<Passage>& passages, Date day);

/// A record as the public sees it.
struct Live {
  Row row = {};
  const Register* made = nullptr;
  Record shown = {};  ///< with masks
  std::vector<Passage> passages = {};
};

/// Fault::NotFound `record.missing` for one that was never public, Fault::Gone `record.withdrawn` for one that is so no
/// more.
Outcome<Live> load_live(db::Session& session, const Registers& registers, std::int64_t id, Date today);

/// The same by what was done to it alone, whatever the day; nothing for one that is not public.
Outcome<std::optional<Live>> find_live(db::Session& session, const Registers& registers, std::int64_t id);

/// Words of a record as an entry has them.
Outcome<Record> load_shown(db::Session& session, const Register& made, std::int64_t entry);

/// A file of a record's public words, or of those that were public before a correction. Fails as load_live();
/// Fault::NotFound `file.missing`, also for one of words before the last withdrawal.
Outcome<Attachment> find_live_file(db::Session& session, const Registers& registers, std::int64_t id,
                                   std::string_view digest, Date today);

/// What is left for the public of a record that was withdrawn: no name of anybody.
struct Tombstone {
  const Register* made = nullptr;
  std::int64_t agency = 0;
  std::string key = {};  ///< by what the register tells its records apart, such as the number of the decision
  Instant published_at = {};
  Instant withdrawn_at = {};
  std::string ground = {};
};
/// Fault::NotFound `record.missing` for one that is public, or never was.
Outcome<Tombstone> load_tombstone(db::Session& session, const Registers& registers, std::int64_t id, Date today);

/// Public records with numbers above `after`, not above `up_to`, ascending.
Outcome<std::vector<Live>> live_between(db::Session& session, const Registers& registers, std::int64_t after,
                                        std::int64_t up_to, int most);
/// The largest number of a public record; 0 for none.
Outcome<std::int64_t> last_live(db::Session& session);

}  // namespace dl::records
