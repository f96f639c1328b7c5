// `daylight check figures`: what the figures of a text say of one another, a line of JSON each. Needs no installation.
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/verbs.h"
#include "app/whole_file.h"
#include "intake/decode.h"
#include "intake/readers.h"
#include "sums/check.h"

namespace dl::app {
namespace {

struct Words {
  std::vector<std::string> files = {};
  bool faults = false;
};

/// Plain text is checked line by line, as it stands: its tables may be anything, and reading shapes them.
bool is_plain(intake::Format format) { return format == intake::Format::Text || format == intake::Format::Markdown; }

Outcome<std::vector<sums::Finding>> check_file(intake::Readers& readers, const std::string& path) {
  intake::Source source{.file_name = std::filesystem::path(path).filename().string()};
  DL_TRY(source.bytes, read_whole_file(path));
  DL_TRY(const auto found, readers.read(source, {}));
  sums::Days days{.issued_on = found.issued_on, .signed_on = found.signed_on};
  if (found.published_at) days.published_on = found.published_at->date();
  const auto format = intake::format_of(source.file_name, source.bytes);
  if (!is_plain(format)) return sums::check_figures(sums::page_of(found.body), days);
  return sums::check_figures(sums::page_of_text(intake::decode(source.bytes, format).text), days);
}

Outcome<void> check(const Words& words) {
  intake::Readers readers({});
  for (const auto& path : words.files) {
    DL_TRY(const auto findings, check_file(readers, path));
    for (const auto& finding : findings)
      if (!words.faults || !finding.reconciles)
        fmt::print("{}\n", sums::write_line(finding, words.files.size() > 1 ? path : std::string()));
  }
  return {};
}

}  // namespace

void add_check(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "check", "核对文件内容，不需要数据目录", chosen);
  const auto words = verbs.words();
  auto* figures = verbs.add(
      "figures",
      "核对文中的数字：合计、占比、增减、表格、年报勾稽关系和日期，一项一行 JSON（reconciles 为 false 的不相符）",
      check);
  figures->add_option("files", words->files, "要核对的文件：txt、html、docx、pdf 等，可给多个")
      ->required()
      ->type_name("文件");
  figures->add_flag("--faults", words->faults, "只输出不相符的");
}

}  // namespace dl::app
