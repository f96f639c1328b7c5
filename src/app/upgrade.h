// An older data directory under a newer program: who may change its tables, and the backup before that.
#pragma once

#include "app/backup.h"

namespace dl::app {

/// Whether a command changes the tables of an older database. Most do not, for an older server may be at work on it.
enum class Schema : std::uint8_t { AsItIs, BroughtUpToDate };

/// Sees to it that the database has the tables of this program. A new database gets them. An older one is refused with
/// Fault::Conflict `installation.older`, or brought up to date: if it is SQLite, after a backup in the folder "backups"
/// of the data directory, with word of it on standard error. Fault::Full `upgrade.no-room` when there is no room for
/// that; nothing is changed then. Fault::Conflict `db.newer` for one of a newer program. One that is up to date is only
/// read, so a role that may not make tables will do.
Outcome<void> prepare_tables(db::Database& database, const BackupSource& source, Schema schema);

}  // namespace dl::app
