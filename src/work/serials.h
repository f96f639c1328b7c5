// Running numbers as the law and the registry office want them: per kind, agency and year, from 1, without gaps, never
// given twice.
//
// A number is taken in the caller's write transaction: when that is rolled back nobody has had the number, when it is
// committed the number is used up, whatever becomes of its bearer later.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "db/session.h"

namespace dl::work {

/// The next number of this kind ("request", "register:penalties") for an agency in the year of `on`, which is the day
/// that the law dates the thing by, not the day of entry. On PostgreSQL the counter stays locked until the commit, so
/// take it late; a second node waits for it.
Outcome<std::int64_t> next_serial(db::Session& session, std::string_view kind, std::int64_t agency, Date on);

/// How a number is written: text with {agency}, {year} and {serial} or {serial:5} (zeros in front up to so many
/// digits), such as "{agency}-{year}-{serial:5}" or "{agency}〔{year}〕第{serial}号".
class NumberTemplate {
 public:
  /// Fault::Invalid `serial.template` for a part that is none of these, and unless each of year and serial stands once:
  /// without the year numbers come again, and letters that went out carry them.
  static Outcome<NumberTemplate> parse(std::string_view text);

  std::string format(std::string_view agency, int year, std::int64_t serial) const;

 private:
  enum class Part : std::uint8_t { Text, Agency, Year, Serial };
  struct Piece {
    Part part = Part::Text;
    std::string text = {};
    int digits = 0;
  };
  static Outcome<Piece> parse_part(std::string_view name);
  std::vector<Piece> pieces_ = {};
};

}  // namespace dl::work
