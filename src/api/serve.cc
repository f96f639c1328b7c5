// What every operation goes through: who calls, may they, is it a repetition, what is answered.
#include "api/api.h"
#include "api/domains.h"
#include "api/openapi.h"
#include "api/operations.h"
#include "api/problem_page.h"
#include "api/reference_page.h"
#include "api/refusal.h"
#include "api/replay.h"
#include "base/hash.h"
#include "journal/alongside.h"

namespace dl::api {

namespace {

constexpr std::string_view kBearer = "Bearer ";

// Fills `who` and, for a cookie, `session`. Nobody at all is no failure; a key or a session that is no
// longer good is one, where somebody is wanted.
Outcome<void> identify(Call& call) {
  auto authorization = call.http.header("Authorization");
  if (!authorization.empty()) {
    if (!authorization.starts_with(kBearer)) return fail(Fault::Unauthorized, "key.refused");
    DL_TRY(call.who, call.api.keys.load(authorization.substr(kBearer.size())));
    return {};
  }
  auto token = call.http.cookie(kSessionCookie);
  if (token.empty()) return fail(Fault::Unauthorized, "access.sign_in");
  DL_TRY(call.session, call.api.sessions.load(token));
  call.who = call.session->principal;
  return {};
}

// What people do for themselves is open in read-only mode too.
bool is_own_account(const Operation& operation) { return operation.path.starts_with("/api/v1/session"); }

// Whoever owes another password or a second factor may look at their session and do what they owe, nothing else.
Outcome<void> check_owed(const accounts::OpenSession& session, const Operation& operation) {
  constexpr std::string_view kSession = "/api/v1/session";
  const auto& path = operation.path;
  if (session.must_change_password && path != kSession && path != "/api/v1/session/password")
    return fail(Fault::Forbidden, "account.password-owed");
  if (session.must_bind_factor && !is_own_account(operation)) return fail(Fault::Forbidden, "account.factor-owed");
  return {};
}

Outcome<void> admit(Call& call) {
  const auto& callers = call.operation.callers;
  auto known = identify(call);
  if (callers.kind == Callers::Kind::Anyone) {
    if (!known && known.error().fault != Fault::Unauthorized) return known;
  } else if (!known) {
    return known;
  }
  if (call.session && call.operation.writes() && call.api.csrf != nullptr && !call.api.csrf->verify(call.http))
    return fail(Fault::Forbidden, "access.stale_form");
  if (call.session) DL_CHECK(check_owed(*call.session, call.operation));
  if (callers.kind == Callers::Kind::WithRight && !call.who.may_any(callers.rights))
    return fail(Fault::Forbidden, "right.missing", std::string(call.operation.id));
  bool changes = call.operation.writes() && !is_own_account(call.operation);
  if (changes && call.api.around.writable) DL_CHECK(call.api.around.writable());
  return {};
}

std::optional<ReplayKey> replay_key(const Call& call) {
  auto key = call.http.header("Idempotency-Key");
  if (key.empty() || call.operation.verb != web::Verb::Post || call.operation.callers.kind == Callers::Kind::Anyone)
    return std::nullopt;
  // Under a secret: a body may hold a password, which must not be guessed from what is kept of it.
  Sha256 digest;
  digest.update(call.api.around.sealing_key.derive("repetitions"))
      .update(call.http.target)
      .update("\n")
      .update(call.http.body.bytes());
  return ReplayKey{call.who.actor(), std::string(key), digest.finish_hex(), hex(random_bytes(8))};
}

// A repetition that comes too early is told when to come again; one whose answer was lost, where to look.
Failure tell_how_to_go_on(Call& call, Error refusal) {
  if (refusal.key == "idempotency.running") call.headers.emplace_back("Retry-After", fmt::format("{}", kAnswerSeconds));
  if (refusal.key == "idempotency.done")
    if (auto address = work_address(refusal.detail); !address.empty())
      call.headers.emplace_back("Location", "/api/v1" + address);
  return Failure(std::move(refusal));
}

Outcome<web::Response> run_once(Call& call) {
  auto key = replay_key(call);
  if (!key) return call.operation.binding.run(call);
  constexpr std::size_t kLongestKey = 200;
  if (key->key.size() > kLongestKey) return fail(Fault::Invalid, "idempotency.form");
  auto& database = call.api.around.database;
  auto earlier = find_reply(database, *key, call.api.around.real_now());
  if (!earlier) return tell_how_to_go_on(call, std::move(earlier).error());
  if (*earlier) return std::move(**earlier);
  const journal::Alongside note(
      [&](journal::Transaction& transaction) { return note_done(transaction, *key, call.api.around.real_now()); });
  auto answer = call.operation.binding.run(call);
  if (!answer) return tell_how_to_go_on(call, std::move(answer).error());
  // The work is done and must be answered; an answer that could not be kept only loses its repetition.
  static_cast<void>(keep_reply(database, *key, *answer, call.operation.traits.secret, call.api.around.real_now()));
  return answer;
}

bool is_finer(const Error& error) { return status_of(error) != web::status_of(error.fault); }

Outcome<web::Response> serve(Call& call) {
  auto answer = run_once(call);
  if (answer) return answer;
  // What the server would draw by the fault alone is left to it; it also logs it.
  const auto& error = answer.error();
  if (call.current.is_null() && call.headers.empty() && !is_finer(error)) return answer;
  auto response = draw_problem(call.http, status_of(error), error, call.api.around.sentences, call.current);
  for (auto& field : call.headers) response.headers.push_back(std::move(field));
  return response;
}

// Who calls and what they may is asked of the head; whoever is refused has sent no body yet.
Outcome<web::Admitted> open(Api& api, const Operation& operation, const web::Request& head) {
  Call asked{.http = head, .api = api, .operation = operation};
  DL_CHECK(admit(asked));
  web::Admitted admitted{.known = asked.who.actor() != accounts::Principal().actor()};
  admitted.handler = [&api, &operation, who = std::move(asked.who),
                      session = std::move(asked.session)](const web::Request& http) {
    Call call{.http = http, .api = api, .operation = operation, .who = who, .session = session};
    return serve(call);
  };
  return admitted;
}

// "anyone", "signed-in", or the rights of which one is needed.
std::string words_of(const Callers& callers) {
  if (callers.kind == Callers::Kind::Anyone) return "anyone";
  if (callers.kind == Callers::Kind::SignedIn) return "signed-in";
  std::string words;
  for (const auto& row : accounts::kRights)
    if (callers.rights.has(row.value)) words.append(words.empty() ? "" : "|").append(row.name);
  return words;
}

// Room for the empty object that many clients send with every write.
constexpr std::size_t kNoBody = 256;

std::size_t body_limit(const Operation& operation, const Api& api) {
  if (operation.traits.upload) return api.around.largest_upload;
  if (operation.traits.body_limit > 0) return operation.traits.body_limit;
  if (operation.takes_json()) return web::kSmallForm;
  return operation.writes() ? kNoBody : 0;
}

}  // namespace

Api::Api(Surroundings given, periods::Laws law, Vocabularies lists)
    : around(std::move(given)),
      sessions(around.access_journal, around.policy),
      sign_in(around.access_journal, around.policy, around.sealing_key),
      keys(around.access_journal),
      people(around.access_journal, around.policy),
      documents(around.journal, around.directory),
      sites(around.journal, around.directory),
      laws(std::move(law)),
      register_desk(around.journal, {around.registers, around.projection, laws, around.sealing_key}),
      import_desk(around.journal, {around.registers, around.projection, laws, around.sealing_key}),
      import_review(around.journal, {around.registers, around.projection, laws, around.sealing_key}),
      vocabularies(std::move(lists)) {}

Outcome<std::unique_ptr<Api>> open_api(Surroundings around) {
  DL_TRY(auto laws, periods::Laws::load());
  DL_TRY(auto vocabularies, Vocabularies::load());
  auto api = std::make_unique<Api>(std::move(around), std::move(laws), std::move(vocabularies));
  DL_TRY(api->matter_chains, load_matter_chains());
  DL_TRY(api->letter_forms, requests::LetterForms::load());
  DL_TRY(api->exchange, records::load_exchange(api->around.registers));
  DL_CHECK(api->calendar.start(api->around.database));
  DL_TRY(const auto sources, figure_sources());
  DL_TRY(api->figures, figures::Definitions::load(sources));
  DL_TRY(const auto described, describe_api(groups()));
  api->description = json::serialize(described);
  DL_TRY(api->problems, render_problems(api->around.sentences));
  return api;
}

namespace {

void add_text(web::Router& router, std::string pattern, std::string type, std::string_view text) {
  auto handler = [type = std::move(type), text = std::string(text)](const web::Request&) -> Outcome<web::Response> {
    auto response = web::text(200, text, type);
    response.topics = {"api"};
    return response;
  };
  router.add(web::BoundRoute{.pattern = std::move(pattern), .handler = std::move(handler)});
}

// For programs, and for people.
void add_description(web::Router& router, const Api& api) {
  add_text(router, "/api/openapi.json", "application/json", api.description);
  auto description = json::parse(api.description);
  add_text(router, "/api/", "text/html; charset=utf-8", render_reference(description.as_object()));
  add_text(router, "/api/problems", "text/html; charset=utf-8", api.problems);
  add_text(router, "/api/reference.css", "text/css; charset=utf-8", reference_style());
}

}  // namespace

void mount(web::Router& router, Api& api) {
  for (const auto& group : groups())
    for (const auto& operation : group.operations)
      router.add(
          web::BoundRoute{.verb = operation.verb,
                          .pattern = std::string(operation.path),
                          .admit = [&api, &operation](const web::Request& head) { return open(api, operation, head); },
                          .who = words_of(operation.callers),
                          .body_limit = body_limit(operation, api),
                          .rate = operation.traits.rate,
                          .lane = operation.traits.lane});
  add_description(router, api);
}

bool is_of_installation(std::string_view path) {
  for (std::string_view own : {"/api", "/console"})
    if (path.starts_with(own) && (path.size() == own.size() || path[own.size()] == '/')) return true;
  return false;
}

std::string_view credential_of(const web::Request& http) {
  auto authorization = http.header("Authorization");
  return authorization.empty() ? http.cookie(kSessionCookie) : authorization;
}

bool signed_in(const web::Request& http, Api& api) {
  auto token = http.cookie(kSessionCookie);
  return !token.empty() && api.sessions.load(token).has_value();
}

std::optional<web::Response> refusal(const web::Request& http, int status, const Error& error, const Api& api) {
  const auto form = refusal_form(http);
  if (form == RefusalForm::Page) return std::nullopt;
  return draw_refusal(http, form, status, error, api.around.sentences);
}

}  // namespace dl::api
