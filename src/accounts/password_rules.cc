#include "accounts/password_rules.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unordered_set>

#include "base/guarded.h"
#include "base/resources.h"
#include "base/text.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kLongest = 1024;   // bytes; longer ones are nobody's
constexpr std::size_t kWordLetters = 4;  // a shorter Latin word is found in too much
constexpr std::size_t kOwnLetters = 4;   // what must be left of a password without the words that anybody thinks of

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || c >= 0x80; }

// Signs that look like a letter, as that letter; i, l, 1 and | are one.
char32_t letter_for(char32_t c) {
  static constexpr std::pair<char32_t, char32_t> kAlike[] = {
      {U'0', U'o'}, {U'1', U'i'}, {U'l', U'i'}, {U'!', U'i'}, {U'|', U'i'}, {U'3', U'e'}, {U'4', U'a'},
      {U'@', U'a'}, {U'5', U's'}, {U'$', U's'}, {U'7', U't'}, {U'+', U't'}, {U'8', U'b'}, {U'9', U'g'}};
  for (auto [sign, letter] : kAlike)
    if (sign == c) return letter;
  return c;
}

std::u32string small(std::string_view text) {
  auto characters = text::decode(text::fold_width(text));
  for (auto& c : characters)
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return characters;
}

std::u32string alike(std::u32string characters) {
  std::transform(characters.begin(), characters.end(), characters.begin(), letter_for);
  return characters;
}

std::u32string only_letters(std::u32string characters) {
  std::erase_if(characters, [](char32_t c) { return !is_letter(c); });
  return characters;
}

// The password as a whole, and without what is no letter at its front, its back, or both: a sign there may stand for
// a letter, as in "@dmin2026", or be put there, as in "2026admin!".
std::vector<std::u32string> cores_of(std::string_view password) {
  auto whole = small(password);
  auto first = std::find_if(whole.begin(), whole.end(), is_letter);
  auto last = std::find_if(whole.rbegin(), whole.rend(), is_letter).base();
  std::vector<std::u32string> cores = {whole};
  if (first < last) cores.insert(cores.end(), {{first, whole.end()}, {whole.begin(), last}, {first, last}});
  return cores;
}

template <class Take>
void each_line(const char* resource, Take take) {
  auto list = find_resource(resource);
  if (!list) throw std::runtime_error(std::string(resource) + " is not built in");
  for (std::string_view rest = *list; !rest.empty();) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty() && line.front() != '#') take(line);
  }
}

bool is_common(std::string_view password) {
  static const auto known = [] {
    std::unordered_set<std::u32string> cores;
    for (const char* list : {"passwords/password.lst", "data/password_words.txt"})
      each_line(list, [&](std::string_view line) { cores.insert(alike(small(line))); });
    return cores;
  }();
  auto cores = cores_of(password);
  return std::any_of(cores.begin(), cores.end(), [](const auto& core) { return known.contains(alike(core)); });
}

void add_word(std::vector<std::u32string>& words, std::string_view text) {
  auto word = only_letters(small(text));
  bool han = std::any_of(word.begin(), word.end(), text::is_han);
  if (word.size() >= (han ? 2 : kWordLetters)) words.push_back(std::move(word));
}

void add_with_pinyin(std::vector<std::u32string>& words, std::string_view text) {
  add_word(words, text);
  add_word(words, pinyin_of(text));
}

// 青石市城管局: the whole, its place 青石市 and 青石, and what it is there, 城管局 and 城管.
void add_agency(std::vector<std::u32string>& words, std::string_view name) {
  add_with_pinyin(words, name);
  for (std::string_view kind : {"省", "自治区", "自治州", "盟", "市", "自治县", "县", "旗", "区", "镇", "乡"}) {
    auto at = name.find(kind);
    if (at == std::string_view::npos || text::length(name.substr(0, at)) < 2) continue;
    auto rest = name.substr(at + kind.size());
    for (auto part : {name.substr(0, at), name.substr(0, at + kind.size()), rest}) add_with_pinyin(words, part);
    for (std::string_view office : {"局", "委员会", "委", "办公室", "办", "厅", "中心"})
      if (rest.ends_with(office)) add_with_pinyin(words, rest.substr(0, rest.size() - office.size()));
  }
}

// Takes the words out, the longest first; true when there were any and little of one's own is left.
bool is_of_words(std::u32string left, const std::vector<std::u32string>& words) {
  bool any = false;
  for (const auto& word : words)
    for (auto at = left.find(word); at != std::u32string::npos; at = left.find(word)) {
      left.erase(at, word.size());
      any = true;
    }
  return any && left.size() < kOwnLetters;
}

bool is_of_context(std::string_view password, const Whose& whose) {
  static const auto common = [] {
    std::vector<std::u32string> words;
    each_line("data/password_words.txt", [&](std::string_view line) { add_word(words, line); });
    return words;
  }();
  auto words = common;
  add_word(words, whose.login);
  add_with_pinyin(words, whose.name);
  for (const auto& agency : whose.agencies) add_agency(words, agency);
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  auto letters = words;
  for (auto& word : letters) word = alike(std::move(word));
  for (const auto& core : cores_of(password))
    if (is_of_words(only_letters(core), words) || is_of_words(only_letters(alike(core)), letters)) return true;
  return false;
}

int kinds_in(std::string_view password) {
  bool capital = false;
  bool small = false;
  bool digit = false;
  bool other = false;
  for (char c : password) {
    capital = capital || (c >= 'A' && c <= 'Z');
    small = small || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
    other = other || !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }
  return int{capital} + int{small} + int{digit} + int{other};
}

}  // namespace

std::vector<FieldProblem> problems_of_password(const Policy& policy, std::string_view password, const Whose& whose) {
  std::vector<FieldProblem> problems;
  auto refuse = [&](const char* key) { problems.push_back({"password", key}); };
  if (text::length(password) < static_cast<std::size_t>(policy.password_length)) refuse("password.short");
  if (password.size() > kLongest || !text::is_utf8(password)) {
    refuse("password.form");
    return problems;
  }
  if (kinds_in(password) < policy.password_kinds) refuse("password.kinds");
  std::string folded = text::ascii_lower(password);
  std::string login = text::ascii_lower(whose.login);
  std::string backwards(login.rbegin(), login.rend());
  if (!login.empty() && (folded.find(login) != std::string::npos || folded.find(backwards) != std::string::npos))
    refuse("password.login");
  if (is_common(password))
    refuse("password.common");
  else if (is_of_context(password, whose))
    refuse("password.context");
  return problems;
}

std::string pinyin_of(std::string_view text) {
  static Mutex mutex;
  static const auto latin = [] {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Han-Latin; NFD; [:Nonspacing Mark:] Remove; [:White_Space:] Remove; Lower", UTRANS_FORWARD, code));
    if (U_FAILURE(code) != 0 || made == nullptr) throw std::runtime_error(u_errorName(code));
    return made;
  }();
  auto characters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  {
    Lock lock(mutex);
    latin->transliterate(characters);
  }
  std::string written;
  characters.toUTF8String(written);
  return written;
}

}  // namespace dl::accounts
