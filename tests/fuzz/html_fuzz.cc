// Any bytes as a web page: read or refused, and what is read is a well-formed tree.
#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto found = dl::intake::read_document({"page.html", {reinterpret_cast<const char*>(bytes), size}});
  if (found && !dl::content::well_formed(found->body)) std::abort();
  return 0;
}
