#include "app/demo_history.h"

#include "base/resources.h"
#include "publications/document_store.h"
#include "publications/finding_store.h"

namespace dl::app {
namespace {

using accounts::Principal;

constexpr const char* kReview = "内容准确，格式规范，同意公开";
constexpr const char* kReviewOfRevision = "修订内容准确，同意公开";
constexpr const char* kClearance = "经逐项核对，不含国家秘密、工作秘密、商业秘密和个人隐私";

Instant minutes_after(Instant at, int minutes) { return Instant(at.milliseconds() + std::int64_t{minutes} * 60'000); }
Instant days_after(Instant at, int days) { return minutes_after(at, days * 24 * 60); }

// How long before its publication a document of the demonstration is drafted, submitted, reviewed, cleared.
constexpr int kDrafted = -170;
constexpr int kAnswered = -155;
constexpr int kSubmitted = -150;
constexpr int kReviewed = -60;
constexpr int kCleared = -20;
constexpr int kDaysToRevision = 2;
constexpr int kDaysToWithdrawal = 5;

Failure wrong(const DemoDocument& document, std::string_view what) {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", document.stem, what));
}

// Whose part a deed is, unless the step names somebody: whoever has the right to it.
const Principal& part_of(const DemoStep& step, const Cast& cast) {
  if (step.deed == Deed::Comment) return cast.reviewer;
  if (step.deed == Deed::Schedule) return cast.publisher;
  if (step.deed != Deed::Step) return cast.drafter;
  switch (publications::right_for(step.step)) {
    case accounts::Right::ReviewDocuments: return cast.reviewer;
    case accounts::Right::ClearDocuments: return cast.secrecy_reviewer;
    case accounts::Right::PublishDocuments:
    case accounts::Right::WithdrawDocuments: return cast.publisher;
    default: return cast.drafter;
  }
}

// What is said with a step when its file says nothing.
std::string said_with(const DemoStep& step) {
  if (!step.say.empty()) return step.say;
  if (step.step == publications::Step::Review) return kReview;
  return step.step == publications::Step::Clear ? kClearance : "";
}

}  // namespace

DemoHistory::DemoHistory(Installation& installation, DemoPast& past, std::map<std::string, agencies::Founded> agencies,
                         DemoCast cast, intake::Options options)
    : installation_(installation),
      past_(past),
      desk_(past.journal(), installation.directory()),
      agencies_(std::move(agencies)),
      cast_(std::move(cast)),
      options_(std::move(options)) {}

Instant DemoHistory::beginning(const std::vector<DemoDocument>& documents) {
  Instant first = documents.empty() ? Instant() : documents.front().published_at;
  for (const auto& document : documents)
    first = std::min(
        first, document.steps.empty() ? minutes_after(document.published_at, kDrafted) : document.steps.front().at);
  return days_after(first, -1);
}

// What a file puts into today's later hours has happened already: nothing is dated after the making.
void DemoHistory::plan(const std::string& about, Instant at, std::function<Outcome<void>()> take) {
  acts_.push_back({std::min(at, installation_.clock().now()), about, std::move(take)});
}

void DemoHistory::tell(const DemoDocument& document) {
  if (!document.steps.empty()) {
    for (const auto& step : document.steps) plan(document, step.at, [&, this] { return take_step(document, step); });
    return;
  }
  const auto at = document.published_at;
  plan(document, minutes_after(at, kDrafted), [&, this] { return enter(document, cast_of(document).drafter); });
  if (!document.answer.empty()) plan(document, minutes_after(at, kAnswered), [&, this] { return answer(document); });
  plan_publication(document, kReview, at);
  if (!document.revised.empty()) plan_revision(document, days_after(at, kDaysToRevision));
  plan_link(document, publications::Relation::Interprets, document.interprets);
  plan_link(document, publications::Relation::Amends, document.amends);
  plan_link(document, publications::Relation::Repeals, document.repeals);
  if (document.withdrawn.empty()) return;
  plan(document, days_after(at, kDaysToWithdrawal), [&, this]() -> Outcome<void> {
    DL_TRY(auto id, id_of(document.stem));
    return desk_.withdraw(id, cast_of(document).publisher, document.withdrawn);
  });
}

void DemoHistory::plan_publication(const DemoDocument& document, const std::string& note, Instant at) {
  const auto& cast = cast_of(document);
  plan(document, minutes_after(at, kSubmitted),
       [&, this] { return desk_.submit(ids_.at(document.stem), cast.drafter); });
  plan(document, minutes_after(at, kReviewed),
       [&, note, this] { return desk_.review(ids_.at(document.stem), cast.reviewer, note); });
  plan(document, minutes_after(at, kCleared),
       [&, this] { return desk_.clear(ids_.at(document.stem), cast.secrecy_reviewer, kClearance); });
  plan(document, at, [&, this]() -> Outcome<void> {
    DL_CHECK(desk_.publish(ids_.at(document.stem), cast.publisher));
    return {};
  });
}

void DemoHistory::plan_revision(const DemoDocument& document, Instant at) {
  plan(document, minutes_after(at, kDrafted), [&, this]() -> Outcome<void> {
    DL_CHECK(desk_.revise(ids_.at(document.stem), cast_of(document).drafter, document.revised));
    return correct(document, document.revised_body, cast_of(document).drafter);
  });
  plan_publication(document, kReviewOfRevision, at);
}

// At the moment when both are public; the other one may stand further back in the list.
void DemoHistory::plan_link(const DemoDocument& from, publications::Relation relation, const std::string& stem) {
  if (stem.empty()) return;
  plan(from, from.published_at, [&from, &stem, relation, this]() -> Outcome<void> {
    DL_TRY(auto source, id_of(from.stem));
    DL_TRY(auto target, id_of(stem));
    return desk_.link(source, relation, target, cast_of(from).drafter);
  });
}

Outcome<void> DemoHistory::happen(const std::function<void(std::size_t, std::size_t)>& progress) {
  std::ranges::stable_sort(acts_, {}, &Act::at);
  std::size_t done = 0;
  for (const auto& act : acts_) {
    past_.advance_to(act.at);
    if (auto taken = act.take(); !taken) {
      auto error = taken.error();
      error.detail = fmt::format("{}: {}", act.about, error.detail);
      return Failure(std::move(error));
    }
    progress(++done, acts_.size());
  }
  return {};
}

Outcome<void> DemoHistory::take_step(const DemoDocument& document, const DemoStep& step) {
  auto named = cast_.by_login.find(step.by);
  if (!step.by.empty() && named == cast_.by_login.end()) return wrong(document, "unknown person: " + step.by);
  const auto& by = step.by.empty() ? part_of(step, cast_of(document)) : named->second;
  if (step.deed == Deed::Draft) return enter(document, by);
  if (step.deed == Deed::Step && step.step == publications::Step::Revise) {
    DL_TRY(ids_[document.stem], id_of(document.revises));
  }
  DL_TRY(auto id, id_of(document.stem));
  switch (step.deed) {
    case Deed::Step: return desk_.take(id, step.step, by, said_with(step));
    case Deed::Correct: return correct(document, document.body, by);
    case Deed::Comment: DL_CHECK(desk_.comment(id, step.say, step.block, by)); return {};
    case Deed::Schedule: return desk_.schedule(id, step.due.value_or(step.at), by);
    case Deed::Draft: break;
  }
  return {};
}

Outcome<void> DemoHistory::enter(const DemoDocument& document, const Principal& by) {
  DL_TRY(auto entered, new_document(document));
  DL_TRY(ids_[document.stem], desk_.draft(entered, by));
  return {};
}

Outcome<void> DemoHistory::answer(const DemoDocument& document) {
  const auto id = ids_.at(document.stem);
  const auto directory = installation_.directory().current();
  DL_TRY(const auto findings,
         installation_.database().read([&](db::Session& session) -> Outcome<std::vector<publications::Finding>> {
           DL_TRY(const auto edition, publications::load_newest_edition(session, id));
           return publications::load_findings(session, edition, *directory, past_.now());
         }));
  std::vector<std::string> digests;
  bool guarded = false;
  for (const auto& finding : findings) {
    digests.push_back(finding.what.digest);
    guarded = guarded || finding.kind().weight == intake::Weight::Guarded;
  }
  const auto& by = guarded ? cast_of(document).reviewer : cast_of(document).drafter;
  return desk_.answer_findings(id, digests, publications::Answer::Accepted, document.answer, by);
}

Outcome<void> DemoHistory::correct(const DemoDocument& document, const std::string& body, const Principal& by) {
  DL_TRY(auto entered, new_document(document));
  DL_CHECK(desk_.correct(ids_.at(document.stem), entered.metadata, intake::read_body(body, options_), by));
  return {};
}

Outcome<publications::NewDocument> DemoHistory::new_document(const DemoDocument& document) {
  auto agency = agencies_.find(document.agency);
  if (agency == agencies_.end()) return wrong(document, "unknown agency " + document.agency);
  const auto* column = installation_.directory().current()->column_by_slug(agency->second.site, document.column);
  if (column == nullptr) return wrong(document, "unknown column " + document.column);
  publications::NewDocument entered;
  entered.agency = agency->second.agency;
  entered.column = column->id;
  entered.metadata = document.metadata;
  if (document.steps.empty()) entered.published_at = document.published_at;
  entered.body = intake::read_body(document.body, options_);
  if (entered.metadata.summary.empty()) entered.metadata.summary = content::summary(entered.body, 120);
  for (const auto& name : document.files) {
    DL_TRY(auto bytes, load_resource("data/demo/files/" + name));
    entered.files.push_back({name, std::string(bytes), false});
  }
  return entered;
}

Outcome<std::int64_t> DemoHistory::id_of(const std::string& stem) const {
  auto found = ids_.find(stem);
  if (found == ids_.end()) return fail(Fault::Invalid, "data.invalid", "unknown document, or not there yet: " + stem);
  return found->second;
}

}  // namespace dl::app
