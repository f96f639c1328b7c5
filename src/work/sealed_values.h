// Values about people that are kept without being readable: an identity number, a name that is not for the public.
//
// What holds the value (an entry of a register, a request) keeps a commitment in its place,
// sha256(salt ‖ field ‖ value) with 16 random bytes of salt for each value. The commitment goes into digests and proofs
// and tells nothing, for nobody can try all identity numbers of a county without the salt. Salt and value lie here,
// encrypted under the installation's key. Whoever opens one is named in the journal with the reason. Erasing takes salt
// and value away; the commitment stays where it stands, and every proof over it stays whole.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/principal.h"
#include "accounts/sealing_key.h"
#include "journal/journal.h"

namespace dl::work {

inline constexpr std::size_t kSaltBytes = 16;

/// 64 hexadecimal digits. `field` is the code of the place where the commitment stands, so the same value in two fields
/// has nothing in common; whoever has salt, field and value recomputes it with any SHA-256. Pure.
std::string commitment_of(std::string_view salt, std::string_view field, std::string_view value);

/// Keeps a value of `subject` ("record:12") and gives its commitment. `value` is not empty. In the caller's
/// transaction, whose event is the domain's own.
Outcome<std::string> seal_value(db::Session& session, const accounts::SealingKey& key, std::string_view subject,
                                std::string_view field, std::string_view value);

/// A value as it is kept. Pure but for the salt, so it can be made before a transaction begins.
struct KeptValue {
  std::string commitment = {};
  std::string subject = {};
  std::string field = {};
  std::string sealed = {};
};
KeptValue seal(const accounts::SealingKey& key, std::string_view subject, std::string_view field,
               std::string_view value);
Outcome<void> insert(db::Session& session, const KeptValue& value);
Outcome<void> insert_all(db::Session& session, const std::vector<const KeptValue*>& values);

/// Who opens or erases, and why. The domain's desk has asked for the right.
struct Cause {
  std::string actor = {};
  std::string reason = {};  ///< Fault::Invalid `sealed.reason-owed` without one
  std::int64_t agency = 0;  ///< whose business the subject is
};

/// The value behind a commitment; the event `sealed.opened` on its subject names who and why, and the commitment as its
/// digest. Fault::NotFound `sealed.missing`; Fault::Conflict `sealed.erased`; Fault::Internal `sealed.broken` when what
/// lies there is not what was committed to.
Outcome<std::string> open_value(journal::Transaction& transaction, const accounts::SealingKey& key,
                                const std::string& commitment, const Cause& cause);

/// The same for the program's own checks, of which nobody is shown the value: without an event.
Outcome<std::string> read_value(db::Session& session, const accounts::SealingKey& key, const std::string& commitment);
/// Several by their commitments, some hundred in one statement; nothing for one that was erased. Fails as open_value.
using OpenedValues = std::map<std::string, std::optional<std::string>, std::less<>>;
Outcome<OpenedValues> read_values(db::Session& session, const accounts::SealingKey& key,
                                  const std::vector<std::string>& commitments);

/// Takes salt and value away, with the event `sealed.erased`. Fault::NotFound `sealed.missing`; Fault::Conflict
/// `sealed.erased` when that was done before. Backups from before still have them.
Outcome<void> erase_value(journal::Transaction& transaction, const std::string& commitment, const Cause& cause);

/// Takes all values of a subject away, for whoever records the event that stands for it.
Outcome<void> erase_values(db::Session& session, std::string_view subject);

/// Takes the rows of a subject away that never was in force: no commitment to them stands anywhere.
Outcome<void> drop_values(db::Session& session, std::string_view subject);

/// A value of a subject without what it says.
struct SealedValue {
  std::string commitment = {};
  std::string field = {};
  bool erased = false;
};
/// By field.
Outcome<std::vector<SealedValue>> list_sealed(db::Session& session, std::string_view subject);

/// For renewing the key (accounts::Renewal).
Outcome<std::string> renew_values(db::Session& session, const accounts::SealingKey& key, const std::string& after,
                                  int most);

}  // namespace dl::work
