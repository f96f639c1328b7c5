#include "redaction/redact.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "base/text.h"
#include "redaction/limits.h"
#include "redaction/page_text.h"
#include "redaction/rebuilt_pdf.h"
#include "redaction/redacted_docx.h"
#include "redaction/redacted_picture.h"
#include "redaction/tools.h"

namespace dl::redaction {

namespace {

constexpr int kFaint = 24;  ///< shades that a character has to differ by from its ground to be seen

Mark mark_of(const Area& area) {
  const Box box{area.x * kPointsAMillimetre, area.y * kPointsAMillimetre, (area.x + area.width) * kPointsAMillimetre,
                (area.y + area.height) * kPointsAMillimetre};
  return {.page = area.page, .box = box, .ground = area.ground, .only_here = area.only_here};
}

Outcome<std::vector<Mark>> marks_of(const std::vector<Area>& areas, const std::vector<Page>& pages) {
  const Passages passages(pages);
  std::vector<Mark> marks;
  for (const auto& area : areas) {
    if (!area.passage.empty()) {
      auto places = passages.find(area);
      if (places.empty()) return fail(Fault::Invalid, "redaction.passage-missing", area.passage);
      std::ranges::move(places, std::back_inserter(marks));
    } else {
      const auto at = static_cast<std::size_t>(area.page) - 1;
      if (at >= pages.size())
        return fail(Fault::Invalid, "redaction.page-missing", fmt::format("{} / {}", area.page, pages.size()));
      auto mark = mark_of(area);
      mark.box = mark.box.common({0, 0, pages[at].width, pages[at].height});
      if (mark.box.extent() <= 0) return fail(Fault::Invalid, "redaction.outside", fmt::format("第 {} 页", area.page));
      marks.push_back(std::move(mark));
    }
    if (marks.size() > kMostMarks) return fail(Fault::TooLarge, "redaction.too-many", area.passage);
  }
  return marks;
}

/// The text layer keeps what one sees: words beneath a surface that somebody else has put there go, too.
Outcome<void> finish_sheet(Sheet& sheet, Pixels pixels, std::size_t number, const std::vector<Mark>& marks) {
  constexpr double kScale = kDotsPerInch / kPointsAnInch;
  // The picture and the text have to be of the same page.
  if (std::abs(pixels.width - sheet.width * kScale) > 2 || std::abs(pixels.height - sheet.height * kScale) > 2)
    return fail(Fault::Unreadable, "redaction.broken", fmt::format("page {} has two sizes", number));
  std::erase_if(sheet.text, [&](const Glyph& glyph) {
    const auto shades = shades_of(pixels, frame_of(pixels, glyph.box(), kScale));
    return shades.lightest - shades.darkest <= kFaint;
  });
  for (const auto& mark : marks)
    if (mark.page == static_cast<int>(number)) burn(pixels, mark.box, kScale);
  pack_picture(sheet, pixels);
  return {};
}

Outcome<void> draw_sheets(std::string_view pdf, const std::vector<Mark>& marks, std::vector<Sheet>& sheets) {
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  const auto at_once = std::clamp((sheets.size() + cores - 1) / cores, std::size_t{1}, kPagesAtOnce);
  return in_parallel((sheets.size() + at_once - 1) / at_once, [&](std::size_t share) -> Outcome<void> {
    const auto first = share * at_once, last = std::min(first + at_once, sheets.size());
    DL_TRY(const auto drawn,
           run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "pgm", "-c", "gray", "-r", std::to_string(kDotsPerInch),
                     "-o", "-", kInput, fmt::format("{}-{}", first + 1, last)},
                    pdf));
    DL_TRY(auto pictures, parse_pixels(drawn));
    if (pictures.size() != last - first) return fail(Fault::Unreadable, "redaction.broken", "pages are missing");
    for (auto i = first; i < last; ++i) DL_CHECK(finish_sheet(sheets[i], std::move(pictures[i - first]), i + 1, marks));
    return {};
  });
}

Outcome<Redacted> redact_pdf(std::string_view pdf, const std::vector<Area>& areas) {
  DL_CHECK(check_head(pdf));
  DL_TRY(const auto pages, read_pages(pdf));
  DL_TRY(auto marks, marks_of(areas, pages));
  std::vector<Sheet> sheets;
  for (const auto& page : pages)
    sheets.push_back({.width = page.width,
                      .height = page.height,
                      .text = take_out(page, static_cast<int>(sheets.size()) + 1, marks)});
  DL_CHECK(draw_sheets(pdf, marks, sheets));
  Redacted redacted{build_pdf(sheets), std::move(marks)};
  DL_TRY(const auto residue, find_pdf_residue(redacted.bytes, {words_of(redacted.marks), redacted.marks}));
  DL_CHECK(refuse_residue(residue));
  return redacted;
}

Outcome<Redacted> redact_docx(const intake::Source& file, const std::vector<Area>& areas, const ReadDocument& read,
                              Date made) {
  DL_TRY(auto found, read(file));
  DL_TRY(auto reset, reset_docx(std::move(found), areas, made));
  DL_TRY(const auto residue, find_docx_residue(reset.docx, {words_of(reset.marks), {}}));
  DL_CHECK(refuse_residue(residue));
  return Redacted{std::move(reset.docx), std::move(reset.marks)};
}

Outcome<Redacted> redact_areas_of_picture(std::string_view bytes, FileKind kind, const std::vector<Area>& areas) {
  std::vector<Mark> marks;
  for (const auto& area : areas) {
    if (!area.passage.empty()) return fail(Fault::Invalid, "redaction.picture-passage", area.passage);
    if (area.page != 1) return fail(Fault::Invalid, "redaction.page-missing", fmt::format("{} / 1", area.page));
    marks.push_back(mark_of(area));
  }
  DL_TRY(auto made, redact_picture(bytes, kind, marks));
  return Redacted{std::move(made), std::move(marks)};
}

}  // namespace

Outcome<FileKind> kind_of(std::string_view bytes) {
  constexpr std::size_t kHead = 1024;  // bytes in which a PDF may begin
  if (bytes.size() > kLargestFile) return fail(Fault::TooLarge, "redaction.too-large", std::to_string(bytes.size()));
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return FileKind::Png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return FileKind::Jpeg;
  if (bytes.starts_with("PK")) return FileKind::Docx;
  if (bytes.substr(0, kHead).find("%PDF-") != bytes.npos) return FileKind::Pdf;
  return fail(Fault::Unreadable, "redaction.format");
}

Outcome<Redacted> redact(const intake::Source& file, const std::vector<Area>& areas, const ReadDocument& read,
                         Date made) {
  DL_TRY(const auto kind, kind_of(file.bytes));
  switch (kind) {
    case FileKind::Pdf: return redact_pdf(file.bytes, areas);
    case FileKind::Docx: return redact_docx(file, areas, read, made);
    default: return redact_areas_of_picture(file.bytes, kind, areas);
  }
}

}  // namespace dl::redaction
