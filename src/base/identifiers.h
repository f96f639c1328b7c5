// The numbers that agencies, people, documents and sites bear, with their check digits.
//
// Reading is forgiving of width, case and white space and strict about the rest; what may be a
// genuine number that was issued wrongly is doubtful, not wrong. Pure, takes any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl {

enum class Verdict : std::uint8_t {
  Right,     ///< form and check digits are right
  Doubtful,  ///< to be accepted with a warning: genuine numbers like this exist
  Wrong,     ///< to be refused
};

/// What came of checking a number: its one form, the verdict, and the message key of what is wrong.
struct Checked {
  Verdict verdict = Verdict::Wrong;
  std::string canonical = {};  ///< upper case, narrow, without white space; empty when the form is wrong
  std::string problem = {};    ///< such as "credit_code.check_digit"; empty when Right

  bool acceptable() const { return verdict != Verdict::Wrong; }
};

/// 统一社会信用代码, GB 32100—2015 with its amendment of 2016: 18 characters.
/// Wrong: `credit_code.form`, `credit_code.registrar` (no such pair of registrar and kind),
/// `credit_code.check_digit` (neither it nor the organisation code inside fits).
/// Doubtful: `credit_code.check_digit_alone` (the organisation code inside fits: codes issued before
/// the clean-up), `credit_code.organisation` (only the code inside does not fit),
/// `credit_code.registrar_old` (54, 55), `credit_code.area` (no such province).
Checked check_credit_code(std::string_view text);

/// 组织机构代码, GB 11714—1997: eight characters and a check digit, with or without "-" before it.
/// `organisation_code.form`, `organisation_code.check_digit`; never doubtful.
Checked check_organisation_code(std::string_view text);

/// Either of the two above, by length: what `--agency CODE` takes. Other lengths: `agency_code.form`.
Checked check_agency_code(std::string_view text);

/// 公民身份号码, GB 11643—1999; the old form of 15 digits gives the 18-digit one as canonical.
/// `resident_number.form`, `.area`, `.birth`, `.check_digit`; never doubtful.
Checked check_resident_number(std::string_view text);

/// 网站标识码: ten digits, or "bm" and eight digits. The rule is inferred from observed codes, so
/// anything else is `site_code.form` and merely doubtful if it is ten letters and digits.
Checked check_site_code(std::string_view text);

/// Luhn's sum over decimal digits alone; false for anything else.
bool passes_luhn(std::string_view digits);

/// The check characters of what stands before them; '\0' when that has a character that may not be there.
char credit_code_check_digit(std::string_view first_17);
char organisation_code_check_digit(std::string_view first_8);
char resident_number_check_digit(std::string_view first_17);

/// 索引号: "000014349/2020-10036" or, newer, "11441700007280420Y/2021-00050". Given when a document is
/// published, unique, and never changed, even if the agency is (政府信息公开目录系统实施指引).
struct IndexNumber {
  std::string agency = {};  ///< organisation code (9) or credit code (18)
  int year = 0;
  int serial = 0;
  int width = 5;  ///< digits of the serial as written: 5, with a credit code up to 7

  /// Fails with `index_number.form`, or `index_number.agency` when the code's check digit is wrong.
  /// Of 18-character codes the doubtful ones are taken.
  static Outcome<IndexNumber> parse(std::string_view text);
  /// The number after `last` of the same agency and year, or serial 1 when there is none. Fails with
  /// `index_number.agency`, or `index_number.exhausted` after 99,999 (credit code: 9,999,999).
  static Outcome<IndexNumber> next(std::string_view agency, int year, std::optional<int> last_serial);

  std::string text() const;
  friend bool operator==(const IndexNumber&, const IndexNumber&) = default;
};

/// A way in which a written 文号 departs from 党政机关公文格式 (GB/T 9704—2012, 7.2.5). The names from
/// name_of() go into warnings; do not rename.
enum class Departure : std::uint8_t {
  Brackets,     ///< other brackets than 〔〕 around the year
  Ordinal,      ///< 第 before the serial
  LeadingZero,  ///< 01号
  ShortYear,    ///< 〔16〕
  YearMark,     ///< 〔2016年〕
  Numerals,     ///< Chinese or full-width numerals
  Spacing,      ///< white space inside
  NoSuffix,     ///< no 号 at the end
};

std::string_view name_of(Departure departure);

/// 文号 (发文字号): agency word, year, serial; or the number of an order (令第711号), which has no year.
struct DocumentNumber {
  std::string agency = {};  ///< 机关代字 such as 国办发; of an order what stands before 第: 国务院令
  int year = 0;             ///< 0 for orders
  int serial = 0;
  bool order = false;
  std::vector<Departure> departures = {};  ///< each at most once, in the order of the enum

  /// Reads a text that is nothing but a number, in any bracket and width; empty when it is none.
  static std::optional<DocumentNumber> parse(std::string_view text);

  /// 国办发〔2017〕47号, 国务院令第711号.
  std::string text() const;
  bool departs(Departure departure) const;
};

/// A number inside running text, and where: byte offset and length of what was read.
struct FoundDocumentNumber {
  DocumentNumber number = {};
  std::size_t offset = 0;
  std::size_t size = 0;
};

/// The numbers with a year that running text names, in order. The agency word is taken back to the
/// last character that is no ideograph, less words that lead in (根据, 按照 …); at most 16 characters.
std::vector<FoundDocumentNumber> find_document_numbers(std::string_view text);

}  // namespace dl
