// `daylight import requests`: the ledger of requests that an agency brings along, one line of JSON for what is wrong.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>

#include "api/matters/kinds.h"
#include "app/actor.h"
#include "app/commands.h"
#include "app/installation.h"
#include "app/messages.h"
#include "app/whole_file.h"
#include "requests/ledger_desk.h"
#include "requests/letter_forms.h"
#include "sheets/table_file.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using requests::Ledger;
using Problems = std::vector<requests::LedgerProblem>;

struct Words {
  std::string data = {};
  std::string agency = {};
  std::string person = {};
  std::string file = {};
  bool dry_run = false;
};

void print(const char* kind, const Problems& problems) {
  for (const auto& one : problems) {
    auto message = sentence_of(one.key);
    if (!one.about.empty()) message += "（" + one.about + "）";
    fmt::print("{}\n",
               json::serialize(json::object{
                   {"kind", kind}, {"row", one.row}, {"cell", one.cell}, {"code", one.key}, {"message", message}}));
  }
}

void print(const Ledger& ledger, bool applied) {
  print("problem", ledger.problems);
  print("note", ledger.notes);
  std::int64_t open = 0;
  for (const auto& row : ledger.rows) open += row.decision ? 0 : 1;
  const json::object totals = {{"rows", ledger.rows.size()},
                               {"reported", std::ssize(ledger.rows) - open},
                               {"open", open},
                               {"problems", ledger.problems.size()},
                               {"notes", ledger.notes.size()},
                               {"applied", applied}};
  fmt::print("{}\n", json::serialize(json::object{{"totals", totals}}));
}

Outcome<Ledger> read(Installation& installation, const Words& words, std::int64_t agency) {
  DL_TRY(const auto bytes, read_whole_file(words.file));
  DL_TRY(const auto known_words, requests::LedgerWords::load());
  requests::LedgerReader reader(known_words, installation.clock().today());
  DL_CHECK(sheets::read_table(bytes, reader));
  auto ledger = reader.take();
  DL_TRY(const auto carried, records::carried());
  DL_TRY(auto known, installation.database().read([&](db::Session& session) -> Outcome<Problems> {
    DL_TRY(const auto calendar, agencies::CalendarInRows().load(session));
    DL_TRY(auto differing, requests::LedgerDesk::find_differing(ledger.rows, {carried->laws, *calendar}));
    std::ranges::move(differing, std::back_inserter(ledger.notes));
    return requests::LedgerDesk::find_known(session, agency, ledger.rows);
  }));
  ledger.problems.insert(ledger.problems.end(), known.begin(), known.end());
  return ledger;
}

Outcome<void> take_over(Installation& installation, const matters::Place& place, const Ledger& ledger,
                        const Words& words) {
  auto actor = operator_here();
  if (!words.person.empty()) {
    DL_TRY(actor, actor_called(installation, words.person));
  }
  DL_TRY(const auto carried, records::carried());
  DL_TRY(const auto chains, api::load_matter_chains());
  DL_TRY(const auto forms, requests::LetterForms::load());
  auto matters = api::matter_desk(
      api::MatterParts{installation.journal(), carried->laws, installation.sealing_key(), chains, forms});
  const work::Seat seat{accounts::Principal::machine(std::move(actor)), {}};
  DL_CHECK(requests::LedgerDesk(installation.journal(), matters).take_over(place, ledger.rows, seat));
  return {};
}

Outcome<void> import_requests(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  const auto directory = installation->directory().current();
  const auto* agency = directory->agency_by_code(words.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", words.agency);
  DL_TRY(const auto ledger, read(*installation, words, agency->id));
  if (!ledger.problems.empty()) {
    print(ledger, false);
    return fail(Fault::Invalid, "ledger.refused", fmt::format("{}", ledger.problems.size()));
  }
  if (!words.dry_run) DL_CHECK(take_over(*installation, {agency->id, agency->code, agency->name}, ledger, words));
  print(ledger, !words.dry_run);
  return {};
}

}  // namespace

void add_import_requests(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = group.add_subcommand(
      "requests",
      "按依申请公开台账（xlsx、csv）登记原有的申请，全部登记或者都不登记：办结的按台账计入统计，在办的继续办理");
  add_data_option(*command, words->data);
  command->add_option("--agency", words->agency, "所属机关代码")->required()->type_name("代码");
  command->add_flag("--dry-run", words->dry_run, "只检查，不登记");
  command->add_option("--as", words->person, "办理人的账号或姓名")->type_name("账号");
  command->add_option("file", words->file, "台账")->required()->type_name("文件");
  command->callback([words, &chosen] { chosen = [words] { return import_requests(*words); }; });
}

}  // namespace dl::app
