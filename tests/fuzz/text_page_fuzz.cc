// Any bytes as plain text or Markdown: read or refused, and what is read is a well-formed tree.
#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const char* name : {"page.txt", "page.md"}) {
    // Archives and pdf files have targets of their own; here they would start a program per input.
    if (text.find("%PDF-") != text.npos) return 0;
    auto found = dl::intake::read_document({name, text});
    if (found && !dl::content::well_formed(found->body)) std::abort();
  }
  return 0;
}
