#include "paper/wording.h"

#include <unicode/brkiter.h>
#include <cmath>

#include "base/numerals.h"
#include "paper/geometry.h"

namespace dl::paper {

namespace {

constexpr std::u32string_view kOpening = U"“‘《〈（【〔「『(";
constexpr std::u32string_view kClosing = U"”’》〉）】〕」』)，。、；：？！,.;:?!";
constexpr double kGoodEnd = 2;  ///< characters that a line may be off for an end behind 的 or a closing mark

bool is_ascii_word(char32_t c) { return c > U' ' && c < 0x7F; }

/// For each character whether a word begins there: 换行时要做到词意完整 (7.3.1). By ICU's dictionary; all begin one
/// where it is not to be had.
std::vector<bool> beginnings_of_words(std::u32string_view text) {
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
  if (U_FAILURE(status)) return std::vector<bool>(text.size(), true);
  std::vector<bool> begins(text.size(), false);
  const auto units = icu::UnicodeString::fromUTF8(text::encode(text));
  words->setText(units);
  for (auto at = words->first(); at != icu::BreakIterator::DONE; at = words->next())
    if (const auto character = static_cast<std::size_t>(units.countChar32(0, at)); character < begins.size())
      begins[character] = true;
  return begins;
}

bool may_break(std::u32string_view text, std::size_t at) {
  const auto before = text[at - 1], after = text[at];
  if (kOpening.find(before) != kOpening.npos || kClosing.find(after) != kClosing.npos) return false;
  return after != U'的' && !(is_ascii_word(before) && is_ascii_word(after));
}

bool is_good_end(char32_t c) { return c == U'的' || kClosing.find(c) != kClosing.npos; }

/// Where the first of `lines` lines ends: nearest to its share, within `most`, so that the others can hold the rest.
std::size_t end_of_line(std::u32string_view text, std::size_t lines, double most) {
  const double all = width_of(text), share = all / static_cast<double>(lines);
  const auto begins = beginnings_of_words(text);
  std::size_t best = 0, longest = 1;
  double least = 0, width = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    width += width_of(text.substr(at - 1, 1));
    if (width > most) break;
    longest = at;
    const bool rest_fits = all - width <= most * static_cast<double>(lines - 1);
    if (!rest_fits || !begins[at] || !may_break(text, at)) continue;
    const double cost = std::abs(width - share) - (is_good_end(text[at - 1]) ? kGoodEnd : 0);
    if (best == 0 || cost < least) std::tie(best, least) = std::tuple(at, cost);
  }
  return best == 0 ? longest : best;
}

}  // namespace

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (auto line = text::fold_space(text.substr(0, end)); !line.empty()) found.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::string Numbering::next(int level) {
  const auto at = static_cast<std::size_t>(level - 1);
  const int number = ++counts_[at];
  std::fill(counts_.begin() + level, counts_.end(), 0);
  switch (level) {
    case 1: return text::chinese_number(number) + "、";
    case 2: return "（" + text::chinese_number(number) + "）";
    case 3: return fmt::format("{}.", number);
    default: return fmt::format("（{}）", number);
  }
}

std::string addressee_line(const Letter& letter) {
  auto line = text::fold_space(letter.addressee);
  if (line.ends_with(':')) line.pop_back();
  if (!line.empty() && !line.ends_with("：")) line += "：";
  return line;
}

std::string signer_of(const Letter& letter) {
  auto signer = text::fold_space(letter.signer);
  return signer.empty() ? text::fold_space(letter.agency) : signer;
}

std::string note_line(const Letter& letter) {
  const auto note = text::fold_space(letter.note);
  return note.empty() || note.starts_with("（") ? note : "（" + note + "）";
}

std::string copies_line(const Letter& letter) {
  auto line = text::fold_space(letter.copies_to);
  if (!line.empty() && !line.ends_with("。")) line += "。";
  return line;
}

std::string attachment_name(std::string_view name) {
  auto folded = text::decode(text::fold_space(name));
  while (!folded.empty() && std::u32string_view(U"。；，;,.").find(folded.back()) != std::u32string_view::npos)
    folded.pop_back();
  return text::encode(folded);
}

std::string attachment_number(std::size_t index, std::size_t count) {
  return count > 1 ? fmt::format("{}.", index + 1) : std::string();
}

std::string file_title(const Letter& letter) {
  const auto given = text::fold_space(letter.file_title);
  return given.empty() ? text::fold_space(letter.agency + " " + letter.number) : given;
}

namespace {

void add_words(std::vector<std::string>& words, Numbering& numbering, const Block& block) {
  if (const auto* heading = std::get_if<Heading>(&block)) {
    words.push_back(numbering.next(heading->level) + text::fold_space(heading->text));
  } else if (const auto* facts = std::get_if<Facts>(&block)) {
    for (const auto& row : facts->rows)
      words.push_back(text::fold_space(row.name) + "：" + text::fold_space(row.value));
  } else {
    for (auto& paragraph : paragraphs_of(std::get<Paragraph>(block).text)) words.push_back(std::move(paragraph));
  }
}

}  // namespace

Words words_of(const Letter& letter) {
  Words words{.title = text::fold_space(letter.title), .addressee = addressee_line(letter)};
  if (letter.standing != Standing::Form) {
    words.signer = signer_of(letter);
    words.date = text::chinese_date(letter.date);
  }
  Numbering numbering;
  for (const auto& block : letter.body) add_words(words.paragraphs, numbering, block);
  if (!letter.annex) return words;
  words.annex_title = text::fold_space(letter.annex->title);
  Numbering of_annex;
  for (const auto& block : letter.annex->body) add_words(words.annex, of_annex, block);
  return words;
}

double width_of(std::u32string_view characters) {
  double width = 0;
  for (const auto c : characters) width += c < 0x80 ? 0.5 : 1;
  return width;
}

std::vector<std::string> balanced_lines(std::string_view title, std::size_t most) {
  std::vector<std::string> lines;
  const auto given = paragraphs_of(title);
  const auto widest = static_cast<double>(most);
  for (const auto& line : given) {
    const auto characters = text::decode(line);
    std::u32string_view rest = characters;
    while (!rest.empty()) {
      const auto count = static_cast<std::size_t>(std::ceil(width_of(rest) / widest));
      const auto end = count <= 1 ? rest.size() : end_of_line(rest, count, widest);
      lines.emplace_back(text::trim(text::encode(rest.substr(0, end))));
      rest.remove_prefix(end);
    }
  }
  return lines;
}

Mark mark_of(const Letter& letter) {
  Mark mark{balanced_lines(letter.agency, static_cast<std::size_t>(kWidth / kSmallestMark))};
  double widest = 1;
  for (const auto& line : mark.lines) widest = std::max(widest, width_of(text::decode(line)));
  mark.size = std::floor(2 * std::min(kLargestMark, kWidth / widest)) / 2;
  return mark;
}

}  // namespace dl::paper
