#include "intake/table_parcel.h"

#include <cmath>
#include <cstring>
#include <deque>
#include <map>

#include "intake/packed.h"

namespace dl::intake {

namespace {

using sheets::Cell;
using sheets::NumberFormat;
using sheets::Range;
using sheets::Wish;

constexpr std::size_t kMostPacked = 160U << 20U;
constexpr std::uint64_t kMostColumns = 16'384;
constexpr std::uint64_t kMostRows = 1'048'576;
constexpr std::uint64_t kMostSheets = 100'000;

enum Tag : std::uint8_t { kTagSheet = 'S', kTagFormat = 'F', kTagRow = 'R', kTagEnd = 'E' };

Failure spoilt() { return fail(Fault::Internal, "intake.parcel", "what came from the reading process is no table"); }

/// The failure of an answer that is none.
Failure open_failure(In& in) {
  const auto fault = static_cast<Fault>(in.below(static_cast<std::uint64_t>(Fault::Internal) + 1));
  std::string key(in.text());
  std::string detail(in.text());
  Error error{fault, std::move(key), std::move(detail)};
  for (auto count = in.below(100); count > 0 && in.good(); --count) {
    std::string field(in.text());
    error.fields.push_back({std::move(field), std::string(in.text())});
  }
  const bool known = error.key.starts_with("intake.") || error.key.starts_with("sheets.");
  if (!in.whole() || fault < Fault::Invalid || !known) return spoilt();
  return Failure(std::move(error));
}

// ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

class Packing : public sheets::Receiver {
 public:
  Packing() { out_.byte(1); }

  Wish begin(const sheets::SheetHead& sheet) override {
    out_.byte(kTagSheet);
    out_.text(sheet.name);
    out_.number(sheet.index);
    out_.number(sheet.hidden ? 1 : 0);
    return sheet.hidden ? Wish::Frame : Wish::Rows;
  }

  bool row(const sheets::Row& row) override {
    places_.clear();
    for (const auto& cell : row.cells) places_.push_back(place_of(cell.format));
    out_.byte(kTagRow);
    out_.number(row.number);
    out_.number(row.hidden ? 1 : 0);
    out_.number(row.cells.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) add(row.cells[i], places_[i]);
    return !is_too_large();
  }

  void end(const sheets::SheetFoot& foot) override {
    out_.byte(kTagEnd);
    out_.number(foot.merges.size());
    for (const auto& merge : foot.merges) add(merge);
    out_.number(foot.filter ? 1 : 0);
    if (foot.filter) add(*foot.filter);
    out_.number(foot.drawings ? 1 : 0);
    out_.number(foot.comments.size());
    for (const auto& comment : foot.comments) out_.text(comment);
  }

  bool is_too_large() const { return out_.size() > kMostPacked; }

  std::string finish(const sheets::TableFile& file) {
    const auto events = out_.size();
    out_.number(static_cast<std::uint64_t>(file.form));
    out_.number(static_cast<std::uint64_t>(file.charset));
    out_.number(file.summary.sheets);
    out_.number(file.summary.others.size());
    for (const auto& other : file.summary.others) out_.text(other);
    out_.place(events);
    return out_.take();
  }

 private:
  /// 0 for none, else the number of the format among those that were told, from 1.
  std::size_t place_of(const NumberFormat* format) {
    if (format == nullptr) return 0;
    const auto kind = (format->is_text ? 1 : 0) + (format->is_date ? 2 : 0) + static_cast<int>(format->day_one) * 4;
    const auto [place, fresh] = formats_.try_emplace({format->code, kind}, formats_.size() + 1);
    if (fresh) {
      out_.byte(kTagFormat);
      out_.text(format->code);
      out_.number(static_cast<std::uint64_t>(kind));
    }
    return place->second;
  }

  void add(const Cell& cell, std::size_t format) {
    out_.number(cell.column);
    out_.byte(static_cast<std::uint8_t>(cell.kind));
    out_.byte(static_cast<std::uint8_t>(cell.formula));
    out_.number(cell.hidden ? 1 : 0);
    out_.real(std::isfinite(cell.number) ? cell.number : 0);
    out_.text(cell.raw);
    out_.text(cell.formula_text);
    out_.number(format);
  }

  void add(const Range& range) {
    for (const auto value : {range.top, range.left, range.bottom, range.right}) out_.number(value);
  }

  Out out_ = {};
  std::vector<std::size_t> places_ = {};
  std::map<std::pair<std::string, int>, std::size_t> formats_ = {};
};

// ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────────

sheets::SheetHead take_head(In& in) {
  sheets::SheetHead head;
  head.name = in.text();
  head.index = in.below(kMostSheets);
  head.hidden = in.flag();
  return head;
}

NumberFormat take_format(In& in) {
  NumberFormat format;
  format.code = in.text();
  const auto kind = in.below(8);
  format.is_text = (kind & 1U) != 0;
  format.is_date = (kind & 2U) != 0;
  format.day_one = (kind & 4U) != 0 ? sheets::DayOne::In1904 : sheets::DayOne::In1900;
  return format;
}

Cell take_cell(In& in, const std::deque<NumberFormat>& formats) {
  Cell cell;
  cell.column = static_cast<std::uint32_t>(in.below(kMostColumns));
  cell.kind = static_cast<sheets::Kind>(in.below(static_cast<std::uint64_t>(sheets::Kind::Nested) + 1));
  cell.formula = static_cast<sheets::Formula>(in.below(static_cast<std::uint64_t>(sheets::Formula::Unworked) + 1));
  cell.hidden = in.flag();
  cell.number = in.real();
  cell.raw = in.text();
  cell.formula_text = in.text();
  const auto format = in.below(formats.size() + 1);
  if (format > 0) cell.format = &formats[format - 1];
  return cell;
}

/// Of at least one cell, by column.
sheets::Row take_row(In& in, const std::deque<NumberFormat>& formats, std::vector<Cell>& cells) {
  sheets::Row row;
  row.number = in.below(std::uint64_t{1} << 32U);
  row.hidden = in.flag();
  cells.clear();
  for (auto count = in.below(kMostColumns + 1); count > 0 && in.good(); --count) {
    cells.push_back(take_cell(in, formats));
    if (cells.size() > 1 && cells[cells.size() - 2].column >= cells.back().column) in.spoil();
  }
  if (cells.empty()) in.spoil();
  row.cells = cells;
  return row;
}

Range take_range(In& in) {
  Range range;
  range.top = in.below(kMostRows);
  range.left = in.below(kMostColumns);
  range.bottom = in.below(kMostRows);
  range.right = in.below(kMostColumns);
  if (range.bottom < range.top || range.right < range.left) in.spoil();
  return range;
}

sheets::SheetFoot take_foot(In& in) {
  sheets::SheetFoot foot;
  for (auto count = in.number(); count > 0 && in.good(); --count) foot.merges.push_back(take_range(in));
  if (in.flag()) foot.filter = take_range(in);
  foot.drawings = in.flag();
  for (auto count = in.number(); count > 0 && in.good(); --count) foot.comments.emplace_back(in.text());
  return foot;
}

sheets::TableFile take_file(In& in) {
  sheets::TableFile file;
  file.form = static_cast<sheets::Form>(in.below(static_cast<std::uint64_t>(sheets::Form::Json) + 1));
  file.charset = static_cast<sheets::Charset>(in.below(static_cast<std::uint64_t>(sheets::Charset::Gb18030) + 1));
  file.summary.sheets = in.below(kMostSheets);
  for (auto count = in.below(kMostSheets); count > 0 && in.good(); --count) file.summary.others.emplace_back(in.text());
  return file;
}

}  // namespace

std::string pack_failure(const Error& error) {
  Out out;
  out.byte(0);
  out.number(static_cast<std::uint64_t>(error.fault));
  out.text(error.key);
  out.text(error.detail);
  out.number(error.fields.size());
  for (const auto& field : error.fields) {
    out.text(field.field);
    out.text(field.key);
  }
  return out.take();
}

std::string pack_table(std::string_view bytes, std::optional<char> separator) {
  Packing packing;
  const auto file = sheets::read_table(bytes, packing, separator);
  if (packing.is_too_large()) return pack_failure({Fault::TooLarge, "intake.too-costly", "the answer is too large"});
  if (!file) return pack_failure(file.error());
  return packing.finish(*file);
}

Outcome<Table> Table::open(std::string answer) {
  In in(answer);
  const auto good = in.flag();
  if (!good) return open_failure(in);
  std::uint64_t events = 0;
  if (answer.size() < 1 + sizeof events) return spoilt();
  const auto last = answer.size() - sizeof events;
  std::memcpy(&events, answer.data() + last, sizeof events);
  if (events < 1 || events > last) return spoilt();
  In foot(std::string_view(answer).substr(events, last - events));
  Table table;
  table.file_ = take_file(foot);
  if (!foot.whole()) return spoilt();
  table.events_ = events;
  table.bytes_ = std::move(answer);
  return table;
}

Outcome<sheets::TableFile> Table::tell(sheets::Receiver& receiver) const {
  In in(std::string_view(bytes_).substr(1, events_ - 1));
  std::deque<NumberFormat> formats;
  std::vector<Cell> cells;
  auto wish = Wish::Nothing;
  while (!in.whole()) {
    const auto tag = in.byte();
    if (tag == kTagSheet) {
      const auto head = take_head(in);
      if (in.good()) wish = receiver.begin(head);
    } else if (tag == kTagFormat) {
      formats.push_back(take_format(in));
    } else if (tag == kTagRow) {
      const auto row = take_row(in, formats, cells);
      if (in.good() && wish == Wish::Rows && !receiver.row(row)) {
        auto file = file_;
        file.summary.ended = true;
        return file;
      }
    } else if (tag == kTagEnd) {
      const auto foot = take_foot(in);
      if (in.good() && wish != Wish::Nothing) receiver.end(foot);
    } else {
      in.spoil();
    }
    if (!in.good()) return spoilt();
  }
  return file_;
}

std::string pack_marking(const sheets::Marking& marking) {
  Out out;
  out.number(marking.sheet);
  out.number(marking.heading_row);
  out.text(marking.heading);
  out.number(marking.marks.size());
  for (const auto& mark : marking.marks) {
    out.number(mark.row);
    out.number(mark.columns.size());
    for (const auto column : mark.columns) out.number(column);
    out.text(mark.message);
  }
  return out.take();
}

std::string mark_packed(std::string_view marking, std::string_view workbook) {
  In in(marking);
  sheets::Marking wish;
  wish.sheet = in.below(kMostSheets);
  wish.heading_row = in.number();
  wish.heading = in.text();
  for (auto count = in.number(); count > 0 && in.good(); --count) {
    sheets::Mark mark;
    mark.row = in.number();
    for (auto columns = in.number(); columns > 0 && in.good(); --columns)
      mark.columns.push_back(static_cast<std::uint32_t>(in.below(kMostColumns)));
    mark.message = in.text();
    wish.marks.push_back(std::move(mark));
  }
  if (!in.whole()) return pack_failure({Fault::Internal, "intake.parcel", "no marking"});
  const auto marked = sheets::mark_workbook(workbook, wish);
  return marked ? "\x01" + *marked : pack_failure(marked.error());
}

Outcome<std::string> open_marked(std::string answer) {
  In in(answer);
  if (!in.flag()) return open_failure(in);
  answer.erase(0, 1);
  return answer;
}

}  // namespace dl::intake
