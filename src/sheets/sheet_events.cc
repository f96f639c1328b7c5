#include "sheets/sheet_events.h"

#include <algorithm>
#include <charconv>

namespace dl::sheets {

namespace {

constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;

Failure broken(const char* why) { return fail(Fault::Unreadable, "sheets.broken", why); }

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

void SheetEvents::begin() {
  if (std::exchange(begun_, true)) return;
  wish_ = receiver_.begin(head_);
  if (wish_ == Wish::Nothing) stop();
}

void SheetEvents::open(std::string_view name, const Attributes& attributes) {
  if (in_cell_) {
    if (name == "v") sink_ = &value_;
    if (name == "t") sink_ = aloud_ == 0 ? &value_ : nullptr;
    if (name == "rPh") ++aloud_;
    if (name == "f") sink_ = &formula_, has_formula_ = true;
    return;
  }
  if (in_row_) {
    if (name == "c") open_cell(attributes);
    return;
  }
  if (name == "row") return open_row(attributes);
  if (name == "sheetData") return begin();
  open_around(name, attributes);
}

void SheetEvents::open_around(std::string_view name, const Attributes& attributes) {
  if (name == "col" && attributes.is_on("hidden"))
    hide(number_of(attributes.get("min")), number_of(attributes.get("max")));
  if (name == "drawing" || name == "oleObjects" || name == "picture") foot_.drawings = true;
  if (name == "autoFilter") foot_.filter = range_of(attributes.get("ref"));
  if (name != "mergeCell") return;
  if (auto range = range_of(attributes.get("ref"))) foot_.merges.push_back(*range);
  if (foot_.merges.size() > limits_.merges) refuse(fail(Fault::TooLarge, "sheets.too-many-cells", "merged cells"));
}

void SheetEvents::open_row(const Attributes& attributes) {
  if (!begun_ || wish_ != Wish::Rows) return;
  const auto said = attributes.get("r");
  row_.number = said.empty() ? last_row_ + 1 : number_of(said);
  row_.hidden = attributes.is_on("hidden");
  if (row_.number <= last_row_) return refuse(broken("rows in no order"));
  if (row_.number > kMostRows) return refuse(broken("a row beyond the last"));
  last_row_ = row_.number;
  in_row_ = true;
  next_column_ = 0;
  cells_.clear();
  kept_count_ = 0;
  in_order_ = true;
}

void SheetEvents::open_cell(const Attributes& attributes) {
  in_cell_ = true;
  if (auto place = place_of(attributes.get("r"))) next_column_ = place->column;
  cell_ = {.column = static_cast<std::uint32_t>(next_column_++)};
  const auto style = number_of(attributes.get("s"));
  cell_.format = &shared_.formats[style < shared_.formats.size() ? style : 0];
  type_ = attributes.get("t");
  value_.clear();
  formula_.clear();
  has_formula_ = false;
  aloud_ = 0;
}

void SheetEvents::text(std::string_view piece) {
  if (sink_ == nullptr) return;
  sink_->append(piece);
  if (sink_->size() > limits_.text)
    refuse(fail(Fault::TooLarge, "sheets.too-long", address(cell_.column, row_.number)));
}

void SheetEvents::close(std::string_view name) {
  if (in_cell_) {
    if (name == "v" || name == "t" || name == "f") sink_ = nullptr;
    if (name == "rPh") --aloud_;
    if (name == "c") close_cell();
  } else if (in_row_ && name == "row") {
    close_row();
  }
}

/// False for a cell that holds nothing.
bool SheetEvents::take_value(Cell& cell) {
  auto keep = [this](std::string_view text) -> std::string_view {
    if (kept_count_ == kept_.size()) kept_.emplace_back();
    return kept_[kept_count_++].assign(text);
  };
  if (has_formula_) cell.formula = value_.empty() && type_ != "str" ? Formula::Unworked : Formula::Worked;
  if (!formula_.empty()) cell.formula_text = keep(formula_);
  if (value_.empty()) return cell.formula == Formula::Unworked;
  if (type_ == "s") {
    const auto index = number_of(value_);
    if (index >= shared_.strings.size()) refuse(broken("a string that there is not"));
    cell.raw = shared_.strings.at(index);
    return !cell.raw.empty();
  }
  if (type_ == "inlineStr" || type_ == "str" || type_ == "e") {
    if (type_ == "e") cell.kind = Kind::Error;
    if (value_.find("_x") != value_.npos) value_ = without_escapes(value_);
    cell.raw = keep(value_);
    return true;
  }
  if (type_ == "b")
    cell.kind = Kind::Boolean;
  else if (type_ == "d")
    cell.kind = Kind::Date;
  else if (auto read = std::from_chars(value_.data(), value_.data() + value_.size(), cell.number);
           read.ptr == value_.data() + value_.size() && read.ec == std::errc())
    cell.kind = Kind::Number;
  cell.raw = keep(value_);
  return true;
}

void SheetEvents::close_cell() {
  in_cell_ = false;
  sink_ = nullptr;
  if (!take_value(cell_)) return;
  if (cell_.column >= limits_.columns) return refuse(fail(Fault::TooLarge, "sheets.too-many-columns"));
  if (++shared_.cells > limits_.cells) return refuse(fail(Fault::TooLarge, "sheets.too-many-cells"));
  cell_.hidden = cell_.column < hidden_.size() && hidden_[cell_.column];
  in_order_ = in_order_ && (cells_.empty() || cells_.back().column < cell_.column);
  cells_.push_back(cell_);
}

void SheetEvents::hide(std::size_t first, std::size_t last) {
  hidden_.resize(kMostColumns);
  for (auto column = std::max<std::size_t>(first, 1); column <= std::min(last, kMostColumns); ++column)
    hidden_[column - 1] = true;
  if (++hidings_ > kMostColumns) refuse(broken("more columns than a sheet has"));
}

void SheetEvents::close_row() {
  in_row_ = false;
  if (cells_.empty()) return;
  if (!in_order_) {
    std::ranges::stable_sort(cells_, {}, &Cell::column);
    if (std::ranges::adjacent_find(cells_, {}, &Cell::column) != cells_.end())
      return refuse(broken("a cell told twice"));
  }
  row_.cells = cells_;
  if (receiver_.row(row_)) return;
  ended_ = true;
  stop();
}

}  // namespace dl::sheets
