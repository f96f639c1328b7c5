#include "accounts/people.h"

#include <charconv>

#include "accounts/account_store.h"
#include "accounts/subject.h"
#include "db/like.h"

namespace dl::accounts {
namespace {

using Text = std::string;
using Id = std::int64_t;

constexpr auto kStates =
    named_table<PersonState>({{PersonState::Active, "Active", "正常"}, {PersonState::Suspended, "Suspended", "停用"}});

constexpr auto kOutcomes = named_table<SignInOutcome>({
    {SignInOutcome::SignedIn, "SignedIn", "登录成功"},
    {SignInOutcome::WrongPassword, "WrongPassword", "密码错误"},
    {SignInOutcome::WrongCode, "WrongCode", "动态口令错误"},
    {SignInOutcome::Suspended, "Suspended", "账号已停用"},
    {SignInOutcome::Locked, "Locked", "连续失败，账号已锁定"},
});

PersonState state_of(std::string_view name) { return find_named<PersonState>(name).value_or(PersonState::Suspended); }

std::optional<std::int64_t> number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  std::int64_t id = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return id;
}

/// The people for whom the condition holds, in the order that it ends with.
Outcome<std::vector<PersonLine>> select_lines(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows,
         (session.query<Id, Text, Text, Id, Text, Instant, bool, bool, std::optional<Instant>, std::optional<Instant>>(
             db::Sql("SELECT person.id, person.login, person.name, person.agency, person.state, person.created_at, "
                     "(SELECT count(*) FROM second_factor WHERE second_factor.person = person.id AND "
                     "confirmed_at IS NOT NULL), coalesce((SELECT must_change FROM credential WHERE credential.person "
                     "= person.id), 0), (SELECT set_at FROM credential WHERE credential.person = person.id), "
                     "(SELECT max(at) FROM sign_in WHERE sign_in.person = person.id AND outcome = 'SignedIn') "
                     "FROM person WHERE ?",
                     condition))));
  std::vector<PersonLine> lines;
  for (auto& [id, login, name, agency, state, created_at, second_factor, must_change, set_at, signed_in] : rows) {
    PersonLine line{{id, std::move(login), std::move(name), agency, state_of(state), created_at, {}},
                    second_factor,
                    must_change,
                    set_at,
                    signed_in};
    DL_TRY(line.person.grants, load_grants(session, id));
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Names<PersonState> table_of(PersonState) { return kStates; }
Names<SignInOutcome> table_of(SignInOutcome) { return kOutcomes; }

std::optional<Instant> first_password_ends_at(const PersonLine& line, const Policy& policy) {
  if (!line.must_change_password || !line.password_set_at) return std::nullopt;
  std::chrono::milliseconds days = std::chrono::days(policy.first_password_days);
  return Instant(line.password_set_at->milliseconds() + days.count());
}

Outcome<std::vector<PersonLine>> list_people(db::Session& session, const Scope& scope, const PeopleFilter& filter,
                                             std::int64_t after, int limit) {
  db::Sql condition("? AND person.id > ?", scope.condition("person.agency"), after);
  if (filter.agency != 0) condition.add(" AND person.agency = ?", filter.agency);
  if (!filter.text.empty()) {
    const auto part = db::pattern_containing(filter.text);
    condition.add(" AND (lower(person.name) LIKE lower(?) ESCAPE '!' OR person.login LIKE lower(?) ESCAPE '!')", part,
                  part);
  }
  return select_lines(session, condition.add(" ORDER BY person.id ?", db::limit_to(limit)));
}

Outcome<PersonLine> load_person(db::Session& session, const Scope& scope, std::int64_t id) {
  DL_TRY(auto lines, select_lines(session, db::Sql("person.id = ? AND ?", id, scope.condition("person.agency"))));
  if (lines.empty()) return fail(Fault::NotFound, "person.missing", fmt::format("{}", id));
  return std::move(lines.front());
}

Outcome<std::optional<Person>> find_person(db::Session& session, const std::string& login) {
  DL_TRY(auto lines, select_lines(session, db::Sql("person.login = ?", login)));
  if (lines.empty()) return std::nullopt;
  return std::move(lines.front().person);
}

Outcome<std::vector<Text>> people_with(db::Session& session, Right right, Id agency) {
  std::vector<Text> roles;
  for (const auto& row : kRoles)
    if (rights_of(row.role).has(right)) roles.emplace_back(row.name);
  DL_TRY(const auto rows,
         session.query<Id>(db::Sql(
             "WITH RECURSIVE above(id, parent) AS (SELECT id, parent FROM agency WHERE id = ? UNION SELECT agency.id, "
             "agency.parent FROM agency JOIN above ON agency.id = above.parent) SELECT DISTINCT person.id FROM person "
             "JOIN person_grant ON person_grant.person = person.id WHERE person.state = 'Active' AND ? AND (reach = "
             "'All' OR person_grant.agency = ? OR (reach = 'OwnAndBelow' AND person_grant.agency IN (SELECT id FROM "
             "above))) ORDER BY person.id",
             agency, db::among("role", roles), agency)));
  std::vector<Text> actors;
  for (const auto& [id] : rows) actors.push_back(fmt::format("person:{}", id));
  return actors;
}

Outcome<Principal> load_principal(db::Session& session, std::int64_t person) {
  DL_TRY(auto row, (session.find<Text, Id, Text>("SELECT name, agency, state FROM person WHERE id = :id", person)));
  if (!row) return Principal::of_person(person, {}, 0, {}, {});
  auto& [name, agency, state] = *row;
  if (state_of(state) != PersonState::Active) return Principal::of_person(person, name, agency, {}, {});
  DL_TRY(auto grants, load_grants(session, person));
  DL_TRY(auto below, load_below(session, grants));
  return Principal::of_person(person, name, agency, grants, below);
}

Outcome<Principal> load_principal(db::Session& session, const std::string& actor) {
  auto person = number_after(actor, "person:");
  return person ? load_principal(session, *person) : Outcome<Principal>(Principal());
}

Outcome<std::map<std::string, std::string>> names_of(db::Session& session, const std::vector<std::string>& actors) {
  constexpr std::string_view kPerson = "person:";
  std::vector<std::int64_t> people;
  std::vector<std::int64_t> keys;
  std::map<std::string, std::string> names;
  for (const auto& actor : actors) {
    if (auto id = number_after(actor, kPerson)) people.push_back(*id);
    if (auto id = number_after(actor, "key:")) keys.push_back(*id);
    names[actor] = actor.starts_with(kPerson) ? actor.substr(kPerson.size()) : actor;
  }
  auto look_up = [&](db::Literal table, std::string_view prefix,
                     const std::vector<std::int64_t>& ids) -> Outcome<void> {
    if (ids.empty()) return {};
    DL_TRY(auto found, names_in(session, table, ids));
    for (auto& [id, name] : found) names[fmt::format("{}{}", prefix, id)] = std::move(name);
    return {};
  };
  DL_CHECK(look_up("person", kPerson, people));
  DL_CHECK(look_up("api_key", "key:", keys));
  return names;
}

Outcome<std::vector<PastSignIn>> list_sign_ins(db::Session& session, std::int64_t person, std::int64_t before,
                                               int limit) {
  DL_TRY(auto rows, (session.query<Id, Instant, Text, Text, Text>(
                        "SELECT id, at, network, agent, outcome FROM sign_in WHERE person = :person AND "
                        "(:before = 0 OR id < :before) ORDER BY id DESC LIMIT :limit",
                        person, before, limit)));
  std::vector<PastSignIn> list;
  for (auto& [id, at, network, agent, outcome] : rows)
    list.push_back({id, at, std::move(network), std::move(agent),
                    find_named<SignInOutcome>(outcome).value_or(SignInOutcome::WrongPassword)});
  return list;
}

}  // namespace dl::accounts
