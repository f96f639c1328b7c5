#include "redaction/page_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <pugixml.hpp>

#include "base/text.h"
#include "redaction/limits.h"
#include "redaction/tools.h"

namespace dl::redaction {

namespace {

constexpr double kFarthest = 1e5;  ///< points; what lies beyond is on no page

/// Numbers between spaces; false where there are others than `to` has room for.
bool read_numbers(std::string_view text, std::span<double> to) {
  for (auto& number : to) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !(std::abs(number) <= kFarthest)) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return text.empty();
}

/// The text of pages as it is read, in the order of the file.
class PageReader : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = node.name();
    if (name == "page") return take_page(node);
    if (name == "line") ++line_;
    if (name == "char") return take_character(node);
    return true;
  }

  std::vector<Page> pages = {};

 private:
  bool take_page(const pugi::xml_node& node) {
    line_ = 0;
    pages.push_back({.width = node.attribute("width").as_double(), .height = node.attribute("height").as_double()});
    return pages.size() <= kMostPages;
  }

  bool take_character(const pugi::xml_node& node) {
    std::array<double, 8> places = {};
    if (pages.empty() || !read_numbers(node.attribute("quad").value(), places)) return true;
    // One character may be read as several, such as the letters of a ligature.
    for (const auto c : text::decode(text::fold_ideographs(node.attribute("c").value()))) {
      if (text::is_space(c) || !text::is_writable(c)) continue;
      Glyph glyph{.character = c, .line = line_};
      for (std::size_t i = 0; i < glyph.corners.size(); ++i) glyph.corners[i] = {places[2 * i], places[2 * i + 1]};
      pages.back().glyphs.push_back(glyph);
      ++characters_;
    }
    return characters_ <= kMostCharacters;
  }

  int line_ = 0;
  std::size_t characters_ = 0;
};

}  // namespace

Box Glyph::box() const {
  Box box{corners[0].x, corners[0].y, corners[0].x, corners[0].y};
  for (const auto& corner : corners) box.widen({corner.x, corner.y, corner.x, corner.y});
  return box;
}

bool Glyph::lies_in(const Box& area) const {
  constexpr double kPart = 0.25;
  const auto own = box();
  return area.holds((own.left + own.right) / 2, (own.top + own.bottom) / 2) ||
         (own.extent() > 0 && own.common(area).extent() >= kPart * own.extent());
}

Outcome<std::vector<Page>> parse_pages(std::string_view stext) {
  pugi::xml_document document;
  if (!document.load_buffer(stext.data(), stext.size(), pugi::parse_default, pugi::encoding_utf8) ||
      std::string_view(document.document_element().name()) != "document")
    return fail(Fault::Unreadable, "redaction.broken", "no text of pages");
  PageReader reader;
  const bool whole = document.traverse(reader);
  if (reader.pages.size() > kMostPages) return fail(Fault::TooLarge, "redaction.pages");
  if (!whole) return fail(Fault::TooLarge, "redaction.too-many");
  if (reader.pages.empty()) return fail(Fault::Unreadable, "redaction.broken", "no page");
  for (const auto& page : reader.pages)
    for (const double side : {page.width, page.height})
      if (!(side >= kSmallestSide * kPointsAMillimetre && side <= kLargestSide * kPointsAMillimetre))
        return fail(Fault::TooLarge, "redaction.page-size", fmt::format("{:.0f} mm", side / kPointsAMillimetre));
  return std::move(reader.pages);
}

Outcome<std::vector<Page>> read_pages(std::string_view pdf) {
  DL_TRY(const auto stext, run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "stext", "-o", "-", kInput,
                                     fmt::format("1-{}", kMostPages + 1)},
                                    pdf));
  return parse_pages(stext);
}

char32_t key_of(char32_t character) {
  const auto folded = text::decode(text::fold_ideographs(text::encode(std::u32string_view(&character, 1))));
  return text::fold_character(folded.size() == 1 ? folded.front() : character);
}

std::u32string key_of(std::string_view text) {
  std::u32string key;
  for (const auto c : text::decode(text))
    if (!text::is_space(c)) key += key_of(c);
  return key;
}

Passages::Passages(const std::vector<Page>& pages) : pages_(pages) {
  for (std::size_t page = 0; page < pages.size(); ++page)
    for (std::size_t i = 0; i < pages[page].glyphs.size(); ++i) {
      key_ += key_of(pages[page].glyphs[i].character);
      places_.push_back({page, i});
    }
}

std::vector<Mark> Passages::find(const Area& area) const {
  const auto key = key_of(area.passage);
  std::vector<Mark> marks;
  for (auto at = key.empty() ? key_.npos : key_.find(key); at != key_.npos && marks.size() <= kMostMarks;
       at = key_.find(key, at + 1))
    add_marks(std::span(places_).subspan(at, key.size()), area, marks);
  return marks;
}

void Passages::add_marks(std::span<const Place> places, const Area& area, std::vector<Mark>& marks) const {
  std::pair<std::size_t, int> line{pages_.size(), 0};
  for (const auto& place : places) {
    const auto& glyph = pages_[place.page].glyphs[place.glyph];
    if (const std::pair here{place.page, glyph.line}; here != line) {
      line = here;
      marks.push_back({.page = static_cast<int>(place.page) + 1,
                       .box = glyph.box(),
                       .ground = area.ground,
                       .passage = area.passage});
    }
    marks.back().box.widen(glyph.box());
  }
}

std::vector<Glyph> take_out(const Page& page, int number, std::vector<Mark>& marks) {
  std::vector<Glyph> left = page.glyphs;
  for (auto& mark : marks) {
    if (mark.page != number) continue;
    int line = -1;
    for (const auto& glyph : page.glyphs) {
      if (!glyph.lies_in(mark.box)) continue;
      ++mark.characters;
      if (std::exchange(line, glyph.line) != glyph.line) mark.words.emplace_back();
      text::append(mark.words.back(), glyph.character);
    }
    std::erase_if(left, [&](const Glyph& glyph) { return glyph.lies_in(mark.box); });
  }
  return left;
}

}  // namespace dl::redaction
