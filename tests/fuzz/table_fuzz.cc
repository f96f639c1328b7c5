// Any bytes as a file of rows, and, because the archive's check sums stop most changes, as the parts of a workbook that
// is packed anew. What is told keeps to what cells.h promises.
#include <cstdlib>

#include "sheets/book_fixture.h"
#include "sheets/table_file.h"

namespace {

class Checked : public dl::sheets::Receiver {
 public:
  dl::sheets::Wish begin(const dl::sheets::SheetHead&) override {
    last_ = 0;
    first_ = true;
    return dl::sheets::Wish::Rows;
  }
  bool row(const dl::sheets::Row& row) override {
    if (row.cells.empty() || (!first_ && row.number <= last_)) std::abort();
    first_ = false;
    last_ = row.number;
    const dl::sheets::Cell* before = nullptr;
    for (const auto& cell : row.cells) {
      if (before != nullptr && before->column >= cell.column) std::abort();
      if (cell.raw.empty() && cell.formula != dl::sheets::Formula::Unworked) std::abort();
      before = &cell;
      static_cast<void>(dl::sheets::shown(cell));
      static_cast<void>(dl::sheets::moment_of(cell));
    }
    return true;
  }

 private:
  std::size_t last_ = 0;
  bool first_ = true;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  Checked checked;
  static_cast<void>(dl::sheets::read_table(input, checked));
  dl::sheets::Book book;
  book.more = {{"xl/worksheets/sheet1.xml", input}, {"xl/sharedStrings.xml", input}, {"xl/styles.xml", input}};
  static_cast<void>(dl::sheets::read_table(book.bytes(), checked));
  return 0;
}
