// `daylight draw …`: random draws at the machine: prepare, seal, reveal, discard, show.
#include <boost/json.hpp>
#include <cstdio>

#include "app/actor.h"
#include "app/verbs.h"
#include "app/whole_file.h"
#include "base/text.h"
#include "draws/draw_desk.h"
#include "draws/public_record.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using accounts::Principal;

struct Words {
  std::string data = {};
  std::string person = {};
  std::int64_t id = 0;
  std::string agency = {};
  draws::Order order = {};
  std::string codes = {};
  std::vector<std::string> recused = {};
  std::string reveal_from = {};
  std::string digest = {};
  std::string beacon = {};
  std::string reason = {};
};

Outcome<Principal> whoever(Installation& installation, const Words& words) {
  if (words.person.empty()) return Principal::machine(operator_here());
  DL_TRY(auto actor, actor_called(installation, words.person));
  return Principal::machine(std::move(actor));
}

draws::DrawDesk desk_of(Installation& installation, const periods::Laws& laws) {
  return {installation.journal(),
          {installation.registers(), installation.projection(), laws, installation.sealing_key()}};
}

/// The lines of a file that are not empty.
Outcome<std::vector<std::string>> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  if (file.empty()) return lines;
  DL_TRY(const auto whole, read_whole_file(file));
  std::string_view rest = whole;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto line = text::trim(rest.substr(0, end)); !line.empty()) lines.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

/// "91110000101623741K,豫A001,理由".
Outcome<draws::RecusalOrder> read_recusal(const std::string& told) {
  const auto first = told.find(',');
  const auto second = first == told.npos ? told.npos : told.find(',', first + 1);
  if (second == told.npos) return fail(Fault::Invalid, "draw.recused", told);
  return draws::RecusalOrder{told.substr(0, first), told.substr(first + 1, second - first - 1),
                             told.substr(second + 1)};
}

Outcome<void> prepare(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  DL_TRY(const auto by, whoever(*installation, words));
  auto order = words.order;
  const auto directory = installation->directory().current();
  const auto* agency = directory->agency_by_code(words.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", words.agency);
  order.agency = agency->id;
  order.agency_name = agency->name;
  DL_TRY(order.among.codes, lines_of(words.codes));
  for (const auto& told : words.recused) {
    DL_TRY(auto one, read_recusal(told));
    order.recused.push_back(std::move(one));
  }
  DL_TRY(order.reveal_from, Instant::parse(words.reveal_from));
  DL_TRY(const auto laws, periods::Laws::load());
  DL_TRY(const auto id, desk_of(*installation, laws).prepare(order, by));
  DL_TRY(const auto row, installation->database().read([&](db::Session& session) {
    return draws::load_row(session, accounts::Scope::everywhere(), id);
  }));
  DL_TRY(const auto terms, draws::read_terms(row.content));
  fmt::print("抽取 {}：检查对象 {} 个，检查人员 {} 人，回避 {} 对\n名录摘要 {}\n由另一人核对后封存\n", id,
             terms.objects.size(), terms.inspectors.size(), terms.recused.size(), row.digest);
  return {};
}

template <class Deed>
Outcome<void> on_draw(const Words& words, std::string_view done, Deed deed) {
  DL_TRY(const auto installation, Installation::open(words.data));
  DL_TRY(const auto by, whoever(*installation, words));
  DL_TRY(const auto laws, periods::Laws::load());
  auto desk = desk_of(*installation, laws);
  DL_CHECK(deed(desk, by));
  fmt::print("抽取 {} {}\n", words.id, done);
  return {};
}

Outcome<void> seal(const Words& words) {
  return on_draw(words, "已封存，两个摘要已经公布",
                 [&](auto& desk, const Principal& by) { return desk.seal(words.id, words.digest, by); });
}

Outcome<void> reveal(const Words& words) {
  return on_draw(words, "已揭示，种子和结果已经公布",
                 [&](auto& desk, const Principal& by) { return desk.reveal(words.id, words.beacon, by); });
}

Outcome<void> discard(const Words& words) {
  return on_draw(words, "已作废",
                 [&](auto& desk, const Principal& by) { return desk.discard(words.id, words.reason, by); });
}

/// What is prepared, to be looked at; of a draw that is public what verify_draw.py reads.
Outcome<void> show(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  return installation->database().read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto row, draws::load_row(session, accounts::Scope::everywhere(), words.id));
    if (row.record == 0) {
      fmt::print("{}\n", row.content);
      return {};
    }
    DL_TRY(const auto live,
           records::load_live(session, installation->registers(), row.record, installation->clock().today()));
    fmt::print("{}\n", json::serialize(draws::material_of(row, live)));
    return {};
  });
}

void add_order(CLI::App& command, Words& words) {
  auto& order = words.order;
  command.add_option("--agency", words.agency, "机关代码")->required()->type_name("代码");
  command.add_option("--number", order.number, "抽取编号")->required()->type_name("编号");
  command.add_option("--plan", order.plan, "已公布的抽查计划编号")->required()->type_name("编号");
  command.add_option("--objects", order.objects_drawn, "抽取对象数")->required()->type_name("个数");
  command.add_option("--inspectors", order.inspectors_each, "每个对象的检查人员数，至少2人")->type_name("人数");
  command.add_option("--reveal-from", words.reveal_from, "预告揭示时间，如 \"2026-05-06 09:00\"")
      ->required()
      ->type_name("时间");
  command.add_option("--risk", order.among.risk, "只从这个风险等级抽取：low、middle、high")->type_name("代码");
  command.add_option("--trade", order.among.trade, "只从这个行业或者领域抽取")->type_name("名称");
  command.add_option("--codes", words.codes, "只从文件所列的对象抽取，每行一个统一社会信用代码")->type_name("文件");
  command.add_option("--enforcement", order.among.enforcement, "只抽取这个执法领域的人员")->type_name("代码");
  command.add_option("--recuse", words.recused, "回避：对象代码,执法证号,理由；可以多次")->type_name("回避");
  command.add_option("--beacon-source", order.beacon_source, "将要混入的公开随机数，如某一期彩票的开奖号码")
      ->type_name("来源");
}

}  // namespace

void add_draw(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "draw", "双随机抽取：准备、封存、揭示", chosen);
  const auto words = verbs.words();
  auto* prepared = verbs.add_with_data("prepare", "从已公布的名录准备一次抽取", prepare);
  add_order(*prepared, *words);
  auto* sealed = verbs.add_with_data("seal", "由另一人核对后封存，立即公布名录和种子的摘要", seal);
  sealed->add_option("--digest", words->digest, "核对过的名录摘要")->required()->type_name("摘要");
  auto* revealed = verbs.add_with_data("reveal", "到预告的时间揭示，公布种子和结果", reveal);
  revealed->add_option("--beacon", words->beacon, "封存时预告的公开随机数")->type_name("号码");
  auto* discarded = verbs.add_with_data("discard", "作废没有封存的抽取", discard);
  discarded->add_option("--reason", words->reason, "理由")->required()->type_name("理由");
  auto* shown = verbs.add_with_data("show", "输出名录；已公布的输出抽取材料，供 verify_draw.py 重算", show);
  for (auto* command : {sealed, revealed, discarded, shown})
    command->add_option("id", words->id, "抽取的序号")->required()->type_name("序号");
  for (auto* command : {prepared, sealed, revealed, discarded})
    command->add_option("--as", words->person, "以谁的名义：账号或者姓名")->type_name("人员");
}

}  // namespace dl::app
