#include "records/carried.h"

namespace dl::records {

Outcome<std::shared_ptr<const Carried>> carried() {
  static const auto read = []() -> Outcome<std::shared_ptr<const Carried>> {
    DL_TRY(const auto lists, Vocabularies::load());
    DL_TRY(auto laws, periods::Laws::load());
    DL_TRY(auto registers, Registers::load(lists, laws));
    return std::make_shared<const Carried>(Carried{std::move(laws), std::move(registers)});
  }();
  return read;
}

}  // namespace dl::records
