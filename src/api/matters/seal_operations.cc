// The seals that agencies set upon their letters: uploaded, looked at, and which letters bear them. Pictures are for
// those alone who may issue.
#include "accounts/people.h"
#include "api/api.h"
#include "api/comments.h"
#include "api/listing.h"
#include "api/matters/seal_views.h"
#include "api/operations.h"
#include "requests/agency_seals.h"

namespace dl::api {

namespace {

using accounts::Right;

AgencySealView view_of(const requests::AgencySeal& seal, const std::map<std::string, std::string>& names) {
  return {.id = seal.id,
          .digest = seal.digest,
          .width = seal.width,
          .set_by_name = name_in(names, seal.set_by),
          .set_at = seal.set_at,
          .retired_at = seal.retired_at};
}

Outcome<ListOf<AgencySealView>> list_seals(Call& call, const AgencySealQuery& query) {
  ListOf<AgencySealView> list;
  if (!call.who.may(Right::ApproveRequests, query.agency)) return list;
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto seals, requests::list_seals(session, query.agency));
    std::vector<std::string> actors;
    for (const auto& seal : seals) actors.push_back(seal.set_by);
    DL_TRY(const auto names, accounts::names_of(session, actors));
    for (const auto& seal : seals) list.items.push_back(view_of(seal, names));
    return {};
  }));
  return list;
}

Outcome<ListOf<SealUseView>> list_seal_uses(Call& call, const SealUseQuery& query) {
  ListOf<SealUseView> list;
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto before, read_after(query.after));
  if (!call.who.may(Right::ApproveRequests, query.agency)) return list;
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(auto uses, requests::list_seal_uses(session, query.agency, before, limit + 1));
    if (std::ssize(uses) > limit) {
      uses.resize(static_cast<std::size_t>(limit));
      list.next = fmt::format("{}", uses.back().letter);
    }
    std::vector<std::string> actors;
    for (const auto& use : uses) actors.push_back(use.used_by);
    DL_TRY(const auto names, accounts::names_of(session, actors));
    for (const auto& use : uses)
      list.items.push_back({.letter = use.letter,
                            .seal = use.seal,
                            .matter = use.matter,
                            .number = use.number,
                            .letter_digest = use.letter_digest,
                            .used_by_name = name_in(names, use.used_by),
                            .used_at = use.used_at});
    return {};
  }));
  return list;
}

Outcome<web::Response> send_seal(Call& call, const AgencySealQuery& query) {
  DL_TRY(const auto id, call.number("seal"));
  DL_CHECK(call.who.require(Right::ApproveRequests, query.agency));
  DL_TRY(auto picture, call.api.read([&](db::Session& session) -> Outcome<paper::Seal> {
    DL_TRY(const auto seal, requests::load_seal(session, query.agency, id));
    return requests::picture_of(session, call.api.around.sealing_key, seal);
  }));
  web::Response response;
  response.type = "image/png";
  response.body = std::move(picture.png);
  response.max_age = -1;  // no browser keeps it
  return response;
}

Outcome<AgencySealView> set_seal(Call& call, const NewSealQuery& query) {
  DL_CHECK(call.who.require(Right::ApproveRequests, query.agency));
  DL_TRY(const auto made,
         requests::set_seal(call.api.around.journal, call.api.around.sealing_key, query.agency,
                            {std::string(call.http.body), query.width.value_or(paper::kSealWidth)}, call.who));
  return call.api.read([&](db::Session& session) -> Outcome<AgencySealView> {
    DL_TRY(const auto names, accounts::names_of(session, std::vector<std::string>{made.set_by}));
    return view_of(made, names);
  });
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/seals", "listSeals", "一个机关的印章，正在使用的在前", needs(Right::ApproveRequests),
     by<list_seals>()},
    {Verb::Post,
     "/api/v1/seals",
     "setSeal",
     "上传或者更换机关印章的图片（背景透明的 PNG），原来的随即停用",
     needs(Right::ApproveRequests),
     by<set_seal>(),
     {.status = 201, .upload = true}},
    {Verb::Get,
     "/api/v1/seals/{seal}/image",
     "sendSeal",
     "一枚印章的图片",
     needs(Right::ApproveRequests),
     by<send_seal>(),
     {.rate = web::Rate::Download}},
    {Verb::Get, "/api/v1/seal-uses", "listSealUses", "加印了机关印章的文书，新的在前", needs(Right::ApproveRequests),
     by<list_seal_uses>()},
};

}  // namespace

std::span<const Operation> seal_operations() { return kOperations; }

}  // namespace dl::api
