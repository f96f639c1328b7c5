// Any bytes as separated values.
#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string input(reinterpret_cast<const char*>(bytes), size);
  if (input.find("%PDF-") != input.npos) return 0;
  auto found = dl::intake::read_document({"a.csv", std::move(input)});
  if (found && !dl::content::well_formed(found->body)) std::abort();
  return 0;
}
