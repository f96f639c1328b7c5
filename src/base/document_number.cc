#include <fmt/format.h>

#include "base/identifiers.h"
#include "base/numerals.h"
#include "base/text.h"

namespace dl {
namespace {

constexpr std::size_t kMostCharacters = 64;
constexpr std::size_t kMostAgency = 16;

/// Words that lead in to a number in running text and are no part of an agency's word.
constexpr std::u32string_view kLeads[] = {U"根据", U"按照", U"依据", U"依照", U"贯彻", U"落实",
                                          U"印发", U"转发", U"执行", U"下发", U"关于", U"参照",
                                          U"废止", U"文件", U"通知", U"意见", U"的",   U"号"};
constexpr std::u32string_view kConnectives = U"和与及并或";

/// A character of the text and the byte where it starts.
struct Placed {
  char32_t c = 0;
  std::size_t at = 0;
};

using Letters = std::vector<Placed>;

void add(std::vector<Departure>& departures, Departure departure) {
  if (std::find(departures.begin(), departures.end(), departure) == departures.end()) departures.push_back(departure);
}

bool is_numeral(char32_t c) {
  return text::is_digit(c) ||
         std::u32string_view(U"〇○零一二三四五六七八九十百千").find(c) != std::u32string_view::npos;
}

/// Letters of a text without white space; notes it when there was some between two of them.
Letters letters_of(std::string_view text, std::vector<Departure>& departures) {
  Letters letters;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    char32_t c = text::next(text, at);
    if (text::is_space(c)) {
      space = !letters.empty();
      continue;
    }
    if (space) add(departures, Departure::Spacing);
    space = false;
    letters.push_back({c, from});
  }
  return letters;
}

/// Reads numerals from `at` on and moves it past them; -1 when there are none or too many.
int read_numerals(const Letters& letters, std::size_t& at, std::size_t most, std::vector<Departure>& departures) {
  std::u32string run;
  for (; at < letters.size() && is_numeral(letters[at].c) && run.size() <= most; ++at) run += letters[at].c;
  if (run.empty() || run.size() > most) return -1;
  auto value = text::parse_number(text::encode(run));
  if (!value || *value > 999'999) return -1;
  for (char32_t c : run)
    if (c > U'9') add(departures, Departure::Numerals);
  return static_cast<int>(*value);
}

/// Reads 〔2016〕 in any brackets at `at`, where the opening one stands.
bool read_year(const Letters& letters, std::size_t& at, DocumentNumber& number) {
  bool proper = letters[at].c == U'〔';
  std::size_t from = ++at;
  int year = read_numerals(letters, at, 4, number.departures);
  std::size_t written = at - from;
  if (year < 0 || (written != 2 && written != 4)) return false;
  if (written == 2) {
    if (year > 99) return false;
    year += year < 50 ? 2000 : 1900;
    add(number.departures, Departure::ShortYear);
  }
  if (at < letters.size() && letters[at].c == U'年') {
    add(number.departures, Departure::YearMark);
    ++at;
  }
  if (at >= letters.size() || text::fold_character(letters[at].c) != U'〕' || year < 1900 || year > 2099) return false;
  proper = proper && letters[at].c == U'〕';
  if (!proper) add(number.departures, Departure::Brackets);
  number.year = year;
  ++at;
  return true;
}

/// Reads 第34号 or 34号 at `at`.
bool read_serial(const Letters& letters, std::size_t& at, DocumentNumber& number) {
  if (at < letters.size() && letters[at].c == U'第') {
    if (!number.order) add(number.departures, Departure::Ordinal);
    ++at;
  }
  std::size_t from = at;
  number.serial = read_numerals(letters, at, 8, number.departures);
  if (number.serial < 1) return false;
  if (text::fold_character(letters[from].c) == U'0') add(number.departures, Departure::LeadingZero);
  if (at < letters.size() && letters[at].c == U'号') {
    ++at;
  } else {
    add(number.departures, Departure::NoSuffix);
  }
  return true;
}

std::string agency_of(const Letters& letters, std::size_t from, std::size_t to) {
  std::string word;
  for (std::size_t i = from; i < to; ++i) text::append(word, letters[i].c);
  return word;
}

bool all_han(const Letters& letters, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (!text::is_han(letters[i].c)) return false;
  return from < to;
}

/// Where the agency word that ends before `to` begins.
std::size_t agency_start(const Letters& letters, std::size_t to) {
  std::size_t from = to;
  std::u32string word;
  while (from > 0 && to - from < kMostAgency && text::is_han(letters[from - 1].c)) word += letters[--from].c;
  std::u32string forward(word.rbegin(), word.rend());
  bool after_number = false;
  std::size_t skip = 0;
  for (auto lead : kLeads) {
    auto found = forward.rfind(lead);
    if (found == forward.npos || found + lead.size() <= skip) continue;
    skip = found + lead.size();
    after_number = true;
  }
  bool after_mark =
      skip == 0 && from > 0 && std::u32string_view(U"》）)”").find(letters[from - 1].c) != std::u32string_view::npos;
  if ((after_number || after_mark) && skip < forward.size() && kConnectives.find(forward[skip]) != kConnectives.npos)
    ++skip;
  return from + skip;
}

void sort_departures(DocumentNumber& number) { std::sort(number.departures.begin(), number.departures.end()); }

std::optional<DocumentNumber> parse_order(const Letters& letters, DocumentNumber number) {
  for (std::size_t at = 1; at < letters.size(); ++at) {
    if (letters[at - 1].c != U'令') continue;
    if (letters[at].c != U'第' || !all_han(letters, 0, at)) continue;
    number.agency = agency_of(letters, 0, at);
    number.order = true;
    if (!read_serial(letters, at, number) || at != letters.size()) return std::nullopt;
    sort_departures(number);
    return number;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Departure departure) {
  switch (departure) {
    case Departure::Brackets: return "brackets";
    case Departure::Ordinal: return "ordinal";
    case Departure::LeadingZero: return "leading-zero";
    case Departure::ShortYear: return "short-year";
    case Departure::YearMark: return "year-mark";
    case Departure::Numerals: return "numerals";
    case Departure::Spacing: return "spacing";
    case Departure::NoSuffix: return "no-suffix";
  }
  return "unknown";
}

std::optional<DocumentNumber> DocumentNumber::parse(std::string_view text) {
  if (text.size() > kMostCharacters * 4) return std::nullopt;
  DocumentNumber number;
  auto letters = letters_of(text, number.departures);
  if (letters.size() > kMostCharacters) return std::nullopt;
  std::size_t at = 0;
  while (at < letters.size() && text::is_han(letters[at].c)) ++at;
  if (at == letters.size() || text::fold_character(letters[at].c) != U'〔') return parse_order(letters, number);
  if (at == 0) return std::nullopt;
  number.agency = agency_of(letters, 0, at);
  if (!read_year(letters, at, number) || !read_serial(letters, at, number) || at != letters.size()) return std::nullopt;
  sort_departures(number);
  return number;
}

std::string DocumentNumber::text() const {
  if (order) return fmt::format("{}第{}号", agency, serial);
  return fmt::format("{}〔{}〕{}号", agency, year, serial);
}

bool DocumentNumber::departs(Departure departure) const {
  return std::find(departures.begin(), departures.end(), departure) != departures.end();
}

std::vector<FoundDocumentNumber> find_document_numbers(std::string_view text) {
  std::vector<FoundDocumentNumber> found;
  std::vector<Departure> ignored;
  auto letters = letters_of(text, ignored);
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (text::fold_character(letters[i].c) != U'〔' || !text::is_han(letters[i - 1].c)) continue;
    FoundDocumentNumber hit;
    std::size_t at = i;
    if (!read_year(letters, at, hit.number) || !read_serial(letters, at, hit.number)) continue;
    // In running text only a whole form is a number: （2020）3 is as likely a remark.
    if (hit.number.departs(Departure::NoSuffix)) continue;
    std::size_t from = agency_start(letters, i);
    if (from == i) continue;
    hit.number.agency = agency_of(letters, from, i);
    hit.offset = letters[from].at;
    hit.size = (at < letters.size() ? letters[at].at : text.size()) - hit.offset;
    auto written = text::trim(text.substr(hit.offset, hit.size));
    hit.size = written.size();
    if (text::remove_space(written).size() != written.size()) add(hit.number.departures, Departure::Spacing);
    sort_departures(hit.number);
    found.push_back(std::move(hit));
    i = at - 1;
  }
  return found;
}

}  // namespace dl
