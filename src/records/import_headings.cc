#include "records/import_headings.h"

#include "base/text.h"

namespace dl::records {

/// Tells a receiver all that it is told, and the headings the rows.
class HeadingListener : public sheets::Receiver {
 public:
  HeadingListener(sheets::Receiver& receiver, Headings& headings) : receiver_(receiver), headings_(headings) {}

  sheets::Wish begin(const sheets::SheetHead& sheet) override {
    const auto wish = receiver_.begin(sheet);
    if (wish == sheets::Wish::Rows) headings_.begin(sheet.index);
    return wish;
  }
  bool row(const sheets::Row& row) override {
    headings_.see(row);
    return receiver_.row(row);
  }
  void end(const sheets::SheetFoot& foot) override { receiver_.end(foot); }

 private:
  sheets::Receiver& receiver_;
  Headings& headings_;
};

namespace {

constexpr std::size_t kMostLooked = 50;    ///< rows, for a guess
constexpr std::size_t kMostColumns = 500;  ///< that are told
constexpr std::size_t kLongest = 1'000;    ///< characters of a heading; more than comparable_heading() keeps

std::map<std::uint32_t, std::string> words_in(const sheets::Row& row) {
  std::map<std::uint32_t, std::string> words;
  for (const auto& cell : row.cells)
    if (const auto heading = text::trim(cell.raw); !heading.empty() && words.size() < kMostColumns)
      words[cell.column] = text::cut(heading, kLongest);
  return words;
}

}  // namespace

ReadTable Headings::listening_to(ReadTable file) {
  return [this, file = std::move(file)](sheets::Receiver& receiver) {
    HeadingListener listener(receiver, *this);
    return file(listener);
  };
}

void Headings::note(const sheets::Row& row) {
  for (auto& [column, heading] : words_in(row)) words_[column] = std::move(heading);
  row_ = row.number;
}

// As read_rows() finds it.
void Headings::see(const sheets::Row& row) {
  if (is_done_) return;
  if (std::exchange(is_due_, false)) {
    note(row);
    is_done_ = true;
  } else if (may_go_on_) {
    if (columns_.is_all_heading(row)) {
      columns_.take(row);
      note(row);
    }
    is_done_ = true;
  } else if (const auto codes = sheets::code_row(row)) {
    columns_.take(*codes, row.number);
    is_due_ = true;
  } else if (row.number == 0 || columns_.is_heading(row)) {
    columns_.take(row);
    note(row);
    is_json_ = row.number == 0;
    is_done_ = is_json_;
    may_go_on_ = !is_json_;
  } else if (++seen_ <= kMostLooked) {
    if (auto words = words_in(row); words.size() > guess_.size()) guess_ = std::move(words);
  }
}

std::vector<HeadingColumn> Headings::columns() const {
  std::vector<HeadingColumn> all;
  for (const auto& [column, heading] : found() ? words_ : guess_) {
    HeadingColumn one{.letters = sheets::address(column, 0), .heading = heading};
    if (found()) one.field = columns_.field_at(column);
    one.passed_over = columns_.is_passed_over(heading);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace dl::records
