// Random conditions and records over a few fields, for properties. For tests only.
#pragma once

#include <rapidcheck.h>

#include <map>

#include "base/condition.h"

namespace dl::condition::arbitrary {

using Record = std::map<std::string, Value>;

inline const std::vector<Field>& fields() {
  static const std::vector<Field> list = {{"kind", "种类", Type::Text},
                                          {"amount", "金额", Type::Integer},
                                          {"decided_on", "决定日期", Type::Date},
                                          {"moved_on", "移送日期", Type::Date},
                                          {"themes", "主题", Type::List}};
  return list;
}

// Few values, near one another and awkward, so that comparisons meet.
inline rc::Gen<std::string> text() {
  return rc::gen::element<std::string>("罚款", "罚款 ", "警告", "fine", "FINE", "a'b", "100%", "_", "\\", "a\"b",
                                       "e\u0301", "\u00e9");
}
inline rc::Gen<std::int64_t> number() { return rc::gen::element<std::int64_t>(-1, 0, 1, 2, 1LL << 40); }
inline rc::Gen<Date> date() {
  return rc::gen::element(Date(2024, 12, 31), Date(2025, 1, 1), Date(2025, 1, 2), Date(2024, 2, 29));
}

inline rc::Gen<Value> value(Type type) {
  const auto wrap = [](auto inner) { return Value(std::move(inner)); };
  switch (type) {
    case Type::Integer: return rc::gen::oneOf(rc::gen::just(Value()), rc::gen::map(number(), wrap));
    case Type::Date: return rc::gen::oneOf(rc::gen::just(Value()), rc::gen::map(date(), wrap));
    case Type::List:
      return rc::gen::map(rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(text())), wrap);
    case Type::Text: break;
  }
  return rc::gen::oneOf(rc::gen::just(Value(std::string())), rc::gen::map(text(), wrap));
}

inline rc::Gen<Record> record() {
  return rc::gen::exec([] {
    Record record;
    for (const auto& field : fields()) record[field.name] = *value(field.type);
    return record;
  });
}

inline std::vector<Word> words_for(Type type) {
  switch (type) {
    case Type::Text: return {Word::Is, Word::In, Word::Filled};
    case Type::Integer: return {Word::Is, Word::In, Word::AtLeast, Word::Filled};
    case Type::Date: return {Word::Is, Word::From, Word::Before, Word::Filled};
    case Type::List: break;
  }
  return {Word::Has, Word::Filled};
}

inline Value compared(const Field& field) {
  if (field.type == Type::Integer) return *number();
  if (field.type == Type::Date) return *date();
  return *text();
}

inline Condition about_field() {
  Condition condition;
  condition.field = *rc::gen::elementOf(fields());
  condition.word = *rc::gen::elementOf(words_for(condition.field.type));
  if (condition.word == Word::Filled) {
    condition.values.emplace_back(std::int64_t{*rc::gen::inRange(0, 2)});
    return condition;
  }
  const int several = condition.word == Word::In ? *rc::gen::inRange(1, 4) : 1;
  for (int i = 0; i < several; ++i) condition.values.push_back(compared(condition.field));
  return condition;
}

inline Condition tree(int deep) {
  const int choice = deep == 0 ? 0 : *rc::gen::inRange(0, 4);
  if (choice == 0) return about_field();
  Condition condition{.word = choice == 1 ? Word::All : choice == 2 ? Word::Any : Word::Not};
  const int parts = condition.word == Word::Not ? 1 : *rc::gen::inRange(1, 4);
  for (int i = 0; i < parts; ++i) condition.parts.push_back(tree(deep - 1));
  return condition;
}

inline rc::Gen<Condition> condition() {
  return rc::gen::exec([] { return tree(3); });
}

}  // namespace dl::condition::arbitrary

/// For messages of failed properties.
namespace dl::condition {
inline void showValue(const Condition& condition, std::ostream& out) { out << to_json(condition); }
}  // namespace dl::condition
