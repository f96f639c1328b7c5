// `daylight figures …`: what numbers there are, what they are and which records stand behind them; freezing a period,
// its bundle for outsiders, and recomputing a bundle.
#include <cstdio>
#include <fstream>

#include "api/domains.h"
#include "app/actor.h"
#include "app/verbs.h"
#include "figures/bundle.h"
#include "figures/verify.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::string figure = {};
  std::string period = {};
  std::string agency = {};  ///< code; "" = all
  std::string out = {};
  std::string reason = {};
  std::string file = {};   ///< an archive
  std::string entry = {};  ///< hash of an entry of the journal
};

/// An installation with the definitions, and what the words mean there.
struct Desk {
  std::unique_ptr<Installation> installation = {};
  figures::Definitions definitions = {};
  std::optional<figures::Period> period = {};
  std::int64_t agency = 0;

  figures::Wish wish(const Words& words) const {
    return {.scope = {.period = *period,
                      .agency = agency,
                      .salt = figures::salt_of(installation->sealing_key()),
                      .today = installation->clock().today()},
            .agency_code = words.agency,
            .actor = operator_here(),
            .reason = words.reason};
  }
};

Outcome<Desk> open_desk(const Words& words) {
  Desk desk;
  DL_TRY(const auto sources, api::figure_sources());
  DL_TRY(desk.definitions, figures::Definitions::load(sources));
  if (!words.period.empty()) {
    DL_TRY(desk.period, figures::Period::parse(words.period));
  }
  DL_TRY(desk.installation, Installation::open(words.data));
  if (words.agency.empty()) return desk;
  const auto directory = desk.installation->directory().current();
  for (const auto& agency : directory->agencies())
    if (agency.code == words.agency) desk.agency = agency.id;
  if (desk.agency == 0) return fail(Fault::NotFound, "agency.missing", words.agency);
  return desk;
}

std::string text_of(const figures::Definition& figure, const std::vector<condition::Value>& group) {
  std::string text;
  for (std::size_t i = 0; i < group.size(); ++i)
    text += (text.empty() ? "" : " · ") + figures::worded(*figure.by[i], group[i]);
  return text;
}

Outcome<void> write_file(const std::string& name, const std::string& bytes) {
  std::ofstream file(name, std::ios::binary);
  file << bytes;
  file.close();
  return file ? Outcome<void>() : fail(Fault::Unavailable, "archive.unwritable", name);
}

Outcome<void> list(const Words& /*words*/) {
  DL_TRY(const auto sources, api::figure_sources());
  DL_TRY(const auto definitions, figures::Definitions::load(sources));
  for (const auto& one : definitions.all()) {
    fmt::print("{}  第 {} 版  {}（{}）  {}\n", one.id, one.version, one.title, one.unit, one.law);
    if (one.when) fmt::print("    {}\n", one.condition_text());
    if (one.measure.part) fmt::print("    其中 {}\n", condition::to_chinese(*one.measure.part));
  }
  return {};
}

Outcome<void> show_value(const Words& words) {
  DL_TRY(auto desk, open_desk(words));
  DL_TRY(const auto* figure, desk.definitions.find(words.figure));
  const auto ask = figures::Ask::of(*figure, desk.period, desk.agency, desk.installation->clock().today());
  DL_TRY(const auto cells,
         desk.installation->database().read([&](db::Session& session) { return figures::cells(session, ask); }));
  for (const auto& cell : cells)
    fmt::print("{}  {}{}{}\n", text_of(*figure, cell.group), cell.value, cell.of ? fmt::format("/{}", *cell.of) : "",
               figure->unit);
  return {};
}

Outcome<void> show_rows(const Words& words) {
  const db::Working working(db::Work::Import);
  DL_TRY(auto desk, open_desk(words));
  DL_TRY(const auto* figure, desk.definitions.find(words.figure));
  if (!desk.period) return fail(Fault::Invalid, "figures.period");
  DL_TRY(const auto files, desk.installation->database().read([&](db::Session& session) {
    return figures::tables_of(session, desk.definitions, desk.wish(words).scope);
  }));
  const auto& table = files.at(fmt::format("rows/{}.csv", figure->id));
  std::fwrite(table.data(), 1, table.size(), stdout);
  return {};
}

Outcome<void> freeze(const Words& words) {
  const db::Working working(db::Work::Import);
  DL_TRY(auto desk, open_desk(words));
  DL_TRY(const auto frozen, figures::freeze(desk.installation->journal(), desk.definitions, desk.wish(words)));
  fmt::print("已冻结 {} 的统计，摘要 {}\n", frozen.period, frozen.digest());
  return {};
}

// A period is frozen once; every bundle of it is made from that.
Outcome<void> bundle(const Words& words) {
  const db::Working working(db::Work::Import);
  DL_TRY(auto desk, open_desk(words));
  auto& journal = desk.installation->journal();
  DL_TRY(auto frozen, journal.database().read([&](db::Session& session) {
    return figures::find_frozen(session, *desk.period, desk.agency);
  }));
  if (!frozen) {
    DL_TRY(frozen, figures::freeze(journal, desk.definitions, desk.wish(words)));
  }
  DL_TRY(const auto files, figures::bundle_of(journal, *frozen));
  DL_TRY(const auto archive, figures::zip_of(files));
  const auto out = words.out.empty() ? fmt::format("figures-{}.zip", words.period) : words.out;
  DL_CHECK(write_file(out, archive));
  DL_TRY(const auto entries, journal.about(frozen->subject()));
  fmt::print("{}：{} 项统计，冻结于 {}，日志第 {} 条 {}\n", out, desk.definitions.all().size(),
             frozen->at.text_with_seconds(), entries.front().sequence, entries.front().hash);
  return {};
}

// Asks no installation: an outsider has none.
Outcome<void> verify(const Words& words) {
  std::ifstream file(words.file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!file) return fail(Fault::NotFound, "figures.archive", words.file);
  DL_TRY(const auto files, figures::unzip(bytes));
  std::size_t wrong = 0;
  for (const auto& check : figures::verify(files, words.entry)) {
    fmt::print("{} {}\n", check.good ? "✓" : "✗", check.what);
    wrong += check.good ? 0 : 1;
  }
  if (wrong > 0) return fail(Fault::Conflict, "figures.differ", fmt::format("{}", wrong));
  fmt::print("全部相符\n");
  return {};
}

}  // namespace

void add_figures(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "figures", "统计：数字、背后的记录、冻结和可复算的数据包", chosen);
  const auto words = verbs.words();
  const auto with_scope = [&](CLI::App* command, bool period_owed) {
    auto* period = command->add_option("--period", words->period, "期间：2025、2025-Q1 或 2025-06");
    period->required(period_owed)->type_name("期间");
    command->add_option("--agency", words->agency, "只统计这个机关")->type_name("机关代码");
    return command;
  };
  verbs.add("list", "列出有哪些统计、怎样计算、依据什么", list);
  auto* value = with_scope(verbs.add_with_data("value", "显示一项统计的数字", show_value), false);
  auto* rows = with_scope(verbs.add_with_data("rows", "输出一项统计背后的记录（CSV）", show_rows), true);
  for (auto* command : {value, rows})
    command->add_option("figure", words->figure, "统计的名称")->required()->type_name("名称");
  auto* frozen =
      with_scope(verbs.add_with_data("freeze", "冻结一个期间的统计，记入日志；再次冻结须写明理由", freeze), true);
  frozen->add_option("--reason", words->reason, "为什么再次冻结")->type_name("文字");
  auto* bundle_command =
      with_scope(verbs.add_with_data(
                     "bundle", "输出一个期间的数据包，任何人可用其中的 recompute.py 复算；没有冻结的先冻结", bundle),
                 true);
  bundle_command->add_option("--out", words->out, "写入的文件，默认为当前目录的 figures-期间.zip")->type_name("文件");
  auto* check =
      verbs.add("verify", "复算一个数据包：逐项核对文件、日志条目、定义、记录和数字（同 recompute.py）", verify);
  check->add_option("file", words->file, "数据包（ZIP）")->required()->type_name("文件");
  check->add_option("--entry", words->entry, "另外得知的日志条目散列")->type_name("散列");
}

}  // namespace dl::app
