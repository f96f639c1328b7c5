// The work on a document: its steps from draft to withdrawal, schedule, remarks, links.
#include "api/operations.h"
#include "api/publications/document_views.h"

namespace dl::api {

namespace {

using accounts::Right;
using publications::Step;

struct StepInput {
  Step step = {};
  std::optional<std::string> reason = {};
  std::optional<bool> force = {};  ///< publish past the protecting rules, on the record
  static constexpr auto kLimits = std::to_array<Limit>({{"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(StepInput, (), (step, reason, force))

struct RevisionInput {
  std::string change_note = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"change_note", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(RevisionInput, (), (change_note))

struct ScheduleInput {
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(ScheduleInput, (), (at))

struct AnswerInput {
  std::vector<std::string> digests = {};  ///< of findings, as they are shown
  publications::Answer answer = {};
  std::optional<std::string> reason = {};  ///< owed unless it has been mended
  static constexpr auto kLimits = std::to_array<Limit>({{"digests", 64, 1000}, {"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (digests, answer, reason))

struct LinkInput {
  publications::Relation relation = {};
  std::int64_t document = 0;
};
BOOST_DESCRIBE_STRUCT(LinkInput, (), (relation, document))

struct LinkableQuery {
  std::string text = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestQuestion}});
};
BOOST_DESCRIBE_STRUCT(LinkableQuery, (), (text))

constexpr int kLinkableShown = 20;

// What is not within one's sight is not there, for any verb; it is looked at only when the desk has refused. A key that
// drafts sees what it drafts.
template <class F>
Outcome<DocumentView> act(Call& call, F deed) {
  DL_TRY(const auto id, call.number("id"));
  const auto sight = call.who.may_anywhere(Right::ReadDocuments) ? Right::ReadDocuments : Right::DraftDocuments;
  const auto& scope = call.who.scope(sight);
  if (auto done = deed(id); !done) {
    DL_CHECK(call.api.read([&](db::Session& sql) { return publications::check_within(sql, scope, id); }));
    return Failure(std::move(done).error());
  }
  return load_view(call, scope, id);
}

Outcome<void> take(Call& call, std::int64_t id, const StepInput& input) {
  auto& desk = call.api.documents;
  const auto reason = input.reason.value_or("");
  if (!input.force.value_or(false)) return desk.take(id, input.step, call.who, reason);
  if (input.step != Step::Publish) return fail(Fault::Invalid, "document.step");
  DL_CHECK(desk.publish(id, call.who, publications::Force::Yes, reason));
  return {};
}

Outcome<DocumentView> take_step(Call& call, const StepInput& input) {
  return act(call, [&](auto id) { return take(call, id, input); });
}

Outcome<DocumentView> revise_document(Call& call, const RevisionInput& input) {
  return act(call, [&](auto id) { return call.api.documents.revise(id, call.who, input.change_note); });
}

Outcome<DocumentView> schedule_document(Call& call, const ScheduleInput& input) {
  return act(call, [&](auto id) { return call.api.documents.schedule(id, input.at, call.who); });
}

Outcome<DocumentView> unschedule_document(Call& call) {
  return act(call, [&](auto id) { return call.api.documents.unschedule(id, call.who); });
}

Outcome<DocumentView> comment_on_document(Call& call, const CommentInput& input) {
  return act(call, [&](auto id) { return call.api.documents.comment(id, input.text, input.block, call.who); });
}

Outcome<DocumentView> resolve_comment(Call& call) {
  DL_TRY(const auto comment, call.number("comment"));
  return act(call, [&](auto id) { return call.api.documents.resolve_comment(id, comment, call.who); });
}

Outcome<DocumentView> answer_findings(Call& call, const AnswerInput& input) {
  return act(call, [&](auto id) {
    return call.api.documents.answer_findings(id, input.digests, input.answer, input.reason.value_or(""), call.who);
  });
}

Outcome<DocumentView> link_document(Call& call, const LinkInput& input) {
  return act(call, [&](auto id) { return call.api.documents.link(id, input.relation, input.document, call.who); });
}

Outcome<DocumentView> unlink_document(Call& call, const LinkInput& input) {
  return act(call, [&](auto id) { return call.api.documents.unlink(id, input.relation, input.document, call.who); });
}

Outcome<ListOf<LinkableView>> list_linkable(Call& call, const LinkableQuery& query) {
  DL_TRY(const auto id, call.number("id"));
  const auto directory = call.api.around.directory.current();
  const auto& scope = call.who.scope(Right::ReadDocuments);
  using Found = std::vector<publications::Linkable>;
  DL_TRY(const auto found, call.api.read([&](db::Session& sql) -> Outcome<Found> {
    DL_CHECK(publications::check_within(sql, scope, id));
    return publications::list_linkable(sql, scope, id, query.text, kLinkableShown);
  }));
  ListOf<LinkableView> list;
  for (const auto& one : found)
    list.items.push_back({one.document, one.title, one.document_number, agency_name(*directory, one.agency)});
  return list;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post, "/api/v1/documents/{id}/steps", "takeStep", "送审、退回、审核、保密审查、发布、内部公开、撤下、修订",
     needs(Right::DraftDocuments, Right::ReviewDocuments, Right::ClearDocuments, Right::PublishDocuments,
           Right::ForcePublication, Right::WithdrawDocuments),
     by<take_step>()},
    {Verb::Post,
     "/api/v1/documents/{id}/revision",
     "reviseDocument",
     "为已公开的文件开新版",
     needs(Right::DraftDocuments),
     by<revise_document>(),
     {.status = 201}},
    {Verb::Put, "/api/v1/documents/{id}/schedule", "scheduleDocument", "定时发布", needs(Right::PublishDocuments),
     by<schedule_document>()},
    {Verb::Delete, "/api/v1/documents/{id}/schedule", "unscheduleDocument", "取消定时发布",
     needs(Right::PublishDocuments), by<unschedule_document>()},
    {Verb::Post,
     "/api/v1/documents/{id}/comments",
     "commentOnDocument",
     "批注",
     needs(Right::ReadDocuments),
     by<comment_on_document>(),
     {.status = 201}},
    {Verb::Post, "/api/v1/documents/{id}/comments/{comment}/resolution", "resolveComment", "批注已处理",
     needs(Right::ReadDocuments), by<resolve_comment>()},
    {Verb::Post, "/api/v1/documents/{id}/findings/answers", "answerFindings", "说明或改正发布前须核对的提示",
     needs(Right::DraftDocuments, Right::ReviewDocuments, Right::ClearDocuments, Right::PublishDocuments),
     by<answer_findings>()},
    {Verb::Post,
     "/api/v1/documents/{id}/links",
     "linkDocument",
     "说明与另一文件的关系",
     needs(Right::DraftDocuments),
     by<link_document>(),
     {.status = 201}},
    {Verb::Delete, "/api/v1/documents/{id}/links", "unlinkDocument", "取消与另一文件的关系",
     needs(Right::DraftDocuments), by<unlink_document>()},
    {Verb::Get, "/api/v1/documents/{id}/linkable", "listLinkable", "可以建立关系的文件：权限之内的和已公开的",
     needs(Right::DraftDocuments), by<list_linkable>()},
};

}  // namespace

std::span<const Operation> work_operations() { return kOperations; }

}  // namespace dl::api
