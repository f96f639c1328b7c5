// `daylight document findings` and `answer`: what must be looked at before a document is released.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/actor.h"
#include "app/commands.h"
#include "app/installation.h"
#include "publications/document_store.h"
#include "publications/finding_store.h"

namespace dl::app {
namespace {

using publications::Answer;
using publications::Finding;

struct Words {
  std::string data = {};
  std::int64_t id = 0;
  std::string person = {};
  std::string reason = {};
  std::vector<std::string> findings = {};  ///< beginnings of digests
  bool all = false;
  bool mended = false;
};

constexpr std::size_t kShownDigits = 12;

Outcome<std::vector<Finding>> findings_of(Installation& installation, std::int64_t id) {
  const auto directory = installation.directory().current();
  return installation.database().read([&](db::Session& session) -> Outcome<std::vector<Finding>> {
    DL_TRY(const auto edition, publications::load_newest_edition(session, id));
    return publications::load_findings(session, edition, *directory, installation.clock().now());
  });
}

std::string place_of(const Finding& finding) {
  return finding.what.block ? fmt::format("第 {} 段", *finding.what.block + 1) : finding.what.place;
}

Outcome<void> show(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(const auto findings, findings_of(*installation, words.id));
  for (const auto& finding : findings) {
    fmt::print("{}  {}  {}  {}  {}\n", finding.what.digest.substr(0, kShownDigits),
               finding.is_owed()                ? chinese_of(Answer::Open)
               : finding.answer == Answer::Open ? "供参考"
                                                : chinese_of(finding.answer),
               finding.kind().chinese, place_of(finding), finding.what.message);
    if (finding.answer != Answer::Open)
      fmt::print("    {} {}：{}\n", finding.answered_at->text_with_seconds(), finding.answered_by, finding.reason);
  }
  fmt::print("共 {} 条，{} 条待说明\n", findings.size(), count_owed(findings));
  return {};
}

Outcome<void> answer(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(const auto findings, findings_of(*installation, words.id));
  std::vector<std::string> digests;
  for (const auto& finding : findings)
    if (words.all && finding.is_owed()) digests.push_back(finding.what.digest);
  for (const auto& wanted : words.findings) {
    const auto named = [&](const Finding& finding) { return finding.what.digest.starts_with(wanted); };
    if (std::ranges::count_if(findings, named) != 1) return fail(Fault::NotFound, "finding.unknown", wanted);
    digests.push_back(std::ranges::find_if(findings, named)->what.digest);
  }
  DL_TRY(auto actor, actor_called(*installation, words.person));
  DL_CHECK(installation->document_desk().answer_findings(words.id, digests,
                                                         words.mended ? Answer::Mended : Answer::Accepted, words.reason,
                                                         accounts::Principal::machine(std::move(actor))));
  fmt::print("完成：{} 条\n", digests.size());
  return {};
}

}  // namespace

void add_findings(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* list = group.add_subcommand("findings", "列出发布前须核对的提示和已有的说明");
  add_data_option(*list, words->data);
  list->add_option("id", words->id, "文件编号")->required()->type_name("编号");
  list->callback([words, &chosen] { chosen = [words] { return show(*words); }; });

  auto* command = group.add_subcommand("answer", "说明提示所指的文字为什么照此公开，或已改正");
  add_data_option(*command, words->data);
  command->add_option("id", words->id, "文件编号")->required()->type_name("编号");
  command->add_option("--as", words->person, "办理人（个人信息须由没有写过这些文字的人说明）")
      ->required()
      ->type_name("账号");
  auto* some =
      command->add_option("--finding", words->findings, "提示的编号，可写开头几位，可给多个")->type_name("编号");
  command->add_flag("--all", words->all, "所有待说明的提示")->excludes(some);
  command->add_flag("--mended", words->mended, "导入时没有读全的内容已经补齐或改正");
  command->add_option("--reason", words->reason, "理由")->type_name("文字");
  command->callback([words, &chosen] { chosen = [words] { return answer(*words); }; });
}

}  // namespace dl::app
