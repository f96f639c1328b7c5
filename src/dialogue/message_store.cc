#include "dialogue/message_store.h"

#include <boost/json.hpp>

#include "matters/subject.h"
#include "work/sealed_values.h"

namespace dl::dialogue {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;

constexpr std::string_view kField = "message";

constexpr const char* kTables = R"sql(
CREATE TABLE message (
  matter BIGINT PRIMARY KEY REFERENCES matter(id),
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  wants_public BIGINT NOT NULL,
  kept TEXT NOT NULL
)
;
CREATE TABLE message_route (
  agency BIGINT NOT NULL REFERENCES agency(id),
  topic TEXT NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (agency, topic)
)
;
CREATE TABLE message_public (
  id BIGINT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  round BIGINT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  department TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  answered_on TEXT NOT NULL,
  shown_by TEXT NOT NULL,
  shown_at BIGINT NOT NULL,
  withdrawn_at BIGINT
)
;
CREATE INDEX message_public_of ON message_public (matter, round)
;
CREATE INDEX message_public_listed ON message_public (agency, shown_at, id) WHERE withdrawn_at IS NULL
;
CREATE INDEX message_public_by_topic ON message_public (agency, topic, shown_at, id) WHERE withdrawn_at IS NULL
)sql";

Text sealed_text(const Message& message) {
  return json::serialize(json::object{{"title", message.title}, {"words", message.words}});
}

Outcome<void> read_sealed(const Text& text, Message& message) {
  boost::system::error_code wrong;
  const auto kept = json::parse(text, wrong);
  if (wrong || !kept.is_object()) return fail(Fault::Internal, "message.content");
  const auto word = [&](const char* name) {
    const auto* found = kept.get_object().if_contains(name);
    return found != nullptr && found->is_string() ? json::value_to<Text>(*found) : Text();
  };
  message.title = word("title");
  message.words = word("words");
  return {};
}

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"dialogue-1", kTables, {}}};
  return list;
}

Outcome<void> insert(db::Session& session, const accounts::SealingKey& key, const Message& message) {
  DL_TRY(const auto kept,
         work::seal_value(session, key, matters::subject_of(message.matter), kField, sealed_text(message)));
  DL_CHECK(
      session.run("INSERT INTO message (matter, kind, topic, wants_public, kept) VALUES (:matter, :kind, :topic, "
                  ":wants_public, :kept)",
                  message.matter, message.kind, message.topic, message.wants_public, kept));
  return {};
}

Outcome<Message> load_message(db::Session& session, const accounts::SealingKey& key, Id matter) {
  DL_TRY(const auto row, (session.find<Text, Text, bool, Text>(
                             "SELECT kind, topic, wants_public, kept FROM message WHERE matter = :matter", matter)));
  if (!row) return fail(Fault::NotFound, "message.missing", fmt::format("{}", matter));
  const auto& [kind, topic, wants_public, kept] = *row;
  Message message{.matter = matter, .kind = kind, .topic = topic, .wants_public = wants_public};
  DL_TRY(const auto opened, work::read_values(session, key, {kept}));
  const auto found = opened.find(kept);
  if (found != opened.end() && found->second) DL_CHECK(read_sealed(*found->second, message));
  return message;
}

Outcome<std::vector<Route>> list_routes(db::Session& session, const accounts::Scope& scope) {
  DL_TRY(auto rows, (session.query<Id, Text, Text>(
                        db::Sql("SELECT agency, topic, department FROM message_route WHERE ? ORDER BY agency, topic",
                                scope.condition("agency")))));
  std::vector<Route> all;
  for (auto& [of, topic, department] : rows) all.push_back({of, std::move(topic), std::move(department)});
  return all;
}

Outcome<Text> department_for(db::Session& session, Id agency, const Text& topic) {
  DL_TRY(const auto row,
         session.find<Text>("SELECT department FROM message_route WHERE agency = :agency AND topic = :topic", agency,
                            topic));
  return row ? std::get<0>(*row) : Text();
}

Outcome<void> put_route(db::Session& session, const Route& route) {
  if (route.department.empty()) {
    DL_CHECK(
        session.run("DELETE FROM message_route WHERE agency = :agency AND topic = :topic", route.agency, route.topic));
    return {};
  }
  DL_CHECK(
      session.run("INSERT INTO message_route (agency, topic, department) VALUES (:agency, :topic, :department) "
                  "ON CONFLICT (agency, topic) DO UPDATE SET department = :department",
                  route.agency, route.topic, route.department));
  return {};
}

}  // namespace dl::dialogue
