// Any bytes as a stored content tree: what is read comes back as it was, and can be shown.
#include <cstdlib>

#include "base/content.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto tree = dl::content::read_json({reinterpret_cast<const char*>(bytes), size});
  if (!tree) return 0;
  auto again = dl::content::read_json(dl::content::write_json(*tree));
  if (!again || *again != *tree) std::abort();
  (void)dl::content::render_html(*tree);
  (void)dl::content::summary(*tree, 60);
  return 0;
}
