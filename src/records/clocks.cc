#include "records/clocks.h"

#include "periods/walk.h"

namespace dl::records {
namespace {

std::optional<Date> day_in(const Field* field, const Record& record) {
  const auto* text = field == nullptr ? nullptr : record.at(field->place).text();
  if (text == nullptr) return std::nullopt;
  const auto day = Date::parse(*text);
  return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

std::optional<Date> end_of(const std::string& id, Date from, const Times& times) {
  const auto* period = times.laws.find(id, from);
  if (period == nullptr || !period->on || !period->in_force(from)) return std::nullopt;
  return periods::due_on(*period, from, times.calendar);
}

std::optional<Date> due_on(const Register& made, const Record& record, const Times& times) {
  const auto& clock = made.publication.clock;
  if (!clock || (clock->when && !condition::holds(*clock->when, made.facts(record)))) return std::nullopt;
  const auto from = day_in(clock->from, record);
  return from ? end_of(clock->period, *from, times) : std::nullopt;
}

std::optional<Date> shown_until(const Register& made, const Record& record, const Times& times) {
  const auto& shown = made.publication.shown;
  if (!shown) return std::nullopt;
  if (shown->last != nullptr) return day_in(shown->last, record);
  const auto from = day_in(shown->from, record);
  if (!from) return std::nullopt;
  const auto facts = made.facts(record);
  for (const auto& row : shown->rows)
    if (!row.when || condition::holds(*row.when, facts)) return end_of(row.period, *from, times);
  return std::nullopt;
}

void fill_computed(const Register& made, Record& record, const Times& times) {
  for (const auto& field : made.fields) {
    if (field.computed != Computed::ShownUntil) continue;
    const auto day = shown_until(made, record, times);
    record.at(field.place) = day ? Value(day->text()) : Value();
  }
}

}  // namespace dl::records
