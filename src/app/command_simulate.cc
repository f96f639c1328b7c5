// `daylight simulate`: files a year of requests for information in an installation for rehearsals, and plays the
// clerks.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "app/progress.h"
#include "app/simulated_year.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  SimulationWish wish = {};
};

// The two things that only an installation for rehearsals can do.
//
// Its journal never goes back in time: what happened before its clock cannot be played, and a year that is well under
// way would begin with all that should have come before.
Outcome<void> begin_year(const Installation& installation, SimulationWish& wish) {
  if (!installation.is_simulation()) return fail(Fault::Conflict, "simulation.real", installation.folder().string());
  const auto now = installation.clock().now();
  if (now.date() > Date(wish.year, 1, 31)) return fail(Fault::Conflict, "simulation.past", now.text());
  wish.from = std::max(now, Instant::at(Date(wish.year, 1, 1)));
  return {};
}
Outcome<void> finish_year(Installation& installation, int year) {
  const auto end = end_of_year(year);
  return installation.clock().now() < end ? installation.run_clock_to(end) : Outcome<void>();
}

void tell(const SimulatedOutcome& outcome, const SimulationWish& wish, double seconds) {
  const auto in_total = [&](requests::Line line) {
    return outcome.table.at(static_cast<std::size_t>(line) - 1).at(requests::kTotal);
  };
  fmt::print("已模拟 {} 年：收到申请 {} 件", wish.year, outcome.filed);
  if (outcome.parts > 0) fmt::print("，拆分出 {} 件", outcome.parts);
  fmt::print("，办理 {} 步，用时 {:.1f} 秒\n", outcome.acts, seconds);
  fmt::print("年度报告表三：新收 {} 件，上年结转 {} 件，办结 {} 件，结转下年 {} 件\n", in_total(requests::Line::New),
             in_total(requests::Line::CarriedIn), in_total(requests::Line::All), in_total(requests::Line::CarriedOn));
  for (auto row = static_cast<std::size_t>(requests::kFirstResult); row <= requests::kLastResult; ++row) {
    const auto number = outcome.table.at(row - 1).at(requests::kTotal);
    if (number > 0) fmt::print("  {:>6}  {}\n", number, requests::kRowTitles.at(row - 1));
  }
  fmt::print("逾期答复 {} 件，年底仍未答复而已逾期 {} 件\n", outcome.late, outcome.overdue);
}

Outcome<void> simulate(const Words& words) {
  const auto began = std::chrono::steady_clock::now();
  DL_TRY(const auto installation, Installation::open(words.data));
  auto wish = words.wish;
  DL_CHECK(begin_year(*installation, wish));
  std::optional<Progress> progress(std::in_place, "已收到申请", wish.requests);
  DL_TRY(const auto outcome, play_year(*installation, wish, [&](std::size_t filed) { progress->show(filed); }));
  progress.reset();
  DL_CHECK(finish_year(*installation, wish.year));
  tell(outcome, wish, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  return {};
}

}  // namespace

void add_simulate(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command =
      program.add_subcommand("simulate", "在演练用的安装中模拟一年的依申请公开：提出申请，并由虚构的工作人员办理");
  add_data_option(*command, words->data);
  command->add_option("--requests", words->wish.requests, "申请件数")->required()->type_name("件数");
  command->add_option("--year", words->wish.year, "年份")->required()->type_name("年份");
  command->add_option("--seed", words->wish.seed, "随机种子：同一种子得到同样的一年")->required()->type_name("数字");
  command->add_option("--agency", words->wish.agency, "机关代码，默认第一个机关")->type_name("代码");
  command->callback([words, &chosen] { chosen = [words] { return simulate(*words); }; });
}

}  // namespace dl::app
