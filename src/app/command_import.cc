// `daylight import documents`: files in, one line of JSON a file out.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/document_import.h"
#include "app/progress.h"
#include "base/text.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::vector<std::string> files = {};
  ImportWish wish = {};
};

/// What systems and editors leave beside files: hidden ones, locks, pictures of folders. Nobody means them.
bool is_left_over(const std::filesystem::path& path) {
  static constexpr std::string_view kNames[] = {"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"};
  const auto name = text::ascii_lower(path.filename().string());
  return name.starts_with('.') || name.starts_with("~$") || name.starts_with("~wrl") || name.ends_with('~') ||
         std::ranges::find(kNames, name) != std::end(kNames);
}

// Folders stand for the files below them, in the order of their names.
Outcome<std::vector<std::filesystem::path>> list_files(const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> files;
  std::size_t left_over = 0;
  for (const auto& name : names) {
    std::error_code error;
    if (!std::filesystem::is_directory(name, error)) {
      files.emplace_back(name);
      continue;
    }
    std::vector<std::filesystem::path> below;
    for (std::filesystem::recursive_directory_iterator at(name, error), end; !error && at != end; at.increment(error)) {
      const bool left = is_left_over(at->path());
      if (left && at->is_directory(error)) at.disable_recursion_pending();
      if (!at->is_regular_file(error)) continue;
      if (!left) below.push_back(at->path());
      left_over += left ? 1 : 0;
    }
    if (error) return fail(Fault::Unavailable, "import.folder", fmt::format("{}: {}", name, error.message()));
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  if (left_over > 0) fmt::print(stderr, "略过 {} 个隐藏、加锁或系统留下的文件\n", left_over);
  return files;
}

Outcome<void> import_documents(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(auto files, list_files(words.files));
  DL_TRY(auto import, DocumentImport::prepare(*installation, words.wish));
  if (files.empty()) return fail(Fault::Invalid, "import.nothing");
  Progress progress("已导入", files.size());
  std::size_t done = 0;
  auto count = import.run(files, [&](const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
    progress.show(++done);
  });
  const auto all = count.failed + count.done;
  if (count.failed == 0 && count.held > 0)
    return fail(Fault::Invalid, "import.some-held", fmt::format("{} / {}", count.held, all));
  if (count.failed == 0) return {};
  return fail(Fault::Invalid, "import.some-failed", fmt::format("{} / {}", count.failed, all));
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("import", "导入");
  group->require_subcommand(1);
  auto words = std::make_shared<Words>();
  auto* command = group->add_subcommand(
      "documents", "导入文件（txt、md、html、mht、docx、pdf、ofd、xlsx、csv 或其所在目录），每个文件输出一行 JSON");
  add_data_option(*command, words->data);
  command->add_option("--agency", words->wish.agency_code, "所属机关代码")->required()->type_name("代码");
  command->add_option("files", words->files, "文件或目录")->required()->type_name("文件");
  command->add_option("--column", words->wish.column, "栏目（slug），默认按标题和文种选择")->type_name("栏目");
  auto* publish =
      command->add_flag("--publish", words->wish.publish, "直接发布，按强制发布记入日志；有待说明的提示的留作草稿");
  auto* person = command->add_option("--as", words->wish.person, "办理人的账号或姓名")->type_name("账号");
  publish->needs(person);
  auto* reason = command->add_option("--reason", words->wish.reason, "这些提示不妨碍发布的理由")->type_name("理由");
  command
      ->add_option("--accept", words->wish.accepted,
                   "直接发布时不因哪些提示留作草稿，如 attachment-missing；按 --reason 记为说明，个人信息除外")
      ->type_name("代码")
      ->delimiter(',')
      ->needs(publish)
      ->needs(reason);
  command->callback([words, &chosen] { chosen = [words] { return import_documents(*words); }; });
  add_import_records(*group, chosen);
  add_import_requests(*group, chosen);
  add_import_mail(*group, chosen);
}

}  // namespace dl::app
