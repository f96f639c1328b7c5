// Personal data in a text: what stands where, and how it is written once it is hidden.
//
// One finder for documents, records and letters. It knows numbers by their form and check digits, and names and home
// addresses by the words around them; so it says what a person has to look at, and never that a text is clean. What
// leaves the house is read once more by residue.h, which shares no rule with this. Pure; takes any bytes; time grows
// with the text, memory with one paragraph and what is found.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace dl::privacy {

enum class Kind : std::uint8_t {
  ResidentNumber,  ///< 公民身份号码, GB 11643—1999, of 18 or 15 digits; also 居住证 of 港澳台 (81, 82, 83)
  Mobile,          ///< 11 digits from 13 to 19, with or without +86
  Landline,        ///< with an area code, or behind a word for telephone
  BankCard,        ///< 13 to 19 digits, Luhn's sum and the issuer's prefix right
  Plate,           ///< 机动车号牌, GA 36: blue and yellow (5) and new-energy ones (6)
  Passport,        ///< 护照 of this country: a letter and eight characters
  Permit,          ///< 港澳通行证, 回乡证, 台胞证, 军官证 behind their name
  Email,
  Name,     ///< of a person who holds no office here
  Address,  ///< of a home, down to a number, a building or a village
};

struct Found {
  Kind kind = Kind::Mobile;
  std::size_t offset = 0;  ///< bytes
  std::size_t size = 0;    ///< bytes; separators inside included
  std::string value = {};  ///< of numbers the characters alone, narrow; of words as they stand
  bool minor = false;      ///< belongs to somebody under 18 on Known::day, or of such a stated age

  friend bool operator==(const Found&, const Found&) = default;
};

/// Who has written a text: an office names its own telephones and mailboxes in passing, a citizen his or hers.
enum class Voice : std::uint8_t { Office, Citizen };

/// What is public anyway, who speaks, and the day that ages are counted to.
struct Known {
  std::vector<std::string> numbers = {};    ///< the agencies' own, digits alone
  std::vector<std::string> officials = {};  ///< names of people in office
  Voice voice = Voice::Office;
  std::optional<Date> day = {};
};

/// Reads a text in parts: learn() each of them, then find() in each. A name that stands once behind a word such as
/// 当事人 is found wherever it stands; names beside an office (局长张某) are left alone unless such a word names
/// them. Of what offices write, landlines and mailboxes are found only where a person is spoken of; of what citizens
/// write, all but those of offices (咨询电话). Addresses of companies and offices, 110 and 12345 are never found.
class Finder {
 public:
  explicit Finder(Known known = {});
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  void learn(std::string_view text);
  /// In the order of the text; none overlaps another.
  std::vector<Found> find(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A text of one part.
std::vector<Found> find_personal_data(std::string_view text, const Known& known = {});

/// 138****5678, 110101********8888, 6222***********0123, 京A***45, 0731-****5678, z***@example.com, 张某某, and of an
/// address what stands above road and village: 某市某区***. Of minors nothing stays.
std::string mask(const Found& found);

/// The text with all that is found masked, until nothing more is found in it.
std::string mask_all(std::string_view text, const Known& known = {});

/// "身份证号", "手机号", …
std::string_view chinese_of(Kind kind);

/// The digits of each telephone number in words of contact: "0421-2827333、3868266" gives two.
std::vector<std::string> telephone_numbers(std::string_view contact);

}  // namespace dl::privacy
