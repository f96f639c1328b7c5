#include "intake/pdf_file.h"

#include <fmt/ranges.h>

#include <charconv>
#include <sstream>

#include "base/text.h"
#include "intake/decode.h"
#include "intake/text_page.h"

namespace dl::intake {

namespace {

constexpr std::string_view kFile = "/dev/fd/0";  ///< the unnamed file in memory, opened anew, so that poppler can seek

/// The pages with pictures of some size, by the list of pdfimages: page, number, type, width, height …
std::vector<int> picture_pages(std::string_view pdf, const ChildLimits& limits) {
  auto list = run_child({"/usr/bin/pdfimages", "-list", "-l", "2000", std::string(kFile)}, pdf, limits);
  std::vector<int> pages;
  std::istringstream lines(list.value_or(""));
  for (std::string line; std::getline(lines, line) && pages.size() < 2000;) {
    std::istringstream words(line);
    int page = 0, number = 0, width = 0, height = 0;
    std::string type;
    if (!(words >> page >> number >> type >> width >> height) || type != "image" || width < 32 || height < 32) continue;
    if (pages.empty() || pages.back() != page) pages.push_back(page);
  }
  return pages;
}

std::string page_name(std::size_t number) { return fmt::format("第 {} 页", number); }

void tell_beside(Draft& draft, std::string_view text, const PdfBeside& beside) {
  std::vector<std::string> pictures, empty;
  for (int page : beside.picture_pages) pictures.push_back(page_name(static_cast<std::size_t>(page)));
  if (!pictures.empty())
    warn_at(draft, kNoLine, "image-dropped",
            fmt::format("PDF 里的图片没有读入：{}。请核对其中是否有文字、印章或图表，需要的另行上传。",
                        fmt::join(std::span(pictures).first(std::min<std::size_t>(pictures.size(), 20)), "、")),
            lines_of(pictures));
  if (beside.fonts_missing)
    warn_at(
        draft, kNoLine, "part-dropped",
        "PDF 用了没有嵌入的中文字体，服务器上没有字符对照表（请安装 poppler-data），这些字没有读出来，请对照原件。");
  for (std::size_t page = 1; !text.empty(); ++page) {
    auto end = std::min(text.find('\f'), text.size());
    if (text::trim(text.substr(0, end)).empty() && end < text.size()) empty.push_back(page_name(page));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!empty.empty())
    warn_at(draft, kNoLine, "page-without-text",
            fmt::format("{} 没有文字，可能是扫描件或空白页，请对照原件。",
                        fmt::join(std::span(empty).first(std::min<std::size_t>(empty.size(), 20)), "、")),
            lines_of(empty));
}

}  // namespace

Outcome<std::string> take_pdf_text(std::string_view pdf, const ChildLimits& limits) {
  std::string errors;
  auto text = run_child({"/usr/bin/pdftotext", "-enc", "UTF-8", "-layout", "-l", "2000", std::string(kFile), "-"}, pdf,
                        limits, &errors);
  if (text) {
    bool missing = errors.find("Missing language pack") != errors.npos || errors.find("Unknown CMap") != errors.npos;
    return fmt::format("{}{}\n{}", missing ? "fonts " : "", fmt::join(picture_pages(pdf, limits), " "), *text);
  }
  const auto& error = text.error();
  if (limits.stop.stop_requested()) return fail(Fault::Unavailable, "intake.busy");
  if (error.fault == Fault::Unavailable) return fail(error.fault, "intake.pdf-tool", error.detail);
  if (error.fault == Fault::TooLarge) return fail(error.fault, "intake.too-costly", error.detail);
  return fail(Fault::Unreadable, "intake.broken", error.detail);
}

std::pair<PdfBeside, std::string_view> open_pdf_text(std::string_view taken) {
  auto end = std::min(taken.find('\n'), taken.size());
  PdfBeside beside;
  std::istringstream words{std::string(taken.substr(0, end))};
  for (std::string word; words >> word;) {
    int page = 0;
    if (word == "fonts")
      beside.fonts_missing = true;
    else if (std::from_chars(word.data(), word.data() + word.size(), page).ec == std::errc() && page > 0)
      beside.picture_pages.push_back(page);
  }
  return {std::move(beside), taken.substr(std::min(end + 1, taken.size()))};
}

Draft read_pdf_text(std::string_view text, const PdfBeside& beside) {
  auto draft = read_text(text::fold_ideographs(decode(text, Format::Text).text));
  join_page_lines(draft);
  tell_beside(draft, text, beside);
  return draft;
}

}  // namespace dl::intake
