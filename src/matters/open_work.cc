#include "matters/open_work.h"

#include <algorithm>
#include <memory>

#include "agencies/holidays.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "work/sign_off.h"

namespace dl::matters {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// All that the functions of a producer share; they are called from many threads.
class OnMatters {
 public:
  OnMatters(std::span<const Kind> kinds, periods::Laws laws) : kinds_(kinds), laws_(std::move(laws)) {
    const auto add = [&](work::Kind work, const Kind& kind) {
      work.read = kind.read;
      work_.push_back(work);
    };
    for (const auto& kind : kinds_) {
      add(kind.handle, kind);
      if (!kind.chain.empty()) add(kind.signature, kind);
    }
  }

  std::span<const work::Kind> work() const { return work_; }

  Outcome<std::map<Id, std::vector<work::Item>>> items(db::Session& session, const std::vector<Id>& ids) const {
    DL_TRY(auto matters, load_matters(session, ids));
    std::erase_if(matters, [](const Matter& matter) { return matter.phase == Phase::Ended; });
    DL_TRY(const auto cases, load_cases(session, std::move(matters)));
    std::vector<Text> subjects;
    for (const auto& one : cases) subjects.push_back(subject_of(one.matter.id));
    DL_TRY(const auto signing, work::find_sign_offs(session, subjects));
    DL_TRY(const auto calendar, calendar_.load(session));
    std::map<Id, std::vector<work::Item>> all;
    for (const auto& one : cases) {
      const auto* kind = kind_of(one.matter);
      if (kind == nullptr) continue;
      const auto under = signing.find(subject_of(one.matter.id));
      DL_TRY(auto item, item_of(one, *kind, under == signing.end() ? nullptr : &under->second, *calendar));
      if (item) all[one.matter.id].push_back(std::move(*item));
    }
    return all;
  }

  Outcome<Text> grounds(db::Session& session) const {
    DL_TRY(const auto calendar, calendar_.load(session));
    return laws_.version() + " " + calendar->version();
  }

 private:
  const Kind* kind_of(const Matter& matter) const {
    const auto found = std::ranges::find(kinds_, matter.kind, &Kind::name);
    return found == kinds_.end() ? nullptr : &*found;
  }

  Outcome<std::optional<work::Item>> item_of(const Case& now, const Kind& kind, const work::SignOff* sign_off,
                                             const Calendar& calendar) const {
    const auto& matter = now.matter;
    const auto& state = kind.state(matter.state);
    std::optional<work::Item> item;
    if (sign_off != nullptr) {
      item = work::item_of(*sign_off, kind.signature.name);
    } else if (state.by) {
      item = work::Item{.kind = Text(kind.handle.name),
                        .needs = *state.by,
                        .agency = matter.agency,
                        .holder = matter.holder,
                        .since = now.facts.empty() ? matter.opened_at : now.facts.back().at};
    }
    if (!item) return item;
    item->title = matter.number + " " + matter.title;
    item->state = state.chinese;  // kinds name their states alike, and call them otherwise
    DL_TRY(const auto clocks, kind.clocks(now, {laws_, calendar}));
    item->due_on = next_due(clocks);
    return item;
  }

  std::span<const Kind> kinds_;
  periods::Laws laws_;
  std::vector<work::Kind> work_ = {};
  agencies::CalendarInRows calendar_ = {};
};

std::vector<accounts::Right> rights_of(std::span<const Kind> kinds) {
  std::vector<accounts::Right> all;
  const auto add = [&](accounts::Right right) {
    if (std::ranges::find(all, right) == all.end()) all.push_back(right);
  };
  for (const auto& kind : kinds) {
    for (const auto& state : kind.states)
      if (state.by) add(*state.by);
    for (const auto& step : kind.steps)
      if (step.sign == Sign::Sign) add(step.right);
  }
  return all;
}

}  // namespace

std::optional<Date> next_due(const std::vector<Clock>& clocks) {
  std::optional<Date> due;
  for (const auto& clock : clocks)
    if (clock.pending() && (!due || clock.due() < *due)) due = clock.due();
  return due;
}

Outcome<work::Producer> work_on_matters(const accounts::Subject& subject, std::span<const Kind> kinds) {
  DL_TRY(auto laws, periods::Laws::load());
  const auto shared = std::make_shared<const OnMatters>(kinds, std::move(laws));
  return work::Producer{
      .subject = &subject,
      .kinds = shared->work(),
      .needs = rights_of(kinds),
      .read = kinds.front().read,
      .items_of = [shared](db::Session& session, const std::vector<Id>& ids) { return shared->items(session, ids); },
      .subjects = open_behind,
      .grounds = [shared](db::Session& session) { return shared->grounds(session); },
      .moves_with = "calendar"};
}

}  // namespace dl::matters
