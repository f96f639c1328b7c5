#include "matters/kind.h"

#include <algorithm>
#include <stdexcept>

namespace dl::matters {

const StateWords& Kind::state(std::string_view wanted) const {
  for (const auto& row : states)
    if (row.name == wanted) return row;
  throw std::out_of_range("no state " + std::string(wanted));
}

const StepRow* Kind::find(std::string_view from, std::string_view step) const {
  for (const auto& row : steps)
    if (row.from == from && row.step == step) return &row;
  return nullptr;
}

std::string_view Kind::chinese_of(std::string_view verb) const {
  if (verb == opened.verb) return opened.chinese;
  for (const auto& row : steps)
    if (row.event.verb == verb) return row.event.chinese;
  for (const auto& event : noted)
    if (event.verb == verb) return event.chinese;
  return verb;
}

Outcome<void> Kind::require(const StepRow& row, const accounts::Principal& who, std::int64_t agency) const {
  const auto may = [&](accounts::Right right) { return who.may(right, agency); };
  if ((row.by_chain() || row.sign == Sign::TakeBack) && std::ranges::any_of(signers, may)) return {};
  return who.require(row.right, agency);
}

bool Kind::told(std::string_view verb) const {
  if (verb == opened.verb) return true;
  for (const auto& row : steps)
    if (row.event.verb == verb) return row.shown != Shown::Inside;
  return false;
}

bool Kind::may_draft(const Case& now, std::string_view letter, std::int64_t draft) const {
  return check_draft == nullptr || check_draft(now, letter, draft).has_value();
}

bool Kind::told_in_full(std::string_view verb) const {
  return std::ranges::any_of(steps,
                             [&](const StepRow& row) { return row.event.verb == verb && row.shown == Shown::InFull; });
}

int working_days_of(const Clock& clock, Date day, const Calendar& calendar) {
  const auto from = clock.walk.from.date();
  if (day <= from) return 0;
  int days = calendar.working_days_between(from, day).days;
  for (const auto& pause : periods::united(clock.pauses)) {
    const auto after = std::max(pause.after, from);
    const auto until = std::min(pause.until, day);
    if (after < until) days -= calendar.working_days_between(after, until).days;
  }
  return days;
}

const Rating* Kind::low_rating(const Case& now) const {
  const auto* rating = aftercare ? now.rating() : nullptr;
  if (rating == nullptr || rating->stars > aftercare->stars) return nullptr;
  return now.last(aftercare->noted) == nullptr ? rating : nullptr;
}

bool StepRow::asks(Ask ask) const { return std::ranges::find(questions, ask, &Question::ask) != questions.end(); }

bool Kind::names_file(std::string_view verb) const {
  return std::ranges::any_of(steps, [&](const StepRow& row) { return row.event.verb == verb && row.asks(Ask::File); });
}

Error wrong_input(Ask ask, std::string_view key, std::string detail) {
  return {.fault = Fault::Invalid,
          .key = "matter.input",
          .detail = std::move(detail),
          .fields = {{std::string(name_of(ask)), std::string(key)}}};
}

}  // namespace dl::matters
