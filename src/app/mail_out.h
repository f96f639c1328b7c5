// Notes to applicants by e-mail (requests/tellings.h), as the settings have it. None in a simulation.
#pragma once

#include "app/installation.h"

namespace dl::app {

/// Whether notes are written at all.
bool tells_by_mail(const Installation& installation);

/// Fault::Invalid `mail.settings` where a server is named and the rest is not: who sends, and which page is named.
Outcome<void> check_mail(const Settings& settings);

/// Sends what is due and returns how many went out. Blocks for as long as the server takes.
Outcome<int> send_due_mail(Installation& installation);

}  // namespace dl::app
