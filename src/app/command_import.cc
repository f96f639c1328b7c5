// `daylight import documents`: files in, one line of JSON a file out.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/document_import.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::vector<std::string> files = {};
  ImportWish wish = {};
};

// Folders stand for the files below them, in the order of their names.
Outcome<std::vector<std::filesystem::path>> list_files(const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> files;
  for (const auto& name : names) {
    std::error_code error;
    if (!std::filesystem::is_directory(name, error)) {
      files.emplace_back(name);
      continue;
    }
    std::vector<std::filesystem::path> below;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(name, error))
      if (entry.is_regular_file(error)) below.push_back(entry.path());
    if (error) return fail(Fault::Unavailable, "import.folder", fmt::format("{}: {}", name, error.message()));
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

// One line that counts on a terminal, a line now and then elsewhere.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

  void step() {
    ++done_;
    auto now = std::chrono::steady_clock::now();
    bool last = done_ == total_;
    if (total_ < 50 || (!last && now - shown_ < std::chrono::seconds(terminal_ ? 0 : 5))) return;
    shown_ = now;
    double seconds = std::chrono::duration<double>(now - start_).count();
    fmt::print(stderr, "{}已导入 {}/{}，每秒 {:.0f} 件{}", terminal_ ? "\r" : "", done_, total_,
               static_cast<double>(done_) / std::max(seconds, 0.001), terminal_ && !last ? "" : "\n");
  }

 private:
  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_ = start_;
};

Outcome<void> import_documents(const Words& words) {
  DL_TRY(auto installation, Installation::open(words.data));
  DL_TRY(auto files, list_files(words.files));
  DL_TRY(auto import, DocumentImport::prepare(*installation, words.wish));
  Progress progress(files.size());
  auto count = import.run(files, [&](const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
    progress.step();
  });
  if (count.failed == 0) return {};
  return fail(Fault::Invalid, "import.some-failed", fmt::format("{} / {}", count.failed, count.failed + count.done));
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("import", "导入");
  group->require_subcommand(1);
  auto words = std::make_shared<Words>();
  auto* command =
      group->add_subcommand("documents", "导入文件（txt、md、html、docx、pdf 或其所在目录），每个文件输出一行 JSON");
  add_data_option(*command, words->data);
  command->add_option("--agency", words->wish.agency_code, "所属机关代码")->required()->type_name("代码");
  command->add_option("files", words->files, "文件或目录")->required()->check(CLI::ExistingPath)->type_name("文件");
  command->add_option("--column", words->wish.column, "栏目（slug），默认按标题和文种选择")->type_name("栏目");
  auto* publish = command->add_flag("--publish", words->wish.publish, "直接发布，按强制发布记入日志");
  auto* person = command->add_option("--as", words->wish.person, "办理人")->type_name("姓名");
  publish->needs(person);
  command->callback([words, &chosen] { chosen = [words] { return import_documents(*words); }; });
}

}  // namespace dl::app
