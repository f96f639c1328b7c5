#include "accounts/keys.h"

#include "accounts/events.h"
#include "accounts/sessions.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "db/ids.h"

namespace dl::accounts {
namespace {

using Text = std::string;
using Id = std::int64_t;
using journal::Transaction;

constexpr std::string_view kBegin = "dlk_";
constexpr std::size_t kKeyLength = 4 + 43;
constexpr std::size_t kShown = 10;
constexpr std::int64_t kTouchEveryMs = 3'600'000;

std::string join(const std::vector<Right>& rights) {
  std::string text;
  for (auto right : rights) text += (text.empty() ? "" : " ") + std::string(name_of(right));
  return text;
}

std::vector<Right> split(std::string_view text) {
  std::vector<Right> rights;
  while (!text.empty()) {
    auto name = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    // A right that this program does not know, or that keys may no longer have, gives nothing.
    if (auto right = find_name<Right>(name); right && kKeyRights.has(*right)) rights.push_back(*right);
  }
  return rights;
}

Outcome<void> check_new(const NewKey& key, Date today) {
  std::vector<FieldProblem> problems;
  if (text::trim(key.name).empty() || text::length(key.name) > 50) problems.push_back({"name", "key.name"});
  if (key.expires_on < today || today.plus_months(12) < key.expires_on) problems.push_back({"expires_on", "key.day"});
  bool fitting = !key.rights.empty();
  for (auto right : key.rights) fitting = fitting && kKeyRights.has(right);
  if (!fitting) problems.push_back({"rights", "key.rights"});
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "key.invalid", key.name, std::move(problems)});
}

journal::Event event_of(const Principal& by, journal::EventKind kind, std::int64_t key, std::int64_t agency,
                        std::string reason) {
  journal::Event event;
  event.actor = by.actor();
  event.verb = kind.verb;
  event.subject = fmt::format("key:{}", key);
  event.agency = agency;
  event.reason = std::move(reason);
  return event;
}

}  // namespace

Outcome<std::string> Keys::make(const NewKey& entered, const Principal& by) {
  DL_CHECK(by.require(Right::ManageAgency, entered.agency));
  DL_CHECK(check_new(entered, journal_.clock().today()));
  std::string key = std::string(kBegin) + random_token(32);
  return journal_.write([&](Transaction& transaction) -> Outcome<std::string> {
    DL_TRY(auto id, db::next_id(transaction.sql(), "api_key"));
    DL_CHECK(transaction.sql().run(
        "INSERT INTO api_key (id, digest, prefix, name, agency, rights, made_by, made_at, expires_on, ended_at, "
        "used_at) VALUES (:id, :digest, :prefix, :name, :agency, :rights, :by, :at, :expires, NULL, NULL)",
        id, digest_of_token(key), key.substr(0, kShown), text::trim(entered.name), entered.agency, join(entered.rights),
        by.actor(), transaction.now(), entered.expires_on));
    transaction.record(
        event_of(by, event("key.made"), id, entered.agency,
                 fmt::format("{}: {}, {}", entered.name, join(entered.rights), entered.expires_on.text())));
    return key;
  });
}

Outcome<void> Keys::end(std::int64_t key, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto row,
           transaction.sql().find<Id>(db::Sql("SELECT agency FROM api_key WHERE id = ? AND ended_at IS NULL AND ?", key,
                                              by.scope(Right::ManageAgency).condition("agency"))));
    if (!row) return fail(Fault::NotFound, "key.missing", fmt::format("{}", key));
    DL_CHECK(transaction.hold(fmt::format("key:{}", key)));
    DL_CHECK(transaction.sql().run("UPDATE api_key SET ended_at = :now WHERE id = :id", transaction.now(), key));
    transaction.record(event_of(by, event("key.ended"), key, std::get<0>(*row), {}));
    return {};
  });
}

Outcome<std::vector<KeyLine>> Keys::list(const Principal& by) {
  DL_TRY(auto rows, journal_.database().read([&](db::Session& session) {
    return session.query<Id, Text, Text, Id, Text, Text, Instant, Date, std::optional<Instant>>(
        db::Sql("SELECT id, prefix, name, agency, rights, made_by, made_at, expires_on, used_at FROM api_key "
                "WHERE ended_at IS NULL AND ? ORDER BY id",
                by.scope(Right::ManageAgency).condition("agency")));
  }));
  std::vector<KeyLine> lines;
  for (auto& [id, prefix, name, agency, rights, made_by, made_at, expires_on, used_at] : rows)
    lines.push_back({id, std::move(prefix), std::move(name), agency, split(rights), std::move(made_by), made_at,
                     expires_on, used_at});
  return lines;
}

Outcome<Principal> Keys::load(std::string_view key) {
  if (key.size() != kKeyLength || !key.starts_with(kBegin)) return fail(Fault::Unauthorized, "key.refused");
  Instant now = journal_.clock().now();
  DL_TRY(auto row, journal_.database().read([&](db::Session& session) {
    return session.find<Id, Text, Id, Text, std::optional<Instant>>(
        "SELECT id, name, agency, rights, used_at FROM api_key WHERE digest = :digest AND ended_at IS NULL AND "
        "expires_on >= :today",
        digest_of_token(key), now.date());
  }));
  if (!row) return fail(Fault::Unauthorized, "key.refused");
  auto& [id, name, agency, rights, used_at] = *row;
  if (!used_at || now.milliseconds() - used_at->milliseconds() >= kTouchEveryMs) {
    auto touched = journal_.keep([&, key_id = id](Transaction& transaction) -> Outcome<void> {
      DL_CHECK(transaction.sql().run("UPDATE api_key SET used_at = :now WHERE id = :id", now, key_id));
      return {};
    });
    if (!touched) log::failure("key.touch", touched.error());
  }
  Rights held;
  for (auto right : split(rights)) held = held.with(right);
  return Principal::of_key(id, name, agency, held);
}

}  // namespace dl::accounts
