// Letters to the mailbox beside the steps of all matters: what everybody may read of one, and who answers which topic.
#include "api/accounts/people_views.h"
#include "api/matters/kinds.h"
#include "api/matters/views.h"
#include "api/operations.h"
#include "api/seat.h"
#include "dialogue/message_desk.h"

namespace dl::api {

namespace {

using accounts::Right;

/// What is shown to everybody: proposed with personal data hidden, sent back with as much hidden or more.
struct PublicWordsView {
  std::string title = {};
  std::string question = {};
  std::string answer = {};
};
BOOST_DESCRIBE_STRUCT(PublicWordsView, (), (title, question, answer))

struct PublicWordsInput {
  std::string title = {};
  std::string question = {};
  std::string answer = {};
  std::int64_t revision = 0;  ///< what was looked at; 0 asks nothing
  static constexpr auto kFields = std::to_array<Field>({
      {"title", "公开的标题", {.characters = dialogue::kLongestTitle, .owed = true}},
      {"question", "公开的来信", {.characters = dialogue::kLongestWords, .owed = true, .asked = Asked::Long}},
      {"answer", "公开的答复", {.characters = dialogue::kLongestAnswer, .owed = true, .asked = Asked::Long}},
  });
};
BOOST_DESCRIBE_STRUCT(PublicWordsInput, (), (title, question, answer, revision))

struct MessageRouteQuery {
  std::int64_t agency = 0;  ///< 0 = all that the caller reads letters of
};
BOOST_DESCRIBE_STRUCT(MessageRouteQuery, (), (agency))

struct MessageRouteView {
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string topic = {};
  std::string topic_name = {};
  std::string department = {};
  static constexpr auto kFields =
      std::to_array<Field>({{"agency_name", "机关"}, {"topic_name", "来信主题"}, {"department", "承办科室"}});
};
BOOST_DESCRIBE_STRUCT(MessageRouteView, (), (agency, agency_name, topic, topic_name, department))

struct MessageRouteInput {
  std::int64_t agency = 0;
  std::string topic = {};
  std::string department = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"topic", "来信主题", {.characters = 63, .owed = true, .vocabulary = "message_topics"}},
      {"department", "承办科室", {.characters = 100, .hint = "不设定"}},
  });
};
BOOST_DESCRIBE_STRUCT(MessageRouteInput, (), (agency, topic, department))

/// A letter to the mailbox within the caller's sight. Fault::NotFound `matter.missing` for any other matter.
Outcome<std::int64_t> meet_message(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto matter, call.api.read([&](db::Session& session) {
    return matters::load_matter(session, matter_sight(call.who), id);
  }));
  if (matter.kind != dialogue::Procedure::kName) return fail(Fault::NotFound, "matter.missing", matter.number);
  return id;
}

Outcome<PublicWordsView> propose_public_words(Call& call) {
  DL_TRY(const auto id, meet_message(call));
  auto matters = matter_desk(call.api);
  const dialogue::MessageDesk desk(call.api.around.journal, matters, call.api.vocabularies);
  DL_TRY(auto words, call.api.read([&](db::Session& session) { return desk.propose_public(session, id, call.who); }));
  return PublicWordsView{std::move(words.title), std::move(words.question), std::move(words.answer)};
}

Outcome<MatterView> make_message_public(Call& call, const PublicWordsInput& input) {
  DL_TRY(const auto id, meet_message(call));
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  auto matters = matter_desk(call.api);
  dialogue::MessageDesk desk(call.api.around.journal, matters, call.api.vocabularies);
  DL_CHECK(desk.make_public(id, {input.title, input.question, input.answer}, input.revision, seat));
  return load_matter_view(call, id);
}

Outcome<ListOf<MessageRouteView>> list_message_routes(Call& call, const MessageRouteQuery& query) {
  ListOf<MessageRouteView> list;
  const auto& own = call.who.scope(Right::ReadMessages);
  if (query.agency != 0 && !own.covers(query.agency)) return list;
  const auto* topics = call.api.vocabularies.find("message_topics");
  DL_TRY(const auto routes, call.api.read([&](db::Session& session) {
    return dialogue::list_routes(session, query.agency == 0 ? own : accounts::Scope::of({query.agency}));
  }));
  const auto directory = call.api.around.directory.current();
  for (const auto& route : routes) {
    const auto* term = topics == nullptr ? nullptr : topics->find(route.topic);
    list.items.push_back({route.agency, agency_name(*directory, route.agency), route.topic,
                          term == nullptr ? route.topic : term->name, route.department});
  }
  return list;
}

Outcome<void> set_message_route(Call& call, const MessageRouteInput& input) {
  DL_CHECK(call.who.require(Right::ApproveMessages, input.agency));
  auto matters = matter_desk(call.api);
  dialogue::MessageDesk desk(call.api.around.journal, matters, call.api.vocabularies);
  return desk.set_route({input.agency, input.topic, input.department}, call.who);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/matters/{id}/public", "proposePublicWords", "来信和答复隐去个人资料后的文字，供核对",
     needs(Right::ApproveMessages), by<propose_public_words>()},
    {Verb::Post, "/api/v1/matters/{id}/public", "makeMessagePublic", "核对后公开来信和答复",
     needs(Right::ApproveMessages), by<make_message_public>()},
    {Verb::Get, "/api/v1/message-routes", "listMessageRoutes", "来信主题由哪个科室承办", needs(Right::ReadMessages),
     by<list_message_routes>()},
    {Verb::Put, "/api/v1/message-routes", "setMessageRoute", "设定来信主题的承办科室", needs(Right::ApproveMessages),
     by<set_message_route>()},
};

}  // namespace

std::span<const Operation> message_operations() { return kOperations; }

}  // namespace dl::api
