// The seals of agencies (机关印章): kept sealed like what tells of people, set upon letters at issue by whoever may
// issue, each use written down.
//
// A new seal retires the old one, which stays: a letter that was issued bears for ever the one that was set upon it.
#pragma once

#include "accounts/principal.h"
#include "accounts/sealing_key.h"
#include "matters/letters.h"
#include "paper/letter.h"

namespace dl::requests {

/// Whether a letter bears the agency's seal when it is issued. Stored by name in the fact of issue, and a list of
/// data/vocabularies (`letter_sealings`); do not rename.
enum class Sealing : std::uint8_t { Seal, Stamp };
inline constexpr auto kSealings =
    named_table<Sealing>({{Sealing::Seal, "seal", "加印机关印章"}, {Sealing::Stamp, "stamp", "留出用印的位置"}});
constexpr Names<Sealing> table_of(Sealing) { return kSealings; }

/// A seal without its picture.
struct AgencySeal {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string kept = {};    ///< commitment of its picture (work/sealed_values.h)
  std::string digest = {};  ///< SHA-256 of the picture; a letter bears it
  int width = 0;            ///< on paper, in millimetres
  std::string set_by = {};
  Instant set_at = {};
  std::optional<Instant> retired_at = {};  ///< nothing for the one in use
};

/// A letter upon which a seal was set.
struct SealUse {
  std::int64_t letter = 0;
  std::int64_t seal = 0;
  std::int64_t matter = 0;
  std::string number = {};         ///< of the letter
  std::string letter_digest = {};  ///< of its content
  std::string used_by = {};
  Instant used_at = {};
};

/// The newest first; the first one is in use, for an agency that ever had one.
Outcome<std::vector<AgencySeal>> list_seals(db::Session& session, std::int64_t agency);
/// Fault::NotFound `request.no-seal`.
Outcome<AgencySeal> load_seal(db::Session& session, std::int64_t agency, std::int64_t seal);
/// The one in use. Fault::Conflict `request.no-seal` where there is none.
Outcome<AgencySeal> seal_in_use(db::Session& session, std::int64_t agency);
/// The letters of an agency that bear a seal, with numbers below `before` (0: all), the newest first.
Outcome<std::vector<SealUse>> list_seal_uses(db::Session& session, std::int64_t agency, std::int64_t before, int most);

/// Its picture. Fails as work::read_value().
Outcome<paper::Seal> picture_of(db::Session& session, const accounts::SealingKey& key, const AgencySeal& seal);
/// What an issued letter bears; nothing where its place stayed free.
Outcome<std::optional<paper::Seal>> seal_upon(db::Session& session, const accounts::SealingKey& key,
                                              const matters::Letter& letter);

/// Puts a seal in the place of the one in use, with the event `request.seal-set`. ApproveRequests: whoever issues
/// letters answers for what stands on them. Fails as paper::clean_seal(); Fault::Conflict `request.seal-same` for the
/// one in use.
Outcome<AgencySeal> set_seal(journal::Journal& journal, const accounts::SealingKey& key, std::int64_t agency,
                             const paper::Seal& seal, const accounts::Principal& by);

/// Writes down that a letter that was just issued bears a seal, with the event `request.seal-used`.
Outcome<void> note_use(journal::Transaction& transaction, const AgencySeal& seal, const matters::Letter& letter,
                       const std::string& actor);

}  // namespace dl::requests
