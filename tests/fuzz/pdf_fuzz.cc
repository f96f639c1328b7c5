// Any bytes as what pdftotext -tsv wrote: the words of pages are put together without a fault. The program
// itself runs as a limited child process and is not part of this target.
#include <cstdlib>

#include "intake/pdf_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto draft = dl::intake::read_pdf_text({reinterpret_cast<const char*>(bytes), size});
  for (const auto& line : draft.lines)
    if (line.is_text() ? line.text.empty() : line.block.rows.empty()) std::abort();
  return 0;
}
