#include "redaction/redacted_docx.h"

#include <algorithm>

#include "base/text.h"
#include "paper/docx_parts.h"
#include "paper/word.h"
#include "redaction/page_text.h"

namespace dl::redaction {

namespace {

namespace word = paper::word;
using content::Block;
using content::BlockKind;
using content::Run;

/// Takes one passage out of texts, and counts.
class Eraser {
 public:
  explicit Eraser(std::string_view passage) : key_(key_of(passage)) {}

  void erase(std::string& text) {
    std::vector<Run> runs{{.text = std::move(text)}};
    erase(runs);
    text = content::text_of(runs);
  }

  /// The blank takes the look of the run in which the passage begins.
  void erase(std::vector<Run>& runs) {
    std::u32string all;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // run, character
    std::vector<std::u32string> texts;
    for (const auto& run : runs) {
      texts.push_back(text::decode(run.text));
      for (std::size_t i = 0; i < texts.back().size(); ++i)
        if (!text::is_space(texts.back()[i])) {
          all += key_of(texts.back()[i]);
          places.emplace_back(texts.size() - 1, i);
        }
    }
    // From behind, so that places before keep what they are.
    for (auto at = all.rfind(key_); at != all.npos && !key_.empty();) {
      blank(texts, places[at], places[at + key_.size() - 1]);
      ++count_;
      at = at < key_.size() ? all.npos : all.rfind(key_, at - key_.size());
    }
    for (std::size_t i = 0; i < runs.size(); ++i) runs[i].text = text::encode(texts[i]);
  }

  std::size_t count() const { return count_; }
  std::size_t characters() const { return key_.size(); }

 private:
  using Place = std::pair<std::size_t, std::size_t>;
  static void blank(std::vector<std::u32string>& texts, const Place& first, const Place& last) {
    for (auto run = first.first; run <= last.first; ++run) {
      const auto from = run == first.first ? first.second : 0;
      const auto to = run == last.first ? last.second + 1 : texts[run].size();
      texts[run].replace(from, to - from, run == first.first ? text::decode(kBlank) : std::u32string());
    }
  }

  std::u32string key_;
  std::size_t count_ = 0;
};

void erase_all(intake::Found& found, Eraser& eraser) {
  eraser.erase(found.title);
  eraser.erase(found.document_number);
  for (auto& block : found.body.blocks) {
    eraser.erase(block.runs);
    for (auto& row : block.rows)
      for (auto& cell : row.cells) eraser.erase(cell.runs);
  }
}

std::string words_of_runs(const std::vector<Run>& runs) { return text::keep_writable(content::text_of(runs)); }

std::string paragraph_of(std::string_view align, std::string_view words, const word::Look& look = {}) {
  const word::Layout layout{.align = align, .first = align.empty() ? 2 * paper::kPitch : 0};
  return word::paragraph(layout.xml(), word::run(words, look));
}

std::string table_of_block(const Block& block) {
  std::size_t columns = 1;
  for (const auto& row : block.rows) {
    std::size_t across = 0;
    for (const auto& cell : row.cells) across += static_cast<std::size_t>(std::max(cell.column_span, 1));
    columns = std::max(columns, across);
  }
  const double each = paper::kWidth / static_cast<double>(columns);
  std::string rows;
  for (const auto& row : block.rows) {
    std::vector<word::Cell> cells;
    for (const auto& cell : row.cells)
      cells.push_back({each * std::max(cell.column_span, 1), paragraph_of("left", words_of_runs(cell.runs))});
    if (!cells.empty()) rows += word::table_row(cells);
  }
  const auto caption = block.runs.empty() ? std::string() : paragraph_of("center", words_of_runs(block.runs));
  if (rows.empty()) return caption;
  return caption + word::table(rows, std::vector<double>(columns, each)) + word::paragraph(word::Layout{}.xml(), "");
}

std::string block_of(const Block& block) {
  constexpr std::string_view kAligns[] = {"", "left", "center", "right"};
  switch (block.kind) {
    case BlockKind::Table: return table_of_block(block);
    case BlockKind::Image: return paragraph_of("center", "〔图片未提供〕" + words_of_runs(block.runs));
    case BlockKind::Rule: return {};
    case BlockKind::Heading: return paragraph_of("", words_of_runs(block.runs), {block.level == 1 ? "黑体" : "楷体"});
    case BlockKind::Paragraph: break;
  }
  return paragraph_of(kAligns[static_cast<std::size_t>(block.align)], words_of_runs(block.runs));
}

Outcome<std::string> compose(const intake::Found& found, Date made) {
  std::string body;
  if (!found.document_number.empty()) body += paragraph_of("center", text::keep_writable(found.document_number));
  if (!found.title.empty())
    body += paragraph_of("center", text::keep_writable(found.title), {word::kTitleFont, paper::kSize2});
  for (const auto& block : found.body.blocks) body += block_of(block);
  paper::Letter frame;
  frame.file_title = "部分公开文本";
  frame.date = made;
  auto parts = paper::fixed_parts(frame);
  parts.push_back({"word/document.xml", paper::document_part(body)});
  return paper::pack(parts, made);
}

}  // namespace

Outcome<Reset> reset_docx(intake::Found found, const std::vector<Area>& areas, Date made) {
  Reset reset;
  for (const auto& area : areas) {
    if (area.passage.empty()) return fail(Fault::Invalid, "redaction.docx-area");
    Eraser eraser(area.passage);
    erase_all(found, eraser);
    if (eraser.count() == 0) return fail(Fault::Invalid, "redaction.passage-missing", area.passage);
    for (std::size_t i = 0; i < eraser.count(); ++i)
      reset.marks.push_back({.ground = area.ground, .passage = area.passage, .characters = eraser.characters()});
  }
  DL_TRY(reset.docx, compose(found, made));
  return reset;
}

}  // namespace dl::redaction
