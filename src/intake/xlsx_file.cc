#include "intake/xlsx_file.h"

#include "base/text.h"
#include "intake/sheet.h"
#include "intake/zip_package.h"
#include "sheets/workbook.h"

namespace dl::intake {

namespace {

sheets::Limits limits_of_documents() {
  return {.part = ZipPackage::kMaxPart, .total = ZipPackage::kMaxTotal, .ratio = ZipPackage::kMaxRatio};
}

/// Makes a draft of each sheet that somebody who opens the workbook sees.
class Sheets : public sheets::Receiver {
 public:
  explicit Sheets(Draft& draft) : draft_(draft) {}

  sheets::Wish begin(const sheets::SheetHead& head) override {
    name_ = head.name;
    sheet_ = {};
    cells_ = 0;
    if (head.hidden) hidden_.push_back("工作表“" + name_ + "”");
    return head.hidden || draft_.tally.full() ? sheets::Wish::Nothing : sheets::Wish::Rows;
  }

  bool row(const sheets::Row& row) override {
    SheetRow kept{.number = row.number - 1};
    for (const auto& cell : row.cells) take(row, cell, kept);
    cells_ += kept.cells.size();
    if (cells_ > Tally::kMostCells) return refuse("cells");
    if (bytes_ > Tally::kMostCharacters * 3) return refuse("characters");
    if (!kept.cells.empty()) sheet_.rows.push_back(std::move(kept));
    return true;
  }

  void end(const sheets::SheetFoot& foot) override {
    for (const auto& merge : foot.merges) sheet_.merges.push_back({merge.top, merge.left, merge.bottom, merge.right});
    drawings_ += foot.drawings ? 1 : 0;
    comments_.insert(comments_.end(), foot.comments.begin(), foot.comments.end());
    Draft inner;
    inner.tally = draft_.tally;
    add_sheet(sheet_, inner);
    draft_.tally = inner.tally;
    if (!inner.lines.empty()) drafts_.emplace_back(name_, std::move(inner));
  }

  Outcome<void> finish(const std::vector<std::string>& others) {
    if (!too_many_.empty()) return fail(Fault::TooLarge, "intake.too-many", too_many_);
    if (draft_.tally.full()) return {};
    gather();
    tell(others);
    return {};
  }

 private:
  bool refuse(const char* what) {
    too_many_ = what;
    return false;
  }

  void take(const sheets::Row& row, const sheets::Cell& cell, SheetRow& kept) {
    if (cell.formula == sheets::Formula::Unworked) {
      unsolved_.push_back("=" + std::string(cell.formula_text));
      return;
    }
    auto text = sheets::shown(cell);
    if (!text) {
      text = sheets::number_text(cell.number);
      flattened_.push_back(fmt::format("{}（{}）", *text, cell.format->code));
    }
    bytes_ += text->size();
    if (text::trim(*text).empty()) return;
    const bool is_number = cell.kind == sheets::Kind::Number || cell.kind == sheets::Kind::Date;
    if (row.hidden || cell.hidden)
      hidden_.push_back(std::move(*text));
    else
      kept.cells.push_back({cell.column, std::move(*text), is_number});
  }

  void gather() {
    for (auto& [name, inner] : drafts_) {
      auto before = draft_.lines.size();
      if (drafts_.size() > 1) {
        auto heading = text_line(text::decode(text::repair_utf8(text::fold_space(name))));
        heading.source_level = 1;
        draft_.lines.push_back(std::move(heading));
        before = draft_.lines.size();
      }
      for (auto& note : inner.notes) draft_.notes.push_back({std::move(note.warning), before + note.line});
      for (auto& line : inner.lines) draft_.lines.push_back(std::move(line));
    }
  }

  void tell(const std::vector<std::string>& others) {
    auto say = [&](WarningCode code, const char* message, const std::vector<std::string>& words) {
      if (words.empty()) return;
      auto shown = quote(text::decode(words.front()));
      if (words.size() > 1) shown += fmt::format("等 {} 处", words.size());
      warn_at(draft_, kNoLine, code, fmt::format(fmt::runtime(message), shown), lines_of(words));
    };
    say("hidden-dropped", "隐藏的工作表、行、列没有读入：{}，请核对。", hidden_);
    say("part-dropped", "有的公式没有算出结果，没有读入：{}，请在表格软件中打开并保存一次。", unsolved_);
    say("part-dropped", "不是表格的工作表没有读入：{}。", others);
    say("table-flattened", "有的数字格式没有照原样显示，已写成数值：{}，请核对。", flattened_);
    say("comments-dropped", "文件里的批注已略去：{}。", comments_);
    if (drawings_ > 0)
      warn_at(draft_, kNoLine, "object-dropped",
              fmt::format("{} 张工作表上的图片、图表没有读入，需要的请另行上传。", drawings_));
  }

  Draft& draft_;
  std::string name_ = {};
  Sheet sheet_ = {};
  std::vector<std::pair<std::string, Draft>> drafts_ = {};  ///< of the sheets, by name
  std::vector<std::string> hidden_ = {};
  std::vector<std::string> unsolved_ = {};
  std::vector<std::string> flattened_ = {};
  std::vector<std::string> comments_ = {};
  std::string too_many_ = {};
  std::size_t drawings_ = 0;
  std::size_t cells_ = 0;  ///< of the sheet
  std::size_t bytes_ = 0;  ///< of all cells; many may have one long string
};

}  // namespace

Outcome<Draft> read_xlsx(std::string_view bytes) {
  Draft draft;
  Sheets sheets(draft);
  DL_TRY(const auto summary, sheets::read_workbook(bytes, sheets, limits_of_documents()));
  DL_CHECK(sheets.finish(summary.others));
  return draft;
}

}  // namespace dl::intake
