#include "records/carried.h"

#include "base/guarded.h"

namespace dl::records {

Outcome<std::shared_ptr<const Carried>> carried() {
  static Mutex mutex;
  static std::weak_ptr<const Carried> held;  // guarded by it
  const Lock lock(mutex);
  if (auto all = held.lock()) return all;
  DL_TRY(const auto lists, Vocabularies::load());
  DL_TRY(auto laws, periods::Laws::load());
  DL_TRY(auto registers, Registers::load(lists, laws));
  auto all = std::make_shared<const Carried>(Carried{std::move(laws), std::move(registers)});
  held = all;
  return all;
}

}  // namespace dl::records
