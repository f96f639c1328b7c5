// Measures what a letter of two pages costs, with a seal and a code: as PDF and as DOCX, and the first time, which
// loads the fonts.
//
//   paper_bench [--letters N] [--json FILE]
#include <fstream>
#include <iostream>

#include "paper/letter_sample.h"

namespace dl::bench {
namespace {

using Make = Outcome<std::string> (*)(const paper::Letter&);

double milliseconds_of(Make make, const paper::Letter& letter) {
  const auto begun = std::chrono::steady_clock::now();
  if (!make(letter)) return -1;
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

/// The median; negative when one letter failed.
double median_of(Make make, const paper::Letter& letter, std::size_t letters) {
  std::vector<double> took;
  for (std::size_t i = 0; i < letters; ++i) took.push_back(milliseconds_of(make, letter));
  std::ranges::sort(took);
  return took.front() < 0 ? -1 : took[took.size() / 2];
}

int run(std::size_t letters, const char* json) {
  auto letter = paper::sample_letter();
  letter.seal = paper::Seal{paper::seal_png()};
  letter.code = "https://www.example.gov.cn/letters/7F3K-92QD";
  const double first = milliseconds_of(paper::to_pdf, letter);
  const double pdf = median_of(paper::to_pdf, letter, letters);
  const double docx = median_of(paper::to_docx, letter, letters);
  std::cout << fmt::format("first PDF {:.0f} ms, then {:.1f} ms; DOCX {:.1f} ms; {} and {} bytes\n", first, pdf, docx,
                           paper::to_pdf(letter).value_or("").size(), paper::to_docx(letter).value_or("").size());
  if (json != nullptr)
    std::ofstream(json) << fmt::format("{{\"first_ms\": {:.3f}, \"pdf_p50_ms\": {:.3f}, \"docx_p50_ms\": {:.3f}}}\n",
                                       first, pdf, docx);
  return std::min({first, pdf, docx}) < 0 ? 1 : 0;
}

}  // namespace
}  // namespace dl::bench

int main(int argc, char** argv) {
  std::size_t letters = 200;
  const char* json = nullptr;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--letters") letters = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::string_view(argv[i]) == "--json") json = argv[i + 1];
  }
  return dl::bench::run(std::max<std::size_t>(letters, 1), json);
}
