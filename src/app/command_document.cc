// `daylight document …`: the verbs of publications, for one document.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/actor.h"
#include "app/commands.h"
#include "publications/document_store.h"

namespace dl::app {
namespace {

using publications::DocumentDesk;
using publications::Force;
using publications::Step;

struct Words {
  std::string data = {};
  std::int64_t id = 0;
  std::string person = {};
  std::string reason = {};
  bool force = false;
  std::string relation = "Interprets";
  std::int64_t other = 0;

  std::string actor = {};  ///< of that person

  accounts::Principal by() const { return accounts::Principal::machine(actor); }
};

Outcome<void> link(DocumentDesk& desk, const Words& words) {
  auto relation = find_named<publications::Relation>(words.relation);
  if (!relation) return fail(Fault::Invalid, "document.relation-unknown", words.relation);
  return desk.link(words.id, *relation, words.other, words.by());
}

Outcome<void> take(DocumentDesk& desk, Step step, const Words& words) {
  if (step == Step::Publish) {
    DL_TRY(auto made, desk.publish(words.id, words.by(), words.force ? Force::Yes : Force::No, words.reason));
    fmt::print("已发布：索引号 {}，发布日期 {}\n", made.index_number, made.published_at.text());
    return {};
  }
  if (step == Step::Revise) {
    DL_TRY(auto number, desk.revise(words.id, words.by(), words.reason));
    fmt::print("已开启第 {} 版草稿\n", number);
    return {};
  }
  return desk.take(words.id, step, words.by(), words.reason);
}

// What a drafter may still say of a draft; empty = as it is.
struct Correction {
  std::string data = {};
  std::int64_t id = 0;
  std::string person = {};
  std::string title = {};
  std::string disclosure = {};
  std::string disclosure_reason = {};
};

Outcome<void> correct(const Correction& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(auto edition, installation->database().read(
                           [&](db::Session& session) { return publications::load_newest_edition(session, words.id); }));
  if (!words.title.empty()) edition.metadata.title = words.title;
  if (!words.disclosure.empty()) {
    auto disclosure = find_named<publications::DisclosureClass>(words.disclosure);
    if (!disclosure) return fail(Fault::Invalid, "document.disclosure-unknown", words.disclosure);
    edition.metadata.disclosure = *disclosure;
    edition.metadata.disclosure_reason = words.disclosure_reason;
  }
  DL_TRY(auto actor, actor_called(*installation, words.person));
  DL_CHECK(installation->document_desk().correct(words.id, edition.metadata, edition.body,
                                                 accounts::Principal::machine(std::move(actor))));
  fmt::print("完成：{}，公开属性 {}\n", edition.metadata.title, chinese_of(edition.metadata.disclosure));
  return {};
}

void add_correct(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Correction>();
  auto* command = group.add_subcommand("correct", "更正草稿的标题，认定公开属性");
  add_data_option(*command, words->data);
  command->add_option("id", words->id, "文件编号")->required()->type_name("编号");
  command->add_option("--as", words->person, "办理人的账号或姓名")->required()->type_name("账号");
  command->add_option("--title", words->title, "标题")->type_name("文字");
  command->add_option("--disclosure", words->disclosure, "公开属性：主动公开、依申请公开、不予公开、内部公开")
      ->type_name("属性");
  command->add_option("--reason", words->disclosure_reason, "依申请公开或不予公开的理由")->type_name("文字");
  command->callback([words, &chosen] { chosen = [words] { return correct(*words); }; });
}

// A subcommand for one document, in the name of a person.
CLI::App* add_verb(CLI::App& group, std::string_view name, std::string_view help, const std::shared_ptr<Words>& words,
                   Action& chosen, std::function<Outcome<void>(DocumentDesk&, const Words&)> deed) {
  auto* command = group.add_subcommand(std::string(name), std::string(help));
  add_data_option(*command, words->data);
  command->add_option("id", words->id, "文件编号")->required()->type_name("编号");
  command->add_option("--as", words->person, "办理人的账号或姓名")->required()->type_name("账号");
  command->callback([words, &chosen, deed = std::move(deed)] {
    chosen = [words, deed]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(words->data));
      DL_TRY(words->actor, actor_called(*installation, words->person));
      auto desk = installation->document_desk();
      DL_CHECK(deed(desk, *words));
      fmt::print("完成\n");
      return {};
    };
  });
  return command;
}

// A subcommand for each step that people take, with the words of its first row.
void add_steps(CLI::App& group, Action& chosen) {
  std::set<Step> added;
  for (const auto& row : publications::kCycle) {
    const auto& [leads, sentence, label] = row.asking;
    if (leads == dl::work::Leads::Follows || !added.insert(row.step).second) continue;
    auto words = std::make_shared<Words>();
    auto* command =
        add_verb(group, name_of(row.step), fmt::format("{}：{}", chinese_of(row.step), sentence), words, chosen,
                 [step = row.step](DocumentDesk& desk, const Words& said) { return take(desk, step, said); });
    command->add_option("--reason", words->reason, std::string(label))
        ->required(row.reason == dl::work::Reason::Owed)
        ->type_name("文字");
    if (row.step == Step::Publish) command->add_flag("--force", words->force, "强制发布，须写明理由，记入日志");
  }
}

void add_link(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = add_verb(group, "link", "登记与另一文件的关系", words, chosen, link);
  command
      ->add_option("--relation", words->relation,
                   "Interprets 解读、Amends 修改、Repeals 废止、Implements 依据、Related 相关")
      ->type_name("关系");
  command->add_option("--to", words->other, "另一文件的编号")->required()->type_name("编号");
}

}  // namespace

void add_document(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("document", "文件：送审、审核、保密审查、说明提示、发布、内部公开、修订、撤下");
  group->require_subcommand(1);
  add_correct(*group, chosen);
  add_steps(*group, chosen);
  add_link(*group, chosen);
  add_findings(*group, chosen);
}

}  // namespace dl::app
