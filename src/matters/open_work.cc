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
      for (const auto& one : kind.beside) add(one.work, kind);
      if (!kind.aftercare) continue;
      add(kind.aftercare->work, kind);
      stars_ = std::max(stars_, kind.aftercare->stars);
    }
  }

  std::span<const work::Kind> work() const { return work_; }
  int stars() const { return stars_; }

  Outcome<std::map<Id, std::vector<work::Item>>> items(db::Session& session, const std::vector<Id>& ids) const {
    DL_TRY(auto matters, load_matters(session, ids));
    std::erase_if(matters, [&](const Matter& matter) {
      const auto* kind = kind_of(matter);
      return kind == nullptr || (matter.phase == Phase::Ended && !kind->aftercare);
    });
    DL_TRY(const auto cases, load_cases(session, std::move(matters)));
    std::vector<Text> subjects;
    for (const auto& one : cases) subjects.push_back(subject_of(one.matter.id));
    DL_TRY(const auto signing, work::find_sign_offs(session, subjects));
    DL_TRY(const auto calendar, calendar_.load(session));
    std::map<Id, std::vector<work::Item>> all;
    for (const auto& one : cases) {
      const auto& kind = *kind_of(one.matter);
      const auto under = signing.find(subject_of(one.matter.id));
      if (auto after = aftercare_of(one, kind)) all[one.matter.id].push_back(std::move(*after));
      if (one.matter.phase == Phase::Ended) continue;
      DL_TRY(auto item, item_of(one, kind, under == signing.end() ? nullptr : &under->second, *calendar));
      if (item) all[one.matter.id].push_back(std::move(*item));
      DL_TRY(auto beside, beside_of(one, kind, *calendar));
      for (auto& other : beside) all[one.matter.id].push_back(std::move(other));
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

  /// The office's, whoever had it in hand; no law says until when.
  static std::optional<work::Item> aftercare_of(const Case& now, const Kind& kind) {
    const auto* rating = kind.low_rating(now);
    if (rating == nullptr) return std::nullopt;
    return work::Item{.kind = Text(kind.aftercare->work.name),
                      .needs = kind.aftercare->by,
                      .agency = now.matter.agency,
                      .title = title_of(now.matter),
                      .state = fmt::format("{}星", rating->stars),
                      .since = rating->at};
  }

  Outcome<std::vector<work::Item>> beside_of(const Case& now, const Kind& kind, const Calendar& calendar) const {
    std::vector<work::Item> items;
    if (kind.waiting == nullptr) return items;
    DL_TRY(auto waiting, kind.waiting(now, {laws_, calendar}));
    for (auto& one : waiting)
      items.push_back({.kind = Text(one.what->work.name),
                       .needs = one.what->by,
                       .agency = now.matter.agency,
                       .not_for = std::move(one.not_for),
                       .title = title_of(now.matter),
                       .state = std::move(one.words),
                       .due_on = one.due_on,
                       .since = one.since});
    return items;
  }

  static Text title_of(const Matter& matter) { return matter.number + " " + matter.title; }

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
    item->title = title_of(matter);
    item->state = state.chinese;  // kinds name their states alike, and call them otherwise
    if (kind.mark && now.last(kind.mark->verb) != nullptr) item->state += fmt::format("（{}）", kind.mark->words);
    DL_TRY(const auto clocks, kind.clocks(now, {laws_, calendar}));
    item->due_on = next_due(clocks);
    return item;
  }

  std::span<const Kind> kinds_;
  periods::Laws laws_;
  std::vector<work::Kind> work_ = {};
  int stars_ = 0;  ///< of a rating that something may wait on, at most
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
    if (kind.aftercare) add(kind.aftercare->by);
    for (const auto& one : kind.beside) add(one.by);
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
      .subjects = [shared](db::Session& session, Id after,
                           int most) { return open_behind(session, after, most, shared->stars()); },
      .grounds = [shared](db::Session& session) { return shared->grounds(session); },
      .moves_with = "calendar"};
}

}  // namespace dl::matters
