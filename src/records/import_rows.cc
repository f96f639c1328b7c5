#include "records/import_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "records/import_cells.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using sheets::Wish;

constexpr std::size_t kRowsBeforeHeading = 50;
constexpr std::size_t kMostTold = 20;

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

/// "合计", "合计：3户", "总计金额", "合计（万元）", folded for search: nothing that begins with such a word but goes on
/// in another way.
bool is_sum(std::string_view first) {
  for (const std::string_view word : {"合计", "总计", "共计"}) {
    if (!first.starts_with(word)) continue;
    const auto rest = first.substr(word.size());
    const bool counts = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
    return rest.empty() || counts || begins_with_any(rest, {":", "〔", "金额", "数", "人民币"});
  }
  return false;
}

/// Which sheets there are, and what is merged in them where that is asked for.
class Look : public sheets::Receiver {
 public:
  explicit Look(bool frame) : frame_(frame) {}
  Wish begin(const sheets::SheetHead& sheet) override {
    heads.push_back(sheet);
    merges.emplace_back();
    return frame_ && !sheet.hidden ? Wish::Frame : Wish::Nothing;
  }
  bool row(const sheets::Row& /*row*/) override { return true; }
  void end(const sheets::SheetFoot& foot) override { merges.back() = foot.merges; }

  std::vector<sheets::SheetHead> heads = {};
  std::vector<std::vector<sheets::Range>> merges = {};

 private:
  bool frame_;
};

/// The cell of a merge, which outlives its row.
struct Kept {
  sheets::Cell cell = {};
  std::string raw = {};
  sheets::NumberFormat format = {};
  std::size_t first = 0, last = 0;  ///< rows that are merged, as they are shown
};

class Rows : public sheets::Receiver {
 public:
  Rows(const FileWish& wish, std::size_t sheet, std::vector<sheets::Range> repeated, const TakeRow& take)
      : wish_(wish), take_(take), sheet_(sheet), repeated_(std::move(repeated)), columns_(wish.made, wish.mapping) {
    std::ranges::sort(repeated_, {}, &sheets::Range::top);
  }

  Wish begin(const sheets::SheetHead& sheet) override {
    if (sheet.index == sheet_) return Wish::Rows;
    if (!codes_)  // the sheets of a template are its own
      note({.key = "import.sheet-left", .about = sheet.name, .effect = Effect::Warn});
    return Wish::Nothing;
  }

  bool row(const sheets::Row& row) override {
    if (!is_found_) {
      look_for_heading(row);
      return is_found_ || ++before_ < kRowsBeforeHeading;
    }
    if (std::exchange(is_heading_due_, false)) {  // the heading below a template's codes
      heading_row_ = row.number;
      return true;
    }
    if (std::exchange(is_second_due_, false) && columns_.is_all_heading(row)) {
      columns_.take(row);
      return true;
    }
    begin_rows();
    return take_row(row);
  }

  void end(const sheets::SheetFoot& foot) override {
    if (is_found_) begin_rows();
    if (wish_.made.import.merged == Merged::Repeat) return;
    for (const auto& merge : foot.merges) {
      if (merge.bottom + 1 < first_row_ || first_row_ == 0 || !holds_fields(merge)) continue;
      const auto range =
          sheets::address(merge.left, merge.top + 1) + ":" + sheets::address(merge.right, merge.bottom + 1);
      note({.cell = range, .key = "import.merged"});
    }
  }

  Outcome<FileNotes> finish() && {
    if (!is_found_) return fail(Fault::Unreadable, "import.no-heading", wish_.made.title);
    if (hidden_ > 0)
      note({.key = "import.hidden-rows", .about = fmt::format("{} 行", hidden_), .effect = Effect::Warn});
    if (worked_ > 0)
      note({.key = "import.formula-worked", .about = fmt::format("{} 格", worked_), .effect = Effect::Warn});
    auto problems = columns_.problems();
    problems.insert(problems.end(), problems_.begin(), problems_.end());
    FileNotes notes{.problems = std::move(problems),
                    .rows = count_,
                    .sheet = sheet_,
                    .heading_row = heading_row_,
                    .columns = std::move(columns_)};
    for (const auto& [field, sum] : sums_)
      if (sum) notes.sums.emplace(field, *sum);
    return notes;
  }

 private:
  void note(CellProblem problem) {
    if (problems_.size() < kMostTold) problems_.push_back(std::move(problem));
  }

  bool holds_fields(const sheets::Range& range) const {
    return std::ranges::any_of(columns_.fields(),
                               [&](const auto& one) { return range.left <= one.first && one.first <= range.right; });
  }

  void look_for_heading(const sheets::Row& row) {
    if (const auto codes = sheets::code_row(row)) {
      codes_ = codes;
      heading_row_ = row.number;
      columns_.take(*codes, row.number);
      is_heading_due_ = is_found_ = true;
    } else if (row.number == 0 || columns_.is_heading(row)) {
      is_json_ = row.number == 0;
      heading_row_ = row.number;
      columns_.take(row);
      is_found_ = true;
      is_second_due_ = !is_json_;
    }
  }

  void begin_rows() {
    if (std::exchange(is_begun_, true)) return;
    columns_.finish(wish_.today);
    for (const auto& field : wish_.made.fields)
      if (!field.example.empty()) examples_.push_back({.code = field.code, .example = field.example});
  }

  bool take_row(const sheets::Row& row) {
    if (codes_ && count_ == 0 && sheets::is_example(row, *codes_, examples_)) return true;
    const auto first = text::remove_space(row.cells.front().raw);
    const bool is_text = row.cells.front().kind == sheets::Kind::Text;
    if (is_text && is_sum(text::fold_for_search(first))) {
      compare_sums(row);
      return true;
    }
    if (is_text && row.cells.size() == 1 && begins_with_any(first, {"注：", "注:", "备注", "说明", "填表", "制表"}))
      return true;
    if (first_row_ == 0) first_row_ = row.number;
    hidden_ += row.hidden ? 1 : 0;
    FileRow read{.row = row.number, .read = {.record = Record(wish_.made.fields.size())}};
    if (is_json_)
      read_members(row, read);
    else
      read_cells(row, read);
    const bool blank = read.problems.empty() && std::ranges::all_of(read.read.record, &Value::empty);
    if (blank) return true;
    ++count_;
    add_up(read.read.record);
    return take_(std::move(read), columns_);
  }

  void read_cells(const sheets::Row& row, FileRow& read) {
    for (const auto& cell : row.cells) take_cell(cell, row.number, read);
    begin_merges(row);
    for (const auto& [column, kept] : kept_)
      if (kept.first < row.number && row.number <= kept.last) take_cell(kept.cell, row.number, read);
  }

  // Rows come in their order, and so do merges: each is looked at once.
  void begin_merges(const sheets::Row& row) {
    for (; next_merge_ < repeated_.size() && repeated_[next_merge_].top < row.number; ++next_merge_) {
      const auto& merge = repeated_[next_merge_];
      const auto column = static_cast<std::uint32_t>(merge.left);
      kept_.erase(column);  // of an empty one, or one above the rows, there is nothing to repeat
      const auto cell = std::ranges::find(row.cells, column, &sheets::Cell::column);
      if (merge.top + 1 == row.number && cell != row.cells.end()) keep(*cell, merge);
    }
  }

  void keep(const sheets::Cell& cell, const sheets::Range& merge) {
    auto& kept = kept_[cell.column];
    kept.first = merge.top + 1;
    kept.last = merge.bottom + 1;
    kept.cell = cell;
    kept.raw = cell.raw;
    kept.cell.raw = kept.raw;
    kept.cell.formula_text = {};
    if (cell.format == nullptr) return;
    kept.format = *cell.format;
    kept.cell.format = &kept.format;
  }

  void take_cell(const sheets::Cell& cell, std::size_t number, FileRow& read) {
    const auto* field = columns_.field_at(cell.column);
    if (field == nullptr) return;
    worked_ += cell.formula == sheets::Formula::Worked ? 1 : 0;
    auto found = read_cell(cell, *field, wish_.made);
    for (const auto& problem : found.problems) add(problem, cell, number, found.hint, read);
    read.read.record.at(field->place) = std::move(found.value);
  }

  // The members of a record in JSON are read as those that come by the API.
  void read_members(const sheets::Row& row, FileRow& read) {
    json::object object;
    for (const auto& cell : row.cells) {
      const auto* field = columns_.field_at(cell.column);
      if (field == nullptr) continue;
      boost::system::error_code broken;
      const bool plain = cell.kind == sheets::Kind::Text;
      object[field->code] = plain ? json::value(cell.raw) : json::parse(text_of_json(cell), broken);
      if (broken) add({.field = field->code, .key = "record.json"}, cell, row.number, {}, read);
    }
    auto whole = read_json(json::serialize(object), wish_.made);
    if (!whole) {
      read.problems.push_back({.key = whole.error().key});
      return;
    }
    read.read.record = std::move(whole->record);
    for (const auto& problem : whole->problems) {
      const auto* field = wish_.made.find(std::string_view(problem.field).substr(0, problem.field.find_first_of("[.")));
      for (const auto& cell : row.cells)
        if (field != nullptr && columns_.field_at(cell.column) == field) add(problem, cell, row.number, {}, read);
    }
  }

  static std::string text_of_json(const sheets::Cell& cell) {
    if (cell.kind == sheets::Kind::Boolean) return cell.raw == "1" ? "true" : "false";
    return std::string(cell.raw);
  }

  static void add(const Problem& problem, const sheets::Cell& cell, std::size_t number, const std::string& hint,
                  FileRow& read) {
    constexpr std::size_t kMostShown = 60;
    const auto shown = sheets::shown(cell).value_or(std::string(cell.raw));
    read.problems.push_back({.field = problem.field,
                             .cell = sheets::address(cell.column, number),
                             .key = problem.key,
                             .about = std::string(text::cut(text::trim(shown), kMostShown)),
                             .hint = hint,
                             .effect = problem.effect});
    read.read.problems.push_back(problem);
  }

  static bool adds(const Field& field) {
    const bool counts = field.type == Type::Money || field.type == Type::Integer || field.type == Type::Decimal;
    return counts && !field.many;
  }

  void add_up(const Record& record) {
    for (const auto& field : wish_.made.fields) {
      const auto* number = adds(field) ? record.at(field.place).number() : nullptr;
      if (number == nullptr) continue;
      auto& sum = sums_.try_emplace(&field, 0).first->second;
      if (sum && __builtin_add_overflow(*sum, *number, &*sum)) sum.reset();
    }
  }

  void compare_sums(const sheets::Row& row) {
    for (const auto& cell : row.cells) {
      const auto* field = columns_.field_at(cell.column);
      if (field == nullptr || !adds(*field)) continue;
      const auto read = read_cell(cell, *field, wish_.made);
      const auto* told = read.value.number();
      const auto sum = sums_.try_emplace(field, 0).first->second;
      if (told == nullptr || !sum || *told == *sum) continue;
      note({.field = field->code,
            .cell = sheets::address(cell.column, row.number),
            .key = "import.sum-differs",
            .about = field->row().write(*sum, *field),
            .effect = Effect::Warn});
    }
  }

  const FileWish& wish_;
  const TakeRow& take_;
  std::size_t sheet_;
  std::vector<sheets::Range> repeated_;
  ImportColumns columns_;
  std::optional<sheets::CodeRow> codes_ = {};
  std::vector<sheets::Column> examples_ = {};
  bool is_found_ = false, is_json_ = false, is_heading_due_ = false, is_second_due_ = false, is_begun_ = false;
  std::size_t before_ = 0, first_row_ = 0, count_ = 0, hidden_ = 0, worked_ = 0, heading_row_ = 0;
  std::size_t next_merge_ = 0;
  std::map<std::uint32_t, Kept> kept_ = {};
  std::map<const Field*, std::optional<std::int64_t>> sums_ = {};
  std::vector<CellProblem> problems_ = {};
};

std::size_t sheet_to_read(const Look& look, const Register& made) {
  const auto named = std::ranges::find_if(look.heads, [&](const auto& head) {
    return !head.hidden && !made.import.sheet.empty() && head.name == made.import.sheet;
  });
  if (named != look.heads.end()) return named->index;
  const auto first = std::ranges::find(look.heads, false, &sheets::SheetHead::hidden);
  return first == look.heads.end() ? 0 : first->index;
}

}  // namespace

Outcome<FileNotes> read_rows(const ReadTable& file, const FileWish& wish, const TakeRow& take) {
  const bool repeats = wish.made.import.merged == Merged::Repeat;
  Look look(repeats);
  DL_CHECK(file(look));
  const auto sheet = sheet_to_read(look, wish.made);
  std::vector<sheets::Range> merges;
  if (repeats && sheet < look.merges.size()) merges = look.merges[sheet];
  Rows rows(wish, sheet, std::move(merges), take);
  DL_CHECK(file(rows));
  return std::move(rows).finish();
}

}  // namespace dl::records
