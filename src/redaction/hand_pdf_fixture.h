// PDFs as a test writes them by hand, and what other programs read in a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "redaction/page_text.h"
#include "redaction/tools.h"

namespace dl::redaction {

/// One page of 595 × 842 points that says what `content` draws in /F1 (Helvetica). Objects 1 to 5 are catalog, pages,
/// page, content and typeface; those of `more` come after.
struct HandPdf {
  std::string content = {};
  std::string page = {};     ///< further entries of the page
  std::string catalog = {};  ///< of the catalog
  std::string trailer = {};  ///< of the trailer
  std::vector<std::string> more = {};
  std::string box = "0 0 595 842";
  std::size_t pages = 1;  ///< with the same content

  std::string bytes() const {
    std::vector<std::string> objects{"<</Type /Catalog /Pages 2 0 R" + catalog + ">>", "", page_object(),
                                     fmt::format("<</Length {}>>\nstream\n{}\nendstream", content.size(), content),
                                     "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"};
    objects.insert(objects.end(), more.begin(), more.end());
    std::string kids = "3 0 R";
    for (std::size_t i = 1; i < pages; ++i) {
      objects.push_back(page_object());
      kids += fmt::format(" {} 0 R", objects.size());
    }
    objects[1] = fmt::format("<</Type /Pages /Count {} /Kids [{}]>>", pages, kids);
    std::string out = "%PDF-1.5\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      table += fmt::format("{:010} 00000 n \n", out.size());
      out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto at = out.size();
    return out + fmt::format(
                     "xref\n0 {0}\n0000000000 65535 f \n{1}trailer\n<</Size {0} /Root 1 0 R{2}>>\nstartxref\n"
                     "{3}\n%%EOF\n",
                     objects.size() + 1, table, trailer, at);
  }

 private:
  std::string page_object() const {
    return fmt::format(
        "<</Type /Page /Parent 2 0 R /MediaBox [{}] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>{}>>", box, page);
  }
};

/// Three words on a line whose letters stand between 120 and 148 points from the top; the middle one between 200 and
/// 308 from the left.
inline constexpr std::string_view kThreeWords =
    "BT /F1 20 Tf 72 700 Td (Alpha) Tj 128 0 Td (Secretname) Tj 200 0 Td (Omega) Tj ET";
inline constexpr std::string_view kTwoWords = "BT /F1 20 Tf 72 700 Td (Alpha) Tj 328 0 Td (Omega) Tj ET";

/// The rectangle about the middle one.
inline Area area_of_secret() {
  return {.page = 1, .x = 69, .y = 42, .width = 60, .height = 11, .ground = "15", .only_here = false};
}

/// What the programs read, without white space.
inline std::string text_by_poppler(const std::string& pdf) {
  return text::remove_space(run_tool({"/usr/bin/pdftotext", "-enc", "UTF-8", kInput, "-"}, pdf).value_or("failed"));
}
inline std::string text_by_mupdf(const std::string& pdf) {
  return text::remove_space(
      run_tool({"/usr/bin/mutool", "draw", "-q", "-F", "txt", "-o", "-", kInput}, pdf).value_or("failed"));
}

}  // namespace dl::redaction
