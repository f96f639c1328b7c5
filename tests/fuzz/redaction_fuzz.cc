// Any bytes as what redaction reads itself: lists of areas, the text and the points that mutool writes, and the parts
// of a DOCX.
#include "redaction/area.h"
#include "redaction/page_text.h"
#include "redaction/picture.h"
#include "redaction/residue.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  namespace redaction = dl::redaction;
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  constexpr std::string_view kGrounds[] = {"15"};
  if (const auto areas = redaction::read_areas(input, kGrounds); areas && areas->empty()) std::abort();
  if (const auto pages = redaction::parse_pages(input)) {
    auto marks = redaction::Passages(*pages).find({.passage = "张三", .ground = "15"});
    marks.push_back({.page = 1, .box = {0, 0, 100, 100}, .ground = "15"});
    const auto left = redaction::take_out(pages->front(), 1, marks);
    if (left.size() + marks.back().characters > pages->front().glyphs.size()) std::abort();
  }
  if (auto pictures = redaction::parse_pixels(input))
    for (auto& picture : *pictures) redaction::burn(picture, {-1, 0, 5, 1e9}, 2);
  if (input.starts_with("PK")) (void)redaction::find_docx_residue(input, {{"张三"}, {}});
  return 0;
}
