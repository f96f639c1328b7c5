#include "questions/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "privacy/personal_data.h"
#include "search/terms.h"

namespace dl::questions {
namespace {

using View = std::u32string_view;

constexpr std::size_t kMostDigits = 4;    // in a row: a year, a number of a document
constexpr std::size_t kMostNumerals = 6;  // 一三八 … written out
constexpr std::size_t kLongestCode = 4;   // of letters with digits: pm25

// Behind or before these stands a name, an account or an address of somebody.
constexpr std::array<View, 23> kCues = {U"我叫",   U"名叫",   U"姓名",   U"本人姓", U"先生",     U"女士",
                                        U"小姐",   U"同志",   U"老师",   U"大夫",   U"身份证号", U"手机号",
                                        U"电话是", U"电话号", U"微信号", U"qq号",   U"账号",     U"卡号",
                                        U"车牌号", U"家住",   U"住在",   U"户主",   U"邮箱"};

// Behind digits these make a house, a door or a household of them.
constexpr std::array<View, 9> kPlaces = {U"号楼", U"栋", U"幢", U"单元", U"室", U"弄", U"户", U"号院", U"门牌"};

// The commonest surnames that begin hardly any other word.
constexpr View kSurnames =
    U"王李张刘陈杨赵周吴徐孙朱胡郭何罗郑梁谢宋邓冯韩曹曾彭蔡潘袁蒋魏吕沈姚卢傅崔谭廖汪薛邹孟秦侯邵郝龚覃戴贺顾尹黎";
constexpr std::array<View, 8> kLongSurnames = {U"欧阳", U"上官", U"司马", U"诸葛", U"司徒", U"皇甫", U"慕容", U"令狐"};

// What begins as a name does and is none.
constexpr std::array<View, 11> kNoNames = {U"张贴", U"杨树", U"杨絮", U"周边", U"周末", U"周围",
                                           U"周期", U"胡同", U"何时", U"何处", U"王府"};

// Behind a name these say that something is told of whose it is.
constexpr View kBehindNames = U"的被是在和与欠";

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_code(char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z'); }
bool is_numeral(char32_t c) { return View(U"〇零一二三四五六七八九").find(c) != View::npos; }

/// The longest stretch of characters that are `so`.
template <class So>
std::size_t longest(View run, So so) {
  std::size_t most = 0;
  std::size_t length = 0;
  for (const char32_t c : run) {
    length = so(c) ? length + 1 : 0;
    most = std::max(most, length);
  }
  return most;
}

/// Letters and digits together, longer than a sign like a4 or pm25: a plate, an account, a number of somebody.
bool has_code(View run) {
  for (std::size_t at = 0; at < run.size();) {
    std::size_t end = at;
    bool digit = false;
    bool letter = false;
    for (; end < run.size() && is_code(run[end]); ++end) (is_digit(run[end]) ? digit : letter) = true;
    if (digit && letter && end - at > kLongestCode) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

bool has_house(View run) {
  for (std::size_t at = 1; at < run.size(); ++at) {
    if (!is_digit(run[at - 1]) && !is_numeral(run[at - 1])) continue;
    const auto rest = run.substr(at);
    if (std::any_of(kPlaces.begin(), kPlaces.end(), [&](View place) { return rest.starts_with(place); })) return true;
    // 人民路12号, 三里巷7号; a line of the underground goes on: 12号线.
    const bool number = rest.starts_with(U"号") && !rest.starts_with(U"号线") && !rest.starts_with(U"号文");
    if (number && run.substr(0, at).find_last_of(U"路街巷道里村") != View::npos) return true;
  }
  return false;
}

/// How many characters of the run are a surname; 0 for none.
std::size_t surname_of(View run) {
  const auto begins = [&](View surname) { return run.starts_with(surname); };
  if (std::any_of(kLongSurnames.begin(), kLongSurnames.end(), begins)) return 2;
  return run.empty() || kSurnames.find(run[0]) == View::npos ? 0 : 1;
}

/// A surname with one or two characters, alone or before what tells of somebody: 王建国, 王建国的.
bool is_name(View run) {
  const auto surname = surname_of(run);
  const bool word = std::any_of(kNoNames.begin(), kNoNames.end(), [&](View one) { return run.starts_with(one); });
  if (surname == 0 || word) return false;
  for (std::size_t given = 1; given <= 2; ++given) {
    const auto length = surname + given;
    if (run.size() < length ||
        !std::all_of(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(length), text::is_han))
      break;
    if (run.size() == length || kBehindNames.find(run[length]) != View::npos) return true;
  }
  return false;
}

bool is_personal(View run) {
  const auto has = [&](View cue) { return run.find(cue) != View::npos; };
  return longest(run, is_digit) > kMostDigits || longest(run, is_numeral) > kMostNumerals || has_code(run) ||
         has_house(run) || std::any_of(kCues.begin(), kCues.end(), has);
}

}  // namespace

std::string key_of(std::string_view question) {
  std::string key;
  for (const auto& run : search::runs_of(question)) key += (key.empty() ? "" : " ") + text::encode(run);
  return key;
}

bool tells_of_person(std::string_view text) {
  if (!privacy::find_personal_data(text, {.voice = privacy::Voice::Citizen}).empty()) return true;
  if (text.find('@') != text.npos || text.find("＠") != text.npos) return true;
  const auto runs = search::runs_of(text);
  if (std::any_of(runs.begin(), runs.end(), [](const auto& run) { return is_personal(run); })) return true;
  // Digits that blanks and dashes hold apart are one number still.
  std::u32string whole;
  for (const auto& run : runs) {
    const bool goes_on = !whole.empty() && is_digit(whole.back()) && is_digit(run.front());
    if (!goes_on) whole += U' ';
    whole += run;
  }
  constexpr std::size_t kShortestNumber = 9;  // two years are eight digits, a year and a number seven
  return longest(whole, is_digit) >= kShortestNumber;
}

bool may_be_of_person(std::string_view text) {
  const auto runs = search::runs_of(text);
  return tells_of_person(text) || std::any_of(runs.begin(), runs.end(), [](const auto& run) { return is_name(run); });
}

std::optional<std::string> kept_words(std::string_view question) {
  auto key = key_of(question);
  const auto length = text::length(key);
  if (length < 2 || length > kLongestWords || may_be_of_person(question)) return std::nullopt;
  return key;
}

}  // namespace dl::questions
