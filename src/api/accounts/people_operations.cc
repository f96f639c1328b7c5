// People and their roles, and the keys of other systems: what administrators do.
#include "api/accounts/people_views.h"
#include "api/answer_change.h"
#include "api/api.h"
#include "api/operations.h"

namespace dl::api {

namespace {

using accounts::Right;

// ManagePeople reaches the agencies whose people one may see and change.
const accounts::Scope& reach_of(const Call& call) { return call.who.scope(Right::ManagePeople); }

Outcome<PersonView> load(Call& call, std::int64_t id) {
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto line,
         call.api.read([&](db::Session& sql) { return accounts::load_person(sql, reach_of(call), id); }));
  return view_of(line, *directory, call.api.around.policy, call.api.around.real_now());
}

Outcome<ListOf<PersonView>> list_people(Call& call, const PeopleQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto lines, call.api.read([&](db::Session& sql) {
    return accounts::list_people(sql, reach_of(call), {query.agency, query.text}, after, limit + 1);
  }));
  ListOf<PersonView> list;
  for (const auto& line : lines) {
    if (std::ssize(list.items) == limit) {
      list.next = fmt::format("{}", list.items.back().id);
      break;
    }
    list.items.push_back(view_of(line, *directory, call.api.around.policy, call.api.around.real_now()));
  }
  return list;
}

Outcome<NewPersonView> enter_person(Call& call, const NewPersonInput& input) {
  accounts::NewPerson person{
      .login = input.login, .name = input.name, .agency = input.agency, .grants = grants_of(input.grants)};
  DL_TRY(const auto entered, call.api.people.enter(person, call.who));
  DL_TRY(auto view, load(call, entered.person));
  return NewPersonView{std::move(view), entered.first_password};
}

Outcome<PersonView> show_person(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load(call, id);
}

Outcome<PersonView> change_person(Call& call, const PersonInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto expected, call.expected_revision());
  const accounts::PersonChange change{input.name, input.agency, grants_of(input.grants)};
  return answer_change(call, call.api.people.change(id, change, call.who, expected), load, id);
}

// Asked before what would let whoever holds a stolen session sign in as somebody else.
Outcome<void> prove(Call& call, const ProofInput& input) {
  if (!call.session) return fail(Fault::Forbidden, "session.people-only");
  return call.api.sign_in.prove(*call.session, {input.password.value_or(""), input.code.value_or("")});
}

Outcome<FirstPassword> give_password(Call& call, const ProofInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(load(call, id));
  DL_CHECK(prove(call, input));
  DL_TRY(auto password, call.api.people.give_password(id, call.who));
  DL_TRY(const auto view, load(call, id));
  return FirstPassword{std::move(password), view.first_password_ends_at};
}

Outcome<PersonView> suspend_person(Call& call, const ReasonInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(call.api.people.suspend(id, input.reason, call.who));
  return load(call, id);
}

Outcome<PersonView> restore_person(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(call.api.people.restore(id, call.who));
  return load(call, id);
}

Outcome<void> clear_second_factor(Call& call, const ProofInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(load(call, id));
  DL_CHECK(prove(call, input));
  return call.api.people.clear_second_factor(id, call.who);
}

Outcome<ListOf<RoleView>> list_roles(Call&) {
  ListOf<RoleView> list;
  for (const auto& row : accounts::kRoles) {
    RoleView view{.role = row.role, .name = std::string(row.chinese)};
    for (const auto& right : accounts::kRights)
      if (right.roles.has(row.role)) {
        view.rights.push_back(right.value);
        view.right_names.emplace_back(right.chinese);
      }
    list.items.push_back(std::move(view));
  }
  return list;
}

Outcome<ListOf<RightView>> list_rights(Call&) {
  ListOf<RightView> list;
  for (const auto& row : accounts::kRights) {
    const auto domain = accounts::domain_of(row.value);
    list.items.push_back({row.value, std::string(row.chinese), std::string(row.allows), domain,
                          std::string(chinese_of(domain)), row.keys == accounts::ForKeys::Yes});
  }
  return list;
}

using web::Verb;

constexpr Callers kPeople = needs(Right::ManagePeople);

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/people", "listPeople", "人员列表", kPeople, by<list_people>()},
    {Verb::Post,
     "/api/v1/people",
     "enterPerson",
     "增加人员",
     kPeople,
     by<enter_person>(),
     {.status = 201, .secret = true, .lane = web::Lane::Hashes}},
    {Verb::Get, "/api/v1/people/{id}", "showPerson", "一名人员", kPeople, by<show_person>()},
    {Verb::Put,
     "/api/v1/people/{id}",
     "changePerson",
     "修改姓名、机关和角色（须带 If-Match）",
     kPeople,
     by<change_person>(),
     {.conditional = true}},
    {Verb::Post,
     "/api/v1/people/{id}/new-password",
     "givePassword",
     "重置为新的初始密码",
     kPeople,
     by<give_password>(),
     {.secret = true, .rate = web::Rate::SignIn, .lane = web::Lane::Hashes}},
    {Verb::Post, "/api/v1/people/{id}/suspension", "suspendPerson", "停用", kPeople, by<suspend_person>()},
    {Verb::Delete, "/api/v1/people/{id}/suspension", "restorePerson", "恢复", kPeople, by<restore_person>()},
    {Verb::Delete,
     "/api/v1/people/{id}/second-factor",
     "clearSecondFactor",
     "解除遗失的动态口令",
     needs(Right::ManageSecurity),
     by<clear_second_factor>(),
     {.rate = web::Rate::SignIn, .lane = web::Lane::Hashes}},
    {Verb::Get, "/api/v1/roles", "listRoles", "角色及其权限", signed_in(), by<list_roles>()},
    {Verb::Get, "/api/v1/rights", "listRights", "权限及其含义", signed_in(), by<list_rights>()},
};

}  // namespace

std::span<const Operation> people_operations() { return kOperations; }

}  // namespace dl::api
