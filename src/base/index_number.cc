#include <fmt/format.h>

#include <charconv>

#include "base/identifiers.h"
#include "base/text.h"

namespace dl {
namespace {

constexpr std::size_t kCreditCode = 18;
constexpr int kMostShort = 99'999;
constexpr int kMostLong = 9'999'999;

/// The value of a text of digits of a permitted length, or -1.
int digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return -1;
  int value = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool whole = error == std::errc() && end == text.data() + text.size() && text[0] != '-';
  return whole ? value : -1;
}

Outcome<std::string> agency_code(std::string_view text) {
  auto checked = check_agency_code(text);
  if (!checked.acceptable())
    return fail(Fault::Invalid, "index_number.agency", fmt::format("{} ({})", text, checked.problem));
  return std::move(checked.canonical);
}

}  // namespace

Outcome<IndexNumber> IndexNumber::parse(std::string_view text) {
  auto malformed = [&] { return fail(Fault::Invalid, "index_number.form", std::string(text::cut(text, 60))); };
  if (text.size() > 200) return malformed();
  auto plain = text::remove_space(text::fold_width(text));
  auto slash = plain.find('/');
  if (slash == plain.npos || slash < 9 || slash > kCreditCode) return malformed();
  auto rest = std::string_view(plain).substr(slash + 1);
  if (rest.size() < 10 || rest[4] != '-') return malformed();
  IndexNumber number;
  number.year = digits(rest.substr(0, 4), 4, 4);
  number.serial = digits(rest.substr(5), 5, slash == kCreditCode ? 7 : 5);
  number.width = static_cast<int>(rest.size() - 5);
  if (number.year < 1949 || number.year > 2199 || number.serial < 1) return malformed();
  DL_TRY(number.agency, agency_code(std::string_view(plain).substr(0, slash)));
  return number;
}

Outcome<IndexNumber> IndexNumber::next(std::string_view agency, int year, std::optional<int> last_serial) {
  IndexNumber number{{}, year, last_serial.value_or(0) + 1, 5};
  DL_TRY(number.agency, agency_code(agency));
  int most = number.agency.size() == kCreditCode ? kMostLong : kMostShort;
  if (number.serial > most) return fail(Fault::Conflict, "index_number.exhausted", number.agency);
  while (number.serial > kMostShort && number.width < static_cast<int>(std::to_string(number.serial).size()))
    ++number.width;
  return number;
}

std::string IndexNumber::text() const { return fmt::format("{}/{:04}-{:0{}}", agency, year, serial, width); }

}  // namespace dl
