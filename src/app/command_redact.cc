// `daylight redact`: a file without the parts that are not to be public, or what a file still holds of them. Needs no
// installation.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <cstdio>
#include <fstream>

#include "app/commands.h"
#include "app/whole_file.h"
#include "base/text.h"
#include "intake/readers.h"
#include "redaction/redact.h"
#include "requests/decision.h"

namespace dl::app {
namespace {

struct Words {
  std::string file = {};
  std::string areas = {};
  std::string out = {};
  std::string log = {};
  std::string words = {};
  bool check = false;
};

/// Never over a file that is there: it may be the one that holds everything.
Outcome<void> refuse_there(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path, error);
  if (std::filesystem::exists(status)) return fail(Fault::Conflict, "archive.exists", path);
  return {};
}

Outcome<void> write_new(const std::string& path, std::string_view bytes) {
  DL_CHECK(refuse_there(path));
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
  if (!file) return fail(Fault::Unavailable, "archive.unwritable", path);
  return {};
}

Outcome<void> check(const Words& words) {
  DL_TRY(const auto file, read_whole_file(words.file));
  redaction::Wanted wanted;
  if (!words.words.empty()) {
    DL_TRY(const auto list, read_whole_file(words.words));
    for (std::string_view rest = list; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      if (auto word = text::fold_space(rest.substr(0, end)); !word.empty()) wanted.words.push_back(std::move(word));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  DL_TRY(const auto found, redaction::find_residue(file, wanted));
  DL_CHECK(redaction::refuse_residue(found));
  fmt::print("没有发现残留\n");
  return {};
}

Outcome<void> redact(const Words& words) {
  if (words.check) return check(words);
  if (words.areas.empty() || words.out.empty()) return fail(Fault::Invalid, "redaction.usage");
  DL_CHECK(refuse_there(words.out));
  if (!words.log.empty()) DL_CHECK(refuse_there(words.log));
  DL_TRY(const auto said, read_whole_file(words.areas));
  DL_TRY(const auto areas, redaction::read_areas(said, requests::kGroundCodes));
  const auto name = std::filesystem::path(words.file).filename().string();
  intake::Source source{.file_name = name};
  DL_TRY(source.bytes, read_whole_file(words.file));
  intake::Readers readers({});
  auto read = [&](const intake::Source& document) { return readers.read(document, {}); };
  DL_TRY(const auto made, redaction::redact(source, areas, read, SystemClock().today()));
  DL_CHECK(write_new(words.out, made.bytes));
  if (!words.log.empty())
    DL_CHECK(write_new(words.log, redaction::write_log(name, source.bytes, made.bytes, made.marks)));
  fmt::print("已遮盖 {} 处，没有发现残留\n", made.marks.size());
  return {};
}

}  // namespace

void add_redact(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = program.add_subcommand("redact", "区分处理：遮盖文件中不予公开的部分并查验残留；--check 只查验");
  command->add_option("file", words->file, "PDF、DOCX、PNG 或 JPEG 文件")->required()->type_name("文件");
  auto* areas = command->add_option("--areas", words->areas, "遮盖的区域或词句及其理由，JSON");
  areas->type_name("文件");
  auto* out = command->add_option("--out", words->out, "结果写入这个新文件")->type_name("文件");
  auto* log =
      command->add_option("--log", words->log, "遮盖记录写入这个新文件，JSON；含有原词句，只供内部")->type_name("文件");
  auto* check = command->add_flag("--check", words->check, "只查验 PDF 或 DOCX 有无残留，有则列出并以 1 结束");
  command->add_option("--words", words->words, "查验时不得出现的词句，一行一个")->type_name("文件")->needs(check);
  check->excludes(areas)->excludes(out)->excludes(log);
  command->callback([words, &chosen] { chosen = [words] { return redact(*words); }; });
}

}  // namespace dl::app
