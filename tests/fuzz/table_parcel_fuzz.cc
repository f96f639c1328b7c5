// Any bytes as what a reading process says of a file of rows: told or refused, and what is told keeps to what cells.h
// promises.
#include <cmath>
#include <cstdlib>

#include "intake/table_parcel.h"

namespace {

class Checked : public dl::sheets::Receiver {
 public:
  dl::sheets::Wish begin(const dl::sheets::SheetHead&) override { return dl::sheets::Wish::Rows; }
  bool row(const dl::sheets::Row& row) override {
    if (row.cells.empty()) std::abort();
    const dl::sheets::Cell* before = nullptr;
    for (const auto& cell : row.cells) {
      if (before != nullptr && before->column >= cell.column) std::abort();
      if (!std::isfinite(cell.number)) std::abort();
      before = &cell;
      static_cast<void>(dl::sheets::shown(cell));
      static_cast<void>(dl::sheets::moment_of(cell));
    }
    return true;
  }
  void end(const dl::sheets::SheetFoot& foot) override {
    for (const auto& merge : foot.merges)
      if (merge.bottom < merge.top || merge.right < merge.left) std::abort();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  Checked receiver;
  if (const auto table = dl::intake::Table::open(input)) static_cast<void>(table->tell(receiver));
  static_cast<void>(dl::intake::open_marked(input));
  static_cast<void>(dl::intake::mark_packed(input, {}));
  return 0;
}
