// Personal data in a text: found by pattern and check digit, masked for publication.
//
// Only what belongs to a person: numbers of identity cards, mobile telephones and bank cards.
// Landlines and service numbers (12345, 110) are how an office is reached and are never found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dl::intake {

enum class PersonalKind { ResidentNumber, Mobile, BankCard };

struct PersonalData {
  PersonalKind kind = PersonalKind::Mobile;
  std::size_t offset = 0;   ///< bytes
  std::size_t size = 0;     ///< bytes, separators between the digits included
  std::string number = {};  ///< the digits alone
};

/// Finds identity numbers (GB 11643—1999, check digit, area and birth date right; the old form of 15
/// digits only behind 身份证), mobile numbers (11 digits from 13 to 19, with or without +86), and bank
/// cards (16–19 digits, Luhn's sum right, behind a word such as 卡号 or 账号). Digits may be of either
/// width and may be grouped by single spaces or dashes. `exempt` numbers are passed over.
std::vector<PersonalData> find_personal_data(std::string_view text, const std::vector<std::string>& exempt = {});

/// 138****5678, 110101********8888, 6222***********0123: the forms that published documents use.
std::string mask(const PersonalData& data);

/// "身份证号", "手机号", "银行卡号".
std::string_view chinese_of(PersonalKind kind);

}  // namespace dl::intake
