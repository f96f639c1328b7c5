#include "records/register.h"

#include "base/text.h"
#include "records/write.h"

namespace dl::records {
namespace {

std::string comparable(std::string_view text) { return text::remove_space(text::fold_for_search(text)); }

}  // namespace

Choices::Choices(const Vocabulary& list) : id_(list.id), terms_(list.terms) {
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    by_code_.emplace(terms_[i].code, i);
    by_word_.emplace(comparable(terms_[i].code), i);
    by_word_.emplace(comparable(terms_[i].name), i);
    for (const auto& alias : terms_[i].aliases) by_word_.emplace(comparable(alias), i);
  }
}

const Term* Choices::find(std::string_view text) const {
  const auto found = by_word_.find(comparable(text));
  return found == by_word_.end() ? nullptr : &terms_[found->second];
}

const Term* Choices::find_code(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &terms_[found->second];
}

condition::Field Field::compared() const {
  return {.name = code, .title = title, .type = many ? condition::Type::List : row().compared};
}

const Field* Register::find(std::string_view field) const {
  const auto found = places.find(field);
  return found == places.end() ? nullptr : &fields[found->second];
}

Date Register::day_of(const Record& record, Date today) const {
  if (at == nullptr) return today;
  const auto* text = record.at(at->place).text();
  const auto day = text != nullptr ? Date::parse(*text) : Outcome<Date>(today);
  return day ? *day : today;
}

work::Facts Register::facts(const Record& record) const {
  return [this, &record](std::string_view asked) {
    const auto* field = find(asked);
    return field == nullptr ? condition::Value() : compared_of(record.at(field->place), *field);
  };
}

}  // namespace dl::records
