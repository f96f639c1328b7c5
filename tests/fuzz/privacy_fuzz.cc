// Personal data: what is found lies inside the text, in order and apart; in a masked text nothing is found.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "privacy/personal_data.h"
#include "privacy/residue.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dl::privacy;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto voice : {Voice::Office, Voice::Citizen}) {
    const Known known{.voice = voice, .day = dl::Date(2026, 1, 1)};
    std::size_t at = 0;
    for (const auto& found : find_personal_data(bytes, known)) {
      require(found.offset >= at && found.size > 0 && found.offset + found.size <= size);
      require(!mask(found).empty());
      at = found.offset + found.size;
    }
    require(find_personal_data(mask_all(bytes, known), known).empty());
  }
  static_cast<void>(find_residue(bytes, {"13812345678", "王小波"}));
  static_cast<void>(telephone_numbers(bytes));
  return 0;
}
