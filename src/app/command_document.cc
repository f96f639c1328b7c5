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

using Deed = Outcome<void> (*)(DocumentDesk&, const Words&);

Outcome<void> publish(DocumentDesk& desk, const Words& words) {
  DL_TRY(auto made, desk.publish(words.id, words.by(), words.force ? Force::Yes : Force::No, words.reason));
  fmt::print("已发布：索引号 {}，发布日期 {}\n", made.index_number, made.published_at.text());
  return {};
}

Outcome<void> revise(DocumentDesk& desk, const Words& words) {
  DL_TRY(auto number, desk.revise(words.id, words.by(), words.reason));
  fmt::print("已开启第 {} 版草稿\n", number);
  return {};
}

Outcome<void> link(DocumentDesk& desk, const Words& words) {
  auto relation = find_named<publications::Relation>(words.relation);
  if (!relation) return fail(Fault::Invalid, "document.relation-unknown", words.relation);
  return desk.link(words.id, *relation, words.other, words.by());
}

struct Verb {
  const char* name = "";
  const char* help = "";
  const char* reason_help = "";  ///< empty: the verb takes no reason
  bool reason_owed = false;
  Deed deed = nullptr;
};

constexpr Verb kVerbs[] = {
    {"submit", "送审：公开属性等必填项齐全后提交", "", false,
     [](DocumentDesk& desk, const Words& words) { return desk.submit(words.id, words.by()); }},
    {"send-back", "退回草稿", "退回理由", true,
     [](DocumentDesk& desk, const Words& words) { return desk.send_back(words.id, words.by(), words.reason); }},
    {"review", "审核通过（起草人不能审核自己的稿件）", "审核意见", false,
     [](DocumentDesk& desk, const Words& words) { return desk.review(words.id, words.by(), words.reason); }},
    {"clear", "登记保密审查通过", "保密审查依据", true,
     [](DocumentDesk& desk, const Words& words) { return desk.clear(words.id, words.by(), words.reason); }},
    {"publish", "发布", "强制发布的理由", false, publish},
    {"post", "在机关内部公开（公开属性为内部公开的）", "", false,
     [](DocumentDesk& desk, const Words& words) { return desk.post(words.id, words.by()); }},
    {"revise", "为已发布的文件开启新版草稿", "修订说明", true, revise},
    {"withdraw", "撤下，原地址保留说明", "撤下理由", true,
     [](DocumentDesk& desk, const Words& words) { return desk.withdraw(words.id, words.by(), words.reason); }},
    {"link", "登记与另一文件的关系", "", false, link},
};

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

void add_verb(CLI::App& group, const Verb& verb, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = group.add_subcommand(verb.name, verb.help);
  add_data_option(*command, words->data);
  command->add_option("id", words->id, "文件编号")->required()->type_name("编号");
  command->add_option("--as", words->person, "办理人的账号或姓名")->required()->type_name("账号");
  if (*verb.reason_help != '\0')
    command->add_option("--reason", words->reason, verb.reason_help)->required(verb.reason_owed)->type_name("文字");
  if (verb.deed == publish) command->add_flag("--force", words->force, "强制发布，须写明理由，记入日志");
  if (verb.deed == link) {
    command
        ->add_option("--relation", words->relation,
                     "Interprets 解读、Amends 修改、Repeals 废止、Implements 依据、Related 相关")
        ->type_name("关系");
    command->add_option("--to", words->other, "另一文件的编号")->required()->type_name("编号");
  }
  command->callback([words, &chosen, deed = verb.deed] {
    chosen = [words, deed]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(words->data));
      DL_TRY(words->actor, actor_called(*installation, words->person));
      auto desk = installation->document_desk();
      DL_CHECK(deed(desk, *words));
      fmt::print("完成\n");
      return {};
    };
  });
}

}  // namespace

void add_document(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("document", "文件：送审、审核、保密审查、说明提示、发布、内部公开、修订、撤下");
  group->require_subcommand(1);
  add_correct(*group, chosen);
  for (const auto& verb : kVerbs) add_verb(*group, verb, chosen);
  add_findings(*group, chosen);
}

}  // namespace dl::app
