// `daylight backup` and `daylight restore`.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/actor.h"
#include "app/backup.h"
#include "app/commands.h"
#include "app/head.h"
#include "app/schema.h"

namespace dl::app {
namespace {

void tell_chain(const journal::Verdict& chain) {
  if (chain.intact)
    fmt::print("  日志完整：{} 条，链头 {}\n", chain.checked, chain.head);
  else
    fmt::print("  注意：日志哈希链在第 {} 条断裂（{}），备份照原样保存\n", chain.first_broken, chain.problem);
}

void tell_contents(const journal::Contents& contents) {
  if (contents.count == 0)
    fmt::print("  内容与日志一致：资料 {} 项，新附件文件 {} 个\n", contents.things, contents.files);
  else
    fmt::print("  注意：内容与日志不符 {}\n", first_lines(contents));
}

struct Words {
  std::string data = {};
  std::string file = {};
  bool despite = false;
};

Outcome<void> make(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  auto began = installation->clock().now();
  DL_TRY(const auto looked, last_look(installation->journal()));
  BackupSource source{installation->folder(), installation->database_address(), installation->settings().log_file,
                      all_migrations()};
  source.proof = BackupProof{installation->seal_key(), looked, words.despite};
  auto made = back_up(source, words.file);
  const bool differs = !made && made.error().key == "backup.differs";
  if (!made && !differs) return Failure(made.error());
  const auto count = differs ? 1 : made->contents.count;
  const char* reason = differs ? "备份前核对不符，没有备份" : count > 0 ? "备份前核对不符，仍然备份" : "备份前核对一致";
  if (auto recorded = record_look(installation->journal(), began, count, operator_here(), reason); !recorded)
    fmt::print(stderr, "核对结果没有记入日志：{}\n", describe(recorded.error()));
  if (differs) return Failure(made.error());
  fmt::print("已备份到 {}（{:.1f} MiB）\n  SHA-256 {}\n  {}\n", words.file,
             static_cast<double>(made->bytes) / (1 << 20), made->digest, summary_of(*made));
  tell_chain(made->chain);
  tell_contents(made->contents);
  return {};
}

Outcome<void> put_back(const RestoreWish& wish) {
  DL_TRY(auto restored, restore(wish));
  fmt::print("已从 {} 恢复到 {}，数据库在{}\n  SHA-256 {}\n  {}\n", wish.file.string(), wish.data.string(),
             wish.database.empty() ? "其中的 daylight.db（SQLite）" : "所给的 PostgreSQL", restored.digest,
             summary_of(restored));
  tell_chain(restored.chain);
  fmt::print("全文索引将在 daylight serve 启动时重建\n");
  return {};
}

}  // namespace

void add_backup(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = program.add_subcommand("backup", "备份整个安装为一个文件，服务运行时也可进行");
  add_data_option(*command, words->data);
  command->add_option("--to", words->file, "备份文件，不能已存在")->required()->type_name("文件");
  command->add_flag("--despite-differences", words->despite, "内容与日志不符时仍然备份，记入日志");
  command->callback([words, &chosen] { chosen = [words] { return make(*words); }; });
}

void add_restore(CLI::App& program, Action& chosen) {
  auto wish = std::make_shared<RestoreWish>();
  auto* command = program.add_subcommand("restore", "从备份文件恢复到新的数据目录，并核对");
  command->add_option("--from", wish->file, "备份文件")->required()->type_name("文件");
  command->add_option("--data", wish->data, "新的数据目录，须不存在或为空")->required()->type_name("目录");
  command->add_option("--database", wish->database, "恢复到空的 PostgreSQL 数据库，默认用目录中的 SQLite 文件")
      ->type_name("地址");
  command->callback([wish, &chosen] { chosen = [wish] { return put_back(*wish); }; });
}

}  // namespace dl::app
