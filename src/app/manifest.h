// The first member of a backup: what is in it, so that a restore can tell whether all of it arrived.
#pragma once

#include "app/backup.h"

namespace dl::app {

struct Manifest {
  std::string program = {};  ///< version that made the backup
  Instant made_at = {};
  RowCounts rows = {};
  std::int64_t entries = 0;  ///< of the journal
  std::string head = {};     ///< hash of its last entry
  bool intact = true;
};

std::string write_json(const Manifest& manifest);
/// Fault::Invalid `archive.foreign` for a text that is none, `backup.newer` for a later format.
Outcome<Manifest> read_manifest(std::string_view json);

}  // namespace dl::app
