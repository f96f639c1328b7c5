// `daylight journal …`: proves the chain of the journal and what the database holds, gives its head, seals anew.
#include <cstdio>

#include "app/actor.h"
#include "app/backup.h"
#include "app/head.h"
#include "app/progress.h"
#include "app/verbs.h"
#include "app/whole_file.h"
#include "journal/seals.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  bool contents = false;
  std::string head = {};  ///< a file or a line
  std::string reason = {};
};

Outcome<void> verify_chain(Installation& installation) {
  DL_TRY(auto total, installation.journal().last_sequence());
  auto progress = std::make_unique<Progress>("已核对", static_cast<std::size_t>(total));
  DL_TRY(auto verdict,
         installation.journal().verify([&](std::int64_t count) { progress->show(static_cast<std::size_t>(count)); }));
  progress.reset();
  if (!verdict.intact)
    return fail(Fault::Conflict, "journal.broken", fmt::format("{}: {}", verdict.first_broken, verdict.problem));
  fmt::print("日志完整：{} 条，链头 {}\n", verdict.checked, verdict.head);
  return {};
}

Outcome<void> verify_heads(Installation& installation, const std::string& words) {
  std::error_code ignored;
  auto text = words;
  if (std::filesystem::is_regular_file(words, ignored)) {
    DL_TRY(text, read_whole_file(words));
  }
  DL_TRY(const auto heads, read_heads(text));
  for (const auto& head : heads) DL_CHECK(check_continues(installation.journal(), head));
  fmt::print("日志接续所送出的 {} 个链头，最后一个是第 {} 条\n", heads.size(), heads.back().sequence);
  return {};
}

Outcome<void> verify_contents(Installation& installation) {
  auto began = installation.clock().now();
  auto progress = std::make_unique<Progress>("已核对内容", 0);
  DL_TRY(const auto contents, journal::check_contents(installation.journal(), {.progress = [&](std::int64_t count) {
                                                        progress->show(static_cast<std::size_t>(count));
                                                      }}));
  progress.reset();
  for (const auto& difference : contents.differences) fmt::print("不符：{}\n", journal::describe(difference));
  DL_CHECK(record_look(installation.journal(), began, contents.count, operator_here(),
                       contents.count == 0 ? "全部核对一致" : fmt::format("全部核对，{} 处不符", contents.count)));
  if (contents.count > 0) return fail(Fault::Conflict, "journal.differs", fmt::format("{}", contents.count));
  fmt::print("内容与日志一致：资料 {} 项，附件文件 {} 个\n", contents.things, contents.files);
  return {};
}

Outcome<void> verify(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_CHECK(verify_chain(*installation));
  if (!words.head.empty()) DL_CHECK(verify_heads(*installation, words.head));
  if (words.contents) DL_CHECK(verify_contents(*installation));
  return {};
}

Outcome<void> tell_head(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(const auto head, newest_head(installation->journal()));
  if (head) fmt::print("{}\n", line_of(*head));
  return {};
}

Outcome<void> seal(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(const auto things, journal::seal_everything(installation->journal(), operator_here(), words.reason));
  fmt::print("已重新登记摘要：{} 项\n", things);
  return {};
}

}  // namespace

void add_journal(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "journal", "日志", chosen);
  const auto words = verbs.words();
  auto* proof = verbs.add_with_data("verify", "逐条重算日志哈希链，验证完整或指出第一处断裂", verify);
  proof->add_flag("--contents", words->contents, "再核对版本、审核、授权、密码、附件等是否与日志登记的摘要一致");
  proof->add_option("--head", words->head, "先前送出的链头，一行文字或其文件：日志是否接续它")->type_name("文件或文字");
  verbs.add_with_data("head", "输出链头一行，供存放在别处", tell_head);
  auto* anew = verbs.add_with_data("seal", "换了 accounts.key 之后，或查明不符的原因之后，重新登记全部摘要", seal);
  anew->add_option("--reason", words->reason, "理由，记入日志")->required()->type_name("文字");
}

}  // namespace dl::app
