#include "records/mask.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "privacy/personal_data.h"
#include "records/write.h"

namespace dl::records {
namespace {

constexpr std::string_view kHidden = "***";

// Surnames of two characters that are in use.
constexpr std::array<std::u32string_view, 32> kCompound = {
    U"欧阳", U"司马", U"上官", U"诸葛", U"夏侯", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"令狐",
    U"司徒", U"宇文", U"长孙", U"司空", U"端木", U"独孤", U"南宫", U"轩辕", U"申屠", U"太史", U"澹台",
    U"公羊", U"赫连", U"闻人", U"呼延", U"淳于", U"单于", U"钟离", U"东郭", U"西门", U"百里"};

std::string person_name(std::string_view name) {
  const auto letters = text::decode(text::trim(name));
  if (letters.empty()) return {};
  const auto head = std::u32string_view(letters).substr(0, 2);
  const bool compound = letters.size() > 2 && std::ranges::find(kCompound, head) != kCompound.end();
  return text::encode(head.substr(0, compound ? 2 : 1)) + "某某";
}

// Three at the head, four at the end, where enough is left between them to hide.
std::string digits(std::string_view text) {
  constexpr std::size_t kHead = 3;
  constexpr std::size_t kTail = 4;
  auto letters = text::decode(text);
  if (letters.size() < 2 * (kHead + kTail) - 3) return std::string(kHidden);
  std::fill(letters.begin() + kHead, letters.end() - kTail, U'*');
  return text::encode(letters);
}

// What follows the last district, town or street office is the house. 小区, 社区 and 园区 are houses, too.
std::string address(std::string_view text) {
  const auto is_house = [](std::string_view before) {
    return before.ends_with("小") || before.ends_with("社") || before.ends_with("园");
  };
  std::size_t end = 0;
  for (std::string_view word : {"区", "县", "镇", "乡", "街道"})
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
      if (!is_house(text.substr(0, at))) end = std::max(end, at + word.size());
  return std::string(text.substr(0, end)) + std::string(kHidden);
}

Value mask_value(Mask mask, const Value& value, const Field& field) {
  const auto* several = value.several();
  if (several == nullptr) return masked(mask, text_of(value, field));
  std::vector<Value> all;
  for (const auto& one : *several) all.emplace_back(masked(mask, text_of(one, field)));
  return all;
}

/// Values that are hidden in their own fields are hidden in other words, too.
std::string without_own(std::string text, const Register& made, const Record& record) {
  for (const auto& field : made.fields) {
    const auto* own = record.at(field.place).text();
    if (own == nullptr || text::length(*own) < 2) continue;
    if (field.privacy != Privacy::Sealed && !is_personal(field, made, record)) continue;
    const auto hidden = field.mask ? masked(*field.mask, *own) : std::string(kHidden);
    for (auto at = text.find(*own); at != text.npos; at = text.find(*own, at + hidden.size()))
      text.replace(at, own->size(), hidden);
  }
  return text;
}

Value scanned_value(const Value& value, const Register& made, const Record& record, const OwnNumbers& own) {
  if (const auto* text = value.text()) {
    privacy::Known known{.numbers = own};
    if (made.at != nullptr) known.day = made.day_of(record, {});
    return privacy::mask_all(without_own(*text, made, record), known);
  }
  const auto* several = value.several();
  if (several == nullptr) return value;
  std::vector<Value> all;
  for (const auto& one : *several) all.push_back(scanned_value(one, made, record, own));
  return all;
}

}  // namespace

std::string masked(Mask mask, std::string_view text) {
  switch (mask) {
    case Mask::PersonName: return person_name(text);
    case Mask::Digits: return digits(text);
    case Mask::Address: return address(text);
    case Mask::Whole: break;
  }
  return std::string(kHidden);
}

bool is_personal(const Field& field, const Register& made, const Record& record) {
  if (field.privacy != Privacy::Personal) return false;
  return !field.personal_when || condition::holds(*field.personal_when, made.facts(record));
}

Value public_value(const Field& field, const Register& made, const Record& record, const OwnNumbers& own) {
  const auto& value = record.at(field.place);
  if (field.privacy == Privacy::Sealed || value.empty()) return {};
  if (field.privacy == Privacy::Scanned) return scanned_value(value, made, record, own);
  if (!is_personal(field, made, record)) return value;
  return mask_value(field.mask.value_or(Mask::Whole), value, field);
}

std::string record_name(const Register& made, const Record& record, const OwnNumbers& own) {
  Record shown(record.size());
  for (const auto& part : made.name.parts)
    if (const auto* field = std::get_if<const Field*>(&part))
      shown[(*field)->place] = public_value(**field, made, record, own);
  return shown_name(made, shown);
}

std::string shown_name(const Register& made, const Record& shown) {
  std::string name;
  for (const auto& part : made.name.parts) {
    if (const auto* text = std::get_if<std::string>(&part))
      name += *text;
    else
      name += shown_of(shown.at(std::get<const Field*>(part)->place), *std::get<const Field*>(part));
  }
  return std::string(text::trim(name));
}

}  // namespace dl::records
