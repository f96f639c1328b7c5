// Any bytes as a bundle of figures that is to be recomputed, or as each of its files.
#include <cstdlib>

#include "figures/bundle.h"
#include "figures/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  auto files = dl::figures::unzip(input);
  if (!files) {
    files = dl::figures::Files();
    for (const char* name : {"manifest.json", "freeze.json", "definitions.toml", "figures.csv"}) (*files)[name] = input;
  }
  for (const auto& check : dl::figures::verify(*files))
    if (check.what.empty()) std::abort();
  return 0;
}
