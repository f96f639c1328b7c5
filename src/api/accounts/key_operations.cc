// The keys under which other systems call the API.
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/operations.h"

namespace dl::api {

namespace {

using accounts::Right;

Outcome<ListOf<KeyView>> list_keys(Call& call) {
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto lines, call.api.keys.list(call.who));
  std::vector<std::string> makers;
  for (const auto& line : lines) makers.push_back(line.made_by);
  DL_TRY(auto names, call.api.read([&](db::Session& sql) { return accounts::names_of(sql, makers); }));
  ListOf<KeyView> list;
  for (const auto& line : lines)
    list.items.push_back({line.id, line.prefix, line.name, line.agency, agency_name(*directory, line.agency),
                          line.rights, line.made_by, names[line.made_by], line.made_at, line.expires_on, line.used_at});
  return list;
}

Outcome<NewKeyView> make_key(Call& call, const NewKeyInput& input) {
  accounts::NewKey key{.name = input.name, .agency = input.agency, .expires_on = input.expires_on};
  if (input.rights) key.rights = *input.rights;
  DL_TRY(auto made, call.api.keys.make(key, call.who));
  return NewKeyView{std::move(made)};
}

Outcome<void> end_key(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return call.api.keys.end(id, call.who);
}

using web::Verb;

constexpr Callers kKeys = needs(Right::ManageAgency);

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/keys", "listKeys", "外部系统的密钥", kKeys, by<list_keys>()},
    {Verb::Post,
     "/api/v1/keys",
     "makeKey",
     "发放密钥（只显示一次）",
     kKeys,
     by<make_key>(),
     {.status = 201, .secret = true}},
    {Verb::Delete, "/api/v1/keys/{id}", "endKey", "作废密钥", kKeys, by<end_key>()},
};

}  // namespace

std::span<const Operation> key_operations() { return kOperations; }

}  // namespace dl::api
