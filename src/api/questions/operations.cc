// The ledger of questions without a result, and what agencies say to them.
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/domains.h"
#include "api/questions/views.h"
#include "publications/events.h"
#include "questions/answer_desk.h"

namespace dl::api {

namespace {

using accounts::Right;
using questions::Answer;

constexpr std::string_view kEverywhere = "全部站点";

std::string document_subject(const Answer& answer) {
  return accounts::subject_text(publications::kDocument, answer.document.value_or(0));
}

/// The views by the answers' numbers, in their order.
Outcome<std::vector<SearchAnswerView>> views_of(db::Session& session, const Call& call,
                                                const std::vector<Answer>& answers) {
  std::vector<std::string> people;
  std::vector<std::string> documents;
  for (const auto& answer : answers) {
    people.push_back(answer.made_by);
    if (answer.document) documents.push_back(document_subject(answer));
  }
  DL_TRY(auto names, accounts::names_of(session, people));
  DL_TRY(auto titles, titles_of(session, call.who, documents));
  const auto directory = call.api.around.directory.current();
  std::vector<SearchAnswerView> views;
  for (const auto& answer : answers)
    views.push_back(
        {.id = answer.id,
         .agency = answer.agency,
         .agency_name = answer.agency == 0 ? std::string(kEverywhere) : agency_name(*directory, answer.agency),
         .kind = answer.kind,
         .kind_name = std::string(chinese_of(answer.kind)),
         .question = answer.question,
         .ask = answer.ask,
         .find = answer.find,
         .document = answer.document,
         .document_title = answer.document ? titles[document_subject(answer)] : std::string(),
         .reason = answer.reason,
         .made_by_name = names[answer.made_by],
         .made_at = answer.made_at});
  return views;
}

}  // namespace

questions::QuestionFilter filter_of(const QuestionsFilter& filter) {
  return {filter.agency, filter.text.value_or(""), filter.settled, filter.order.value_or(questions::Order::Most)};
}

Outcome<std::vector<AskedQuestionView>> views_of(db::Session& session, const Call& call,
                                                 const std::vector<questions::AskedQuestion>& asked) {
  std::vector<std::int64_t> ids;
  for (const auto& question : asked)
    if (question.answer) ids.push_back(*question.answer);
  DL_TRY(const auto answers, questions::answers_of(session, ids));
  DL_TRY(const auto shown, views_of(session, call, answers));
  std::map<std::int64_t, SearchAnswerView> by_id;
  for (const auto& view : shown) by_id.emplace(view.id, view);
  const auto directory = call.api.around.directory.current();
  std::vector<AskedQuestionView> views;
  for (const auto& question : asked) {
    AskedQuestionView view{.id = question.id,
                           .agency = question.agency,
                           .agency_name = agency_name(*directory, question.agency),
                           .words = question.words,
                           .found = question.found,
                           .found_name = std::string(chinese_of(question.found)),
                           .askers = question.askers,
                           .days = question.days,
                           .last_on = question.last_on};
    if (const auto found = by_id.find(question.answer.value_or(0)); found != by_id.end()) view.answer = found->second;
    views.push_back(std::move(view));
  }
  return views;
}

namespace {

Outcome<ListOf<AskedQuestionView>> list_questions(Call& call, const QuestionsQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  return call.api.read([&](db::Session& sql) -> Outcome<ListOf<AskedQuestionView>> {
    DL_TRY(const auto page,
           questions::list_questions(sql, call.who.scope(Right::ReadDocuments), filter_of(query), after, limit));
    ListOf<AskedQuestionView> list;
    DL_TRY(list.items, views_of(sql, call, page.items));
    if (page.next) list.next = page.next->text();
    return list;
  });
}

Outcome<ListOf<SearchAnswerView>> list_answers(Call& call, const Paging& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  return call.api.read([&](db::Session& sql) -> Outcome<ListOf<SearchAnswerView>> {
    DL_TRY(auto answers, questions::list_answers(sql, call.who.scope(Right::ReadDocuments), after, limit + 1));
    ListOf<SearchAnswerView> list;
    if (std::ssize(answers) > limit) {
      answers.resize(static_cast<std::size_t>(limit));
      list.next = fmt::format("{}", answers.back().id);
    }
    DL_TRY(list.items, views_of(sql, call, answers));
    return list;
  });
}

Outcome<SearchAnswerView> give_answer(Call& call, const SearchAnswerInput& input) {
  const questions::NewAnswer given{.agency = input.agency,
                                   .kind = input.kind,
                                   .question = input.question.value_or(""),
                                   .ask = input.ask.value_or(""),
                                   .find = input.find.value_or(std::vector<std::string>()),
                                   .document = input.document.value_or(0),
                                   .reason = input.reason.value_or("")};
  DL_TRY(const auto id, questions::AnswerDesk(call.api.around.journal).give(given, call.who));
  return call.api.read([&](db::Session& sql) -> Outcome<SearchAnswerView> {
    DL_TRY(const auto answers, questions::answers_of(sql, {id}));
    DL_TRY(const auto views, views_of(sql, call, answers));
    if (views.empty()) return fail(Fault::NotFound, "answer.missing", fmt::format("{}", id));
    return views.front();
  });
}

Outcome<void> end_answer(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return questions::AnswerDesk(call.api.around.journal).end(id, call.who);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/questions", "listQuestions", "搜索无果的问题，只有次数，没有提问的人",
     needs(Right::ReadDocuments), by<list_questions>()},
    {Verb::Get, "/api/v1/answers", "listAnswers", "现有的应答：近义词、指定的文件、搁置，新的在前",
     needs(Right::ReadDocuments), by<list_answers>()},
    {Verb::Post,
     "/api/v1/answers",
     "giveAnswer",
     "补充近义词、指定文件，或者搁置",
     needs(Right::TendSearch),
     by<give_answer>(),
     {.status = 201}},
    {Verb::Delete, "/api/v1/answers/{id}", "endAnswer", "撤销应答", needs(Right::TendSearch), by<end_answer>()},
};

}  // namespace

std::span<const Operation> question_operations() { return kOperations; }

}  // namespace dl::api
