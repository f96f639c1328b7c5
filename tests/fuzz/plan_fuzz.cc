// Plans of any bytes: every task has words and comes the same twice, limits stand in the words that set them, due days
// are days.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "plans/limits.h"
#include "plans/read_plan.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Lines as paragraphs; those with tabs as rows of a table, `#` and `=` as headings and titles.
dl::plans::Paper paper_of(std::string_view bytes) {
  using namespace dl::content;
  dl::plans::Paper paper{.title = "2024年政务公开工作要点"};
  while (!bytes.empty() && paper.body.blocks.size() < 2'000) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    Block block;
    if (line.find('\t') != line.npos) {
      block.kind = BlockKind::Table;
      if (!paper.body.blocks.empty() && paper.body.blocks.back().kind == BlockKind::Table) {
        block = std::move(paper.body.blocks.back());
        paper.body.blocks.pop_back();
      }
      auto& row = block.rows.emplace_back();
      while (!line.empty()) {
        const auto cell = std::min(line.find('\t'), line.size());
        Cell made{.runs = {{.text = std::string(line.substr(0, cell))}}};
        if (cell > 0 && line[0] == '^') made.row_span = 3;
        if (cell > 0 && line[0] == '<') made.column_span = 2;
        row.cells.push_back(std::move(made));
        line.remove_prefix(std::min(cell + 1, line.size()));
      }
    } else {
      if (line.starts_with('#')) block.kind = BlockKind::Heading;
      if (line.starts_with('=')) block.align = Align::Center;
      block.runs = {{.text = std::string(line)}};
    }
    paper.body.blocks.push_back(std::move(block));
  }
  return paper;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dl;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto paper = paper_of(bytes);
  const auto tasks = plans::read_plan(paper);
  require(tasks == plans::read_plan(paper));
  for (const auto& task : tasks) {
    require(text::is_utf8(task.title) && text::is_utf8(task.text));
    for (const auto& limit : task.limits) require(!limit.text.empty());
    for (const auto& name : task.lead) require(!name.empty());
    for (const auto& name : task.responsible) require(!name.empty());
  }
  const auto words = text::decode(bytes);
  for (const auto place : {plans::Place::Prose, plans::Place::Column})
    for (const auto& limit : plans::find_limits(words, 2024, place))
      require(words.find(text::decode(limit.text)) != words.npos);
  return 0;
}
