#include "portal/matters/follow.h"

#include <algorithm>

#include "matters/matter_store.h"
#include "portal/matters/letter_link.h"
#include "requests/disclosure.h"

namespace dl::portal {
namespace {

/// "2026-03-02" as people write it.
std::string day_text(Date day) { return fmt::format("{} 年 {} 月 {} 日", day.year(), day.month(), day.day()); }

/// The clocks of which whoever brought the matter hears: that of the answer, and what they have to do themselves. The
/// others are the office's.
constexpr std::string_view kToldClocks[] = {"answer", "supplement", "fee"};

DueView due_view(const matters::Clock& clock, Date today) {
  DueView view{.due_title = clock.title, .due_date = day_text(clock.due())};
  if (clock.met_on)
    view.due_note = fmt::format("已于 {}办结。", day_text(*clock.met_on));
  else if (clock.missed(today))
    view.due_note = "已超过这个期限。";
  else if (clock.walk.provisional)
    view.due_note = "其中有的日子国务院尚未公布放假安排，届时可能调整。";
  view.days = day_views(clock.walk);
  return view;
}

/// What the day is called that a fact sets.
std::string_view until_label(const matters::Kind& kind, std::string_view verb) {
  for (const auto& row : kind.steps) {
    if (row.event.verb != verb) continue;
    const auto found = std::ranges::find(row.questions, matters::Ask::Until, &matters::Question::ask);
    if (found != row.questions.end()) return found->label;
  }
  return {};
}

std::vector<StepView> step_views(const matters::Kind& kind, const matters::Case& now) {
  std::vector<StepView> steps;
  for (const auto& fact : now.facts) {
    const auto on = kind.told(fact.verb) ? kind.told_on(now, fact) : std::nullopt;
    if (!on) continue;
    steps.push_back({.step_words = std::string(kind.chinese_of(fact.verb)), .step_date = on->text()});
    const auto label = fact.until ? until_label(kind, fact.verb) : std::string_view();
    if (!label.empty()) steps.back().step_until = fmt::format("{}：{}", label, day_text(*fact.until));
    if (kind.told_in_full(fact.verb)) steps.back().step_said = fact.words;
  }
  return steps;
}

Outcome<std::vector<IssuedView>> issued_views(db::Session& session, const Window& window, const matters::Case& now,
                                              Instant moment) {
  std::vector<IssuedView> views;
  if (!window.letter) return views;
  DL_TRY(const auto letters, matters::list_letters(session, now.matter.id));
  DL_TRY(const auto code, matters::load_code_digest(session, now.matter.id));
  for (const auto& letter : letters) {
    if (!letter.issued()) continue;
    DL_TRY(auto words, window.letter(session, now, letter));
    if (!words) continue;
    auto file = window.print ? letter_address(window, letter, now.matter.number, code, moment) : std::string();
    views.push_back({.issued_title = std::move(words->title),
                     .issued_number = letter.number,
                     .issued_date = day_text(*letter.issued_on),
                     .issued_url = std::move(file),
                     .issued_addressee = std::move(words->addressee),
                     .issued_lines = std::move(words->paragraphs),
                     .issued_signer = std::move(words->signer),
                     .issued_day = std::move(words->date)});
    DL_TRY(const auto annexes, requests::list_annexes(session, letter));
    for (const auto& annex : annexes)
      views.back().annexes.push_back(
          {annex.name, annex_address(window, letter, annex.digest, now.matter.number, code, moment)});
  }
  return views;
}

std::string_view title_of(requests::Means means) {
  switch (means) {
    case requests::Means::Reconsider: return "申请行政复议";
    case requests::Means::ReconsiderFirst: return "先申请行政复议";
    case requests::Means::SueAfter:
    case requests::Means::Sue: return "提起行政诉讼";
  }
  return {};
}

std::string until_words(const requests::Remedy& remedy, bool earliest) {
  if (!remedy.until) return {};
  const auto day = day_text(*remedy.until);
  return earliest ? fmt::format("最早于 {}届满", day) : fmt::format("最后一日：{}", day);
}

/// Each says against what it is where there are several things to be against.
std::vector<NextRightView> right_views(const requests::Recourse& recourse) {
  const auto& remedies = recourse.remedies;
  const auto other = [&](const requests::Remedy& one) { return one.against != remedies.front().against; };
  const bool several = std::ranges::any_of(remedies, other);
  std::vector<NextRightView> views;
  for (const auto& one : remedies)
    views.push_back({.right_title = several ? fmt::format("对{}：{}", one.against, title_of(one.means))
                                            : std::string(title_of(one.means)),
                     .right_where = fmt::format("{}（{}）。", one.words, one.source),
                     .right_until = until_words(one, recourse.earliest)});
  return views;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return lines;
}

std::vector<DayView> day_views(const periods::Walk& walk) {
  std::vector<DayView> days;
  for (const auto& day : walk.days)
    days.push_back({day.date.text(), day.because(), day.counted ? fmt::format("{}", day.number) : std::string()});
  return days;
}

Outcome<Followed> follow(db::Session& session, const Window& window, std::string_view number, std::string_view code,
                         Instant moment) {
  const auto& house = window.desk.house();
  DL_TRY(auto matter, matters::open_by_code(session, house.key, number, code));
  Followed followed;
  DL_TRY(followed.now, matters::load_case(session, std::move(matter)));
  const auto& now = followed.now;
  DL_TRY(const auto calendar, window.calendar.load(session));
  const matters::Times times{house.laws, *calendar};
  DL_TRY(followed.clocks, house.kind(now.matter.kind).clocks(now, times));
  DL_TRY(followed.issued, issued_views(session, window, now, moment));
  DL_TRY(followed.ratings, matters::list_ratings(session, now.matter.id));
  if (window.recourse) {
    DL_TRY(followed.recourse, window.recourse(session, now, followed.clocks, moment.date(), times));
  }
  return followed;
}

void fill_case(CasePage& page, const Visit& visit, const Window& window, const Followed& followed) {
  const auto& matter = followed.now.matter;
  const auto& kind = window.desk.house().kind(matter.kind);
  const auto& state = kind.state(kind.shown_state(followed.now));
  page.case_kind = kind.chinese;
  page.case_number = matter.number;
  page.case_title = matter.title;
  if (const auto* agency = visit.directory->agency(matter.agency)) page.case_agency = agency->name;
  page.case_state = state.chinese;
  if (window.standing) page.case_told = window.standing(followed.now);
  if (page.case_told.empty()) page.case_told = state.told;
  page.steps = step_views(kind, followed.now);
  for (const auto& clock : followed.clocks)
    if (std::ranges::find(kToldClocks, clock.code) != std::end(kToldClocks))
      page.dues.push_back(due_view(clock, visit.today));
  page.issued = followed.issued;
  for (auto& letter : page.issued) {
    if (!letter.issued_url.empty()) letter.issued_url = visit.url(letter.issued_url);
    for (auto& annex : letter.annexes) annex.annex_url = visit.url(annex.annex_url);
  }
  page.next_rights = right_views(followed.recourse);
  page.rights_note = followed.recourse.note;
  const auto rated = std::ranges::find(followed.ratings, matter.round, &matters::Rating::round);
  if (rated != followed.ratings.end()) page.rated = RatedView{fmt::format("{} 星", rated->stars), rated->words};
}

}  // namespace dl::portal
