// Any bytes as the answer of a reading process: opened or refused, and what is opened is a well-formed tree.
#include <cstdlib>

#include "base/content.h"
#include "intake/parcel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  auto found = dl::intake::open_answer(input);
  if (found && !dl::content::well_formed(found->body)) std::abort();
  static_cast<void>(dl::intake::open_wish(input));
  return 0;
}
