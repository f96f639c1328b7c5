// Signing in and out, and what people do with their own sessions and credentials.
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/domains.h"
#include "api/operations.h"
#include "base/text.h"
#include "web/code_svg.h"
#include "web/cookies.h"
#include "web/peer.h"

namespace dl::api {

namespace {

using accounts::OpenSession;

// Keys have no session of their own to look after.
Outcome<const OpenSession*> own_session(const Call& call) {
  if (!call.session) return fail(Fault::Forbidden, "session.people-only");
  return &*call.session;
}

std::string session_cookie(const web::Request& http, std::string_view token) {
  return web::set_cookie(http, web::kSessionCookie, token,
                         token.empty() ? "SameSite=Strict; Max-Age=0" : "SameSite=Strict");
}

accounts::Proof proof_of(const ProofInput& input) { return {input.password.value_or(""), input.code.value_or("")}; }

std::map<std::string, ScopeView> rights_of(const accounts::Principal& who) {
  std::map<std::string, ScopeView> rights;
  for (const auto& row : accounts::kRights) {
    const auto& scope = who.scope(row.value);
    if (!scope.empty())
      rights[std::string(row.name)] = {scope.all, scope.all ? std::vector<std::int64_t>() : scope.agencies};
  }
  return rights;
}

std::vector<std::string> operations_for(const accounts::Principal& who) {
  std::vector<std::string> ids;
  for (const auto& group : groups())
    for (const auto& operation : group.operations)
      if (operation.callers.kind == Callers::Kind::WithRight && who.may_any(operation.callers.rights))
        ids.emplace_back(operation.id);
  return ids;
}

void describe_person(SessionView& view, const OpenSession& session, const agencies::Directory& directory) {
  const auto& person = session.person;
  SelfView self{.id = person.id, .login = person.login, .name = person.name};
  if (const auto* agency = directory.agency(person.agency))
    self.agency = AgencyBrief{agency->id, agency->name, agency->short_name};
  view.person = std::move(self);
  view.grants = view_of(person.grants, directory);
  view.expires_at = session.ends_at;
  view.must_change_password = session.must_change_password;
  view.must_bind_second_factor = session.must_bind_factor;
}

// `token` is that of the session: it may have begun with this answer.
Outcome<SessionView> view_of_session(Call& call, std::string_view token) {
  const auto directory = call.api.around.directory.current();
  SessionView view;
  web::Response cookies;
  if (call.api.csrf != nullptr) view.csrf_token = call.api.csrf->token(call.http, cookies, token);
  for (auto& field : cookies.headers) call.headers.push_back(std::move(field));
  if (call.session) {
    describe_person(view, *call.session, *directory);
    // Whether one is bound now; the session knows only how it began.
    DL_TRY(const auto line, call.api.read([&](db::Session& sql) {
      return accounts::load_person(sql, accounts::Scope::everywhere(), call.session->person.id);
    }));
    view.second_factor = line.second_factor;
    if (!view.must_change_password && !view.must_bind_second_factor)
      view.draft_key = call.api.around.sealing_key.derive(fmt::format("drafts of person {}", line.person.id));
  }
  view.rights = rights_of(call.who);
  view.operations = operations_for(call.who);
  view.idle_minutes =
      static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(call.api.around.policy.session_idle).count());
  view.demonstration = is_demonstration(*directory);
  view.simulation = call.api.around.simulation;
  view.read_only = call.api.around.writable && !call.api.around.writable();
  return view;
}

Outcome<SessionView> show_session(Call& call) { return view_of_session(call, call.http.cookie(web::kSessionCookie)); }

// How long until a locked login may try again, for the caller's clock.
Outcome<void> tell_lock(Call& call, const accounts::Attempt& attempt) {
  DL_TRY(const auto until, call.api.sign_in.locked_until(attempt.login, attempt.network));
  if (!until) return {};
  auto seconds = (until->milliseconds() - call.api.around.real_now().milliseconds() + 999) / 1000;
  call.headers.emplace_back("Retry-After", fmt::format("{}", std::max<std::int64_t>(1, seconds)));
  return {};
}

Outcome<SessionView> sign_in(Call& call, const SignInInput& input) {
  constexpr std::size_t kAgentLength = 120;
  accounts::Attempt attempt{.login = input.login, .password = input.password, .code = input.code.value_or("")};
  if (auto address = web::Address::parse(call.http.peer)) attempt.network = address->network();
  attempt.agent = std::string(text::cut(text::repair_utf8(call.http.header("User-Agent")), kAgentLength));
  auto signed_in = call.api.sign_in.sign_in(attempt);
  if (!signed_in) {
    if (signed_in.error().key == "account.locked") DL_CHECK(tell_lock(call, attempt));
    return Failure(std::move(signed_in).error());
  }
  if (call.session) DL_CHECK(call.api.sessions.end(*call.session));
  DL_TRY(call.session, call.api.sessions.load(signed_in->token));
  call.who = call.session->principal;
  call.headers.emplace_back("Set-Cookie", session_cookie(call.http, signed_in->token));
  return view_of_session(call, signed_in->token);
}

Outcome<void> sign_out(Call& call) {
  DL_TRY(const auto* session, own_session(call));
  DL_CHECK(call.api.sessions.end(*session));
  call.headers.emplace_back("Set-Cookie", session_cookie(call.http, ""));
  // What the browser has stored besides stays: copies of drafts are sealed, and may be somebody else's.
  if (call.http.secure) call.headers.emplace_back("Clear-Site-Data", "\"cache\"");
  return {};
}

Outcome<ListOf<OpenSessionView>> list_sessions(Call& call) {
  DL_TRY(const auto* session, own_session(call));
  DL_TRY(const auto lines, call.api.sessions.list(*session));
  ListOf<OpenSessionView> list;
  for (const auto& line : lines)
    list.items.push_back({line.id, line.began_at, line.seen_at, line.network, line.agent, line.id == session->id});
  return list;
}

Outcome<void> end_other_session(Call& call, const ProofInput& input) {
  DL_TRY(const auto* session, own_session(call));
  DL_TRY(const auto other, call.number("id"));
  DL_CHECK(call.api.sign_in.prove(*session, proof_of(input)));
  return call.api.sessions.end_other(*session, other);
}

Outcome<void> end_other_sessions(Call& call, const ProofInput& input) {
  DL_TRY(const auto* session, own_session(call));
  DL_CHECK(call.api.sign_in.prove(*session, proof_of(input)));
  DL_CHECK(call.api.sessions.end_others(*session));
  return {};
}

Outcome<ListOf<PastSignInView>> list_own_sign_ins(Call& call, const Paging& paging) {
  DL_TRY(const auto* session, own_session(call));
  DL_TRY(const int limit, read_limit(paging.limit));
  DL_TRY(const auto before, read_after(paging.after));
  DL_TRY(const auto past, call.api.read([&](db::Session& sql) {
    return accounts::list_sign_ins(sql, session->person.id, before, limit);
  }));
  ListOf<PastSignInView> list;
  for (const auto& one : past)
    list.items.push_back(
        {one.at, one.network, one.agent, std::string(name_of(one.outcome)), std::string(chinese_of(one.outcome))});
  if (std::ssize(past) == limit) list.next = fmt::format("{}", past.back().id);
  return list;
}

Outcome<void> change_password(Call& call, const PasswordInput& input) {
  DL_TRY(const auto* session, own_session(call));
  auto changed = call.api.sign_in.change_password(*session, input.old_password, input.new_password);
  // The rules speak of a password; the caller knows it as the new one.
  if (!changed)
    for (auto& problem : changed.error().fields)
      if (problem.field == "password") problem.field = "new_password";
  return changed;
}

Outcome<SecondFactorOfferView> offer_second_factor(Call& call, const ProofInput& input) {
  DL_TRY(const auto* session, own_session(call));
  DL_TRY(const auto offer, call.api.sign_in.offer_second_factor(*session, proof_of(input)));
  DL_TRY(auto drawing, web::code_svg(offer.uri));
  return SecondFactorOfferView{offer.secret, offer.uri, std::move(drawing)};
}

Outcome<RecoveryCodes> confirm_second_factor(Call& call, const CodeInput& input) {
  DL_TRY(const auto* session, own_session(call));
  DL_TRY(auto codes, call.api.sign_in.confirm_second_factor(*session, input.code));
  return RecoveryCodes{std::move(codes)};
}

Outcome<void> remove_second_factor(Call& call, const ProofInput& input) {
  DL_TRY(const auto* session, own_session(call));
  return call.api.sign_in.remove_second_factor(*session, proof_of(input));
}

using web::Verb;

constexpr Traits kCredentials{.rate = web::Rate::SignIn, .lane = web::Lane::Hashes};

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/session", "showSession", "当前会话和权限", anyone(), by<show_session>()},
    {Verb::Post,
     "/api/v1/session",
     "signIn",
     "登录",
     anyone(),
     by<sign_in>(),
     {.secret = true, .rate = web::Rate::SignIn, .lane = web::Lane::Hashes}},
    {Verb::Delete, "/api/v1/session", "signOut", "退出", signed_in(), by<sign_out>()},
    {Verb::Get, "/api/v1/session/others", "listSessions", "本人的全部会话", signed_in(), by<list_sessions>()},
    {Verb::Delete, "/api/v1/session/others", "endOtherSessions", "结束本人的其他会话", signed_in(),
     by<end_other_sessions>(), kCredentials},
    {Verb::Delete, "/api/v1/session/others/{id}", "endOtherSession", "结束本人的另一个会话", signed_in(),
     by<end_other_session>(), kCredentials},
    {Verb::Get, "/api/v1/session/history", "listSignIns", "本人的登录记录", signed_in(), by<list_own_sign_ins>()},
    {Verb::Put, "/api/v1/session/password", "changePassword", "修改密码", signed_in(), by<change_password>(),
     kCredentials},
    {Verb::Post,
     "/api/v1/session/second-factor",
     "offerSecondFactor",
     "开始绑定动态口令",
     signed_in(),
     by<offer_second_factor>(),
     {.secret = true, .rate = web::Rate::SignIn, .lane = web::Lane::Hashes}},
    {Verb::Put, "/api/v1/session/second-factor", "confirmSecondFactor", "确认绑定动态口令", signed_in(),
     by<confirm_second_factor>(), kCredentials},
    {Verb::Delete, "/api/v1/session/second-factor", "removeSecondFactor", "取消动态口令", signed_in(),
     by<remove_second_factor>(), kCredentials},
};

}  // namespace

std::span<const Operation> session_operations() { return kOperations; }

}  // namespace dl::api
