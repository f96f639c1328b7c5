// An older data directory under a newer program: its database is backed up before its tables are changed.
#pragma once

#include "app/backup.h"

namespace dl::app {

/// Makes a backup in the folder "backups" of the data directory and says so on standard error, when the SQLite
/// database has steps behind it and others before it. Fault::Full `upgrade.no-room` when there is no room for it;
/// nothing is changed then. A new database, one that is up to date, and PostgreSQL are left alone.
Outcome<void> back_up_before_upgrade(db::Database& database, const BackupSource& source);

}  // namespace dl::app
