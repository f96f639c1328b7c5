#include "intake/pdf_file.h"

#include <fmt/ranges.h>

#include <charconv>
#include <cmath>
#include <sstream>

#include "base/text.h"
#include "intake/decode.h"
#include "intake/page_layout.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostPages = 2000;
constexpr std::string_view kFile = "/dev/fd/0";  ///< the unnamed file in memory, opened anew, so that poppler can seek

/// The pages with pictures of some size, by the list of pdfimages: page, number, type, width, height …
std::vector<int> picture_pages(std::string_view pdf, const ChildLimits& limits) {
  auto list =
      run_child({"/usr/bin/pdfimages", "-list", "-l", std::to_string(kMostPages), std::string(kFile)}, pdf, limits);
  std::vector<int> pages;
  std::istringstream lines(list.value_or(""));
  for (std::string line; std::getline(lines, line) && pages.size() < kMostPages;) {
    std::istringstream words(line);
    int page = 0, number = 0, width = 0, height = 0;
    std::string type;
    if (!(words >> page >> number >> type >> width >> height) || type != "image" || width < 32 || height < 32) continue;
    if (pages.empty() || pages.back() != page) pages.push_back(page);
  }
  return pages;
}

std::string page_name(std::size_t number) { return fmt::format("第 {} 页", number); }

double number_of(std::string_view field) {
  double value = 0;
  std::from_chars(field.data(), field.data() + field.size(), value);
  return std::isfinite(value) && std::abs(value) < 1e6 ? value : 0;
}

/// A line: level, page, three numbers that say nothing here, word; left, top, width, height, certainty, text.
void take_word(std::string_view line, std::vector<PlacedPage>& pages) {
  constexpr std::string_view kPage = "1", kWord = "5";
  std::array<std::string_view, 11> fields;
  for (auto& field : fields) {
    auto end = std::min(line.find('\t'), line.size());
    field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  if (fields[0] == kPage && pages.size() < kMostPages) pages.push_back({.width = number_of(fields[8])});
  if (fields[0] != kWord || pages.empty() || text::trim(line).empty()) return;
  pages.back().words.push_back({.left = number_of(fields[6]),
                                .top = number_of(fields[7]),
                                .width = std::max(number_of(fields[8]), 0.0),
                                .height = number_of(fields[9]),
                                .text = text::decode(line)});
}

/// The boxes are as high as the fonts say, which may be more than twice their letters. Those of Chinese words tell by
/// their width how high the letters are; others are taken to be like them.
void fit_heights(std::vector<PlacedPage>& pages) {
  std::vector<double> ratios;
  auto em_of = [](const PlacedWord& word) {
    auto han = std::ranges::count_if(word.text, text::is_han);
    bool whole = static_cast<std::size_t>(han) == word.text.size() && han >= 2;
    return whole ? word.width / static_cast<double>(han) : 0.0;
  };
  for (const auto& page : pages)
    for (const auto& word : page.words)
      if (auto em = em_of(word); em > 0 && word.height > 0) ratios.push_back(em / word.height);
  double usual = 1;
  if (!ratios.empty()) {
    auto half = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::ranges::nth_element(ratios, half);
    usual = std::min(*half, 1.0);
  }
  for (auto& page : pages)
    for (auto& word : page.words) {
      auto own = em_of(word);
      auto height = own > 0 ? std::min(own, word.height) : word.height * usual;
      word.top = word.middle() - height / 2;
      word.height = height;
    }
}

std::string list_of(const std::vector<std::string>& pages) {
  return fmt::format("{}", fmt::join(std::span(pages).first(std::min<std::size_t>(pages.size(), 20)), "、"));
}

void tell_beside(Draft& draft, const std::vector<PlacedPage>& pages, const PdfBeside& beside) {
  std::vector<std::string> pictures, empty;
  for (int page : beside.picture_pages) pictures.push_back(page_name(static_cast<std::size_t>(page)));
  if (!pictures.empty())
    warn_at(
        draft, kNoLine, "image-dropped",
        fmt::format("PDF 里的图片没有读入：{}。请核对其中是否有文字、印章或图表，需要的另行上传。", list_of(pictures)),
        lines_of(pictures));
  if (beside.fonts_missing)
    warn_at(
        draft, kNoLine, "part-dropped",
        "PDF 用了没有嵌入的中文字体，服务器上没有字符对照表（请安装 poppler-data），这些字没有读出来，请对照原件。");
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (pages[i].words.empty()) empty.push_back(page_name(i + 1));
  if (!empty.empty())
    warn_at(draft, kNoLine, "page-without-text",
            fmt::format("{} 没有文字，可能是扫描件或空白页，请对照原件。", list_of(empty)), lines_of(empty));
  if (pages.size() == kMostPages)
    warn_at(draft, kNoLine, "part-dropped", fmt::format("PDF 只读入了前 {} 页，请拆分后导入。", kMostPages));
}

}  // namespace

Outcome<std::string> take_pdf_text(std::string_view pdf, const ChildLimits& limits) {
  std::string errors;
  auto text = run_child(
      {"/usr/bin/pdftotext", "-enc", "UTF-8", "-tsv", "-l", std::to_string(kMostPages), std::string(kFile), "-"}, pdf,
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

Draft read_pdf_text(std::string_view words, const PdfBeside& beside) {
  const auto text = text::fold_ideographs(decode(words, Format::Text).text);
  std::vector<PlacedPage> pages;
  Draft draft;
  for (std::string_view rest = text; !rest.empty();) {
    auto end = std::min(rest.find('\n'), rest.size());
    take_word(rest.substr(0, end), pages);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  fit_heights(pages);
  lay_out(pages, draft);
  tell_beside(draft, pages, beside);
  return draft;
}

}  // namespace dl::intake
