// The subcommands, one function each; command_line.cc lists them.
#pragma once

#include <functional>
#include <string>

#include "base/outcome.h"

namespace CLI {
class App;
}

namespace dl::app {

/// What the chosen subcommand does; set while the words are read, run afterwards.
using Action = std::function<Outcome<void>()>;

void add_init(CLI::App& program, Action& chosen);
void add_agency(CLI::App& program, Action& chosen);
void add_account(CLI::App& program, Action& chosen);
void add_demo(CLI::App& program, Action& chosen);
void add_serve(CLI::App& program, Action& chosen);
void add_routes(CLI::App& program, Action& chosen);
void add_import(CLI::App& program, Action& chosen);
/// Within the group of add_import: `records` and `undo`.
void add_import_requests(CLI::App& group, Action& chosen);
void add_import_mail(CLI::App& group, Action& chosen);
void add_import_records(CLI::App& group, Action& chosen);
void add_document(CLI::App& program, Action& chosen);
/// Within the group of add_document: `findings` and `answer`.
void add_findings(CLI::App& group, Action& chosen);
void add_journal(CLI::App& program, Action& chosen);
void add_reindex(CLI::App& program, Action& chosen);
void add_settings(CLI::App& program, Action& chosen);
void add_backup(CLI::App& program, Action& chosen);
void add_restore(CLI::App& program, Action& chosen);
void add_mail(CLI::App& program, Action& chosen);
void add_erasure(CLI::App& program, Action& chosen);
void add_work(CLI::App& program, Action& chosen);
void add_keys(CLI::App& program, Action& chosen);
void add_read_only(CLI::App& program, Action& chosen);
void add_upgrade(CLI::App& program, Action& chosen);
void add_figures(CLI::App& program, Action& chosen);
void add_register(CLI::App& program, Action& chosen);
void add_draw(CLI::App& program, Action& chosen);
void add_redact(CLI::App& program, Action& chosen);
void add_check(CLI::App& program, Action& chosen);
void add_plan(CLI::App& program, Action& chosen);
void add_clock(CLI::App& program, Action& chosen);
void add_simulate(CLI::App& program, Action& chosen);

/// Adds the option --data that every subcommand on an installation needs.
void add_data_option(CLI::App& command, std::string& data);

}  // namespace dl::app
