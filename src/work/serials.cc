#include "work/serials.h"

#include <algorithm>
#include <charconv>

namespace dl::work {
namespace {

constexpr int kMostDigits = 12;

}  // namespace

Outcome<std::int64_t> next_serial(db::Session& session, std::string_view kind, std::int64_t agency, Date on) {
  return session.value<std::int64_t>(
      "INSERT INTO serial_counter (kind, agency, year, last) VALUES (:kind, :agency, :year, 1) "
      "ON CONFLICT (kind, agency, year) DO UPDATE SET last = serial_counter.last + 1 RETURNING last",
      kind, agency, on.year());
}

Outcome<NumberTemplate::Piece> NumberTemplate::parse_part(std::string_view name) {
  if (name == "agency") return Piece{Part::Agency, {}, 0};
  if (name == "year") return Piece{Part::Year, {}, 0};
  if (name == "serial") return Piece{Part::Serial, {}, 0};
  constexpr std::string_view kPadded = "serial:";
  Piece piece{Part::Serial, {}, 0};
  if (name.starts_with(kPadded)) {
    auto digits = name.substr(kPadded.size());
    auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), piece.digits);
    if (problem == std::errc() && end == digits.data() + digits.size() && piece.digits >= 1 &&
        piece.digits <= kMostDigits)
      return piece;
  }
  return fail(Fault::Invalid, "serial.template", std::string(name));
}

Outcome<NumberTemplate> NumberTemplate::parse(std::string_view text) {
  NumberTemplate made;
  std::string_view rest = text;
  while (!rest.empty()) {
    auto open = rest.find_first_of("{}");
    if (open > 0) made.pieces_.push_back({Part::Text, std::string(rest.substr(0, open)), 0});
    if (open == std::string_view::npos) break;
    auto close = rest.find('}', open);
    if (rest[open] == '}' || close == std::string_view::npos)
      return fail(Fault::Invalid, "serial.template", std::string(text));
    DL_TRY(auto piece, parse_part(rest.substr(open + 1, close - open - 1)));
    made.pieces_.push_back(std::move(piece));
    rest.remove_prefix(close + 1);
  }
  for (auto owed : {Part::Year, Part::Serial})
    if (std::ranges::count(made.pieces_, owed, &Piece::part) != 1)
      return fail(Fault::Invalid, "serial.template", std::string(text));
  return made;
}

std::string NumberTemplate::format(std::string_view agency, int year, std::int64_t serial) const {
  std::string text;
  for (const auto& piece : pieces_) switch (piece.part) {
      case Part::Text: text += piece.text; break;
      case Part::Agency: text += agency; break;
      case Part::Year: text += fmt::format("{:04}", year); break;
      case Part::Serial: text += fmt::format("{:0{}}", serial, piece.digits); break;
    }
  return text;
}

}  // namespace dl::work
