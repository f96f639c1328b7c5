#include "questions/answer_desk.h"

#include <fmt/ranges.h>

#include "publications/library.h"
#include "questions/events.h"
#include "questions/known.h"
#include "questions/words.h"

namespace dl::questions {
namespace {

using accounts::Right;

// As the event tells it: what leads to what, and why.
std::string told(const Answer& answer) {
  auto text = answer.ask.empty() ? answer.question : answer.ask;
  if (!answer.find.empty()) text += fmt::format(" → {}", fmt::join(answer.find, "、"));
  if (answer.document) text += fmt::format(" → document:{}", *answer.document);
  if (!answer.reason.empty()) text += "：" + answer.reason;
  return text;
}

void record(journal::Transaction& transaction, const Answer& answer, journal::EventKind kind,
            const AnswerDesk::Principal& by) {
  transaction.record({.actor = by.actor(),
                      .verb = std::string(kind.verb),
                      .subject = accounts::subject_text(kAnswer, answer.id),
                      .agency = answer.agency,
                      .reason = told(answer)});
}

journal::EventKind event_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::Words: return event("answer.words-added");
    case AnswerKind::Document: return event("answer.document-named");
    case AnswerKind::Aside: break;
  }
  return event("answer.set-aside");
}

Outcome<void> check_complete(const Answer& answer) {
  std::vector<FieldProblem> problems;
  const auto owe = [&](bool missing, const char* field) {
    if (missing) problems.push_back({field, "field.missing"});
  };
  const bool words = answer.kind == AnswerKind::Words;
  owe(!words && answer.question.empty(), "question");
  owe(words && answer.ask.empty(), "ask");
  owe(words && answer.find.empty(), "find");
  owe(answer.kind == AnswerKind::Document && !answer.document, "document");
  owe(answer.kind == AnswerKind::Aside && answer.reason.empty(), "reason");
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "answer.incomplete", {}, std::move(problems)});
}

// What is entered stays in the record for ever: nobody's data get into it. Words that office and people have for a
// thing may begin as a name does.
Outcome<void> check_impersonal(const Answer& answer) {
  bool personal = may_be_of_person(answer.question) || tells_of_person(answer.ask);
  for (const auto& word : answer.find) personal = personal || tells_of_person(word);
  if (personal) return fail(Fault::Invalid, "answer.personal");
  return {};
}

/// The answer as it will stand, with what its kind takes and nothing else.
Answer answer_of(const NewAnswer& given) {
  Answer answer{.agency = given.agency, .kind = given.kind, .question = key_of(given.question), .reason = given.reason};
  if (given.kind == AnswerKind::Words) {
    answer.ask = key_of(given.ask);
    for (const auto& word : given.find)
      if (auto key = key_of(word); !key.empty()) answer.find.push_back(std::move(key));
  }
  if (given.kind == AnswerKind::Document && given.document > 0) answer.document = given.document;
  return answer;
}

Outcome<void> check_words(db::Session& session, const Answer& answer) {
  DL_TRY(const auto common, search::Wordings::load());
  DL_TRY(const auto standing, load_standing(session));
  if (answer.agency != 0) {
    auto own = Known(common, standing).words_for(answer.agency, common);
    return own.learn(answer.ask, answer.find);
  }
  // What holds on all sites must fit the words of each.
  const Known known(common, standing);
  for (const auto agency : known.agencies_with_words()) {
    auto own = known.words_for(agency, common);
    DL_CHECK(own.learn(answer.ask, answer.find));
  }
  return {};
}

}  // namespace

Outcome<std::int64_t> AnswerDesk::give(const NewAnswer& given, const Principal& by) {
  DL_CHECK(by.require(Right::TendSearch, given.agency));
  DL_CHECK(refuse_lengths(given));
  auto answer = answer_of(given);
  DL_CHECK(check_complete(answer));
  DL_CHECK(check_impersonal(answer));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<std::int64_t> {
    auto& session = transaction.sql();
    // Two people may say the same at once, each on a node of their own.
    DL_CHECK(transaction.keep_others_out());
    if (answer.kind == AnswerKind::Words) DL_CHECK(check_words(session, answer));
    if (answer.document) DL_CHECK(publications::load_live(session, *answer.document));
    DL_TRY(const bool there, is_answered(session, answer.agency, answer.question));
    if (there) return fail(Fault::Conflict, "answer.there", answer.question);
    DL_TRY(const auto standing, count_answers(session, answer.agency));
    if (standing >= kMostAnswers) return fail(Fault::Conflict, "answer.many");
    answer.made_by = by.actor();
    answer.made_at = transaction.now();
    DL_TRY(answer.id, insert_answer(session, answer));
    record(transaction, answer, event_of(answer.kind), by);
    return answer.id;
  });
}

Outcome<void> AnswerDesk::end(std::int64_t id, const Principal& by) {
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(const auto answer, lock_answer(session, id));
    const bool seen = answer.agency == 0 || by.may(Right::ReadDocuments, answer.agency);
    if (!seen && !by.may(Right::TendSearch, answer.agency))
      return fail(Fault::NotFound, "answer.missing", fmt::format("{}", id));
    DL_CHECK(by.require(Right::TendSearch, answer.agency));
    DL_CHECK(transaction.hold(accounts::subject_text(kAnswer, id)));
    DL_CHECK(end_answer(session, id, by.actor(), transaction.now()));
    record(transaction, answer, event("answer.ended"), by);
    return {};
  });
}

}  // namespace dl::questions
