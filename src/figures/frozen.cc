#include "figures/frozen.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/hash.h"
#include "db/files.h"
#include "db/ids.h"
#include "figures/events.h"
#include "figures/identity.h"
#include "journal/hold_head.h"

namespace dl::figures {
namespace {

namespace json = boost::json;

// Tables may be large, so they are stored files; the text names them by their digests.
constexpr const char* kTables = R"sql(
CREATE TABLE frozen_figures (
  id BIGINT PRIMARY KEY,
  period TEXT NOT NULL,
  agency BIGINT NOT NULL,
  at BIGINT NOT NULL,
  content TEXT NOT NULL
)
;
CREATE INDEX frozen_figures_by_period ON frozen_figures (period, agency, id)
)sql";

std::multiset<std::string_view> lines_of(std::string_view text) {
  std::multiset<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.insert(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

json::array lines_only_in(const std::string& one, const std::string& other) {
  const auto all = lines_of(one);
  const auto rest = lines_of(other);
  std::vector<std::string_view> only;
  std::ranges::set_difference(all, rest, std::back_inserter(only));
  json::array lines;
  for (auto line : only) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  return lines;
}

// By file the lines that are no longer there and those that are new.
json::object changes(const Files& before, const Files& now) {
  json::object changed;
  for (const auto& [name, text] : now) {
    const auto found = before.find(name);
    const auto& old = found == before.end() ? std::string() : found->second;
    if (old == text || !name.ends_with(".csv")) continue;
    changed[name] = {{"gone", lines_only_in(old, text)}, {"new", lines_only_in(text, old)}};
  }
  return changed;
}

std::string text_of(const Wish& wish, const Definitions& definitions, const Files& files, const journal::Point& head,
                    Instant at, const std::optional<Frozen>& older, const Files& before) {
  json::array figures;
  for (const auto& one : definitions.all())
    figures.push_back({{"id", one.id}, {"version", one.version}, {"digest", one.digest}});
  json::object digests;
  for (const auto& [name, text] : files) digests[name] = sha256_hex(text);
  json::object freeze = {{"format", 1},
                         {"period", wish.scope.period.text},
                         {"from", wish.scope.period.from.text()},
                         {"before", wish.scope.period.before.text()},
                         {"agency", wish.agency_code},
                         {"at", at.rfc3339()},
                         {"journal", {{"sequence", head.sequence}, {"hash", head.hash}}},
                         {"figures", std::move(figures)},
                         {"files", std::move(digests)}};
  if (older) {
    freeze["replaces"] = older->digest();
    freeze["changes"] = changes(before, files);
  }
  return json::serialize(freeze) + "\n";
}

Outcome<void> keeps_identities(db::Session& session, const Definitions& definitions, const Scope& scope) {
  DL_TRY(const auto broken, unkept(session, definitions, scope.period, scope.agency, scope.today));
  if (broken.empty()) return {};
  const auto& first = broken.front();
  auto detail = fmt::format("{} {}: {} = {}", first.identity, group_text(first.group), first.left, first.right);
  if (first.with_frozen) return fail(Fault::Conflict, "figures.continues", std::move(detail));
  return fail(Fault::Conflict, "figures.identity", std::move(detail));
}

Outcome<void> keep(journal::Transaction& change, const Frozen& frozen, const Files& files) {
  for (const auto& [name, text] : files) DL_CHECK(db::put_file(change.sql(), text, change.now()));
  DL_CHECK(change.sql().run(
      "INSERT INTO frozen_figures (id, period, agency, at, content) VALUES (:id, :period, :agency, :at, :content)",
      frozen.id, frozen.period, frozen.agency, frozen.at, frozen.text));
  return {};
}

}  // namespace

std::string Frozen::digest() const { return sha256_hex(text); }
std::string Frozen::subject() const { return fmt::format("frozen-figures:{}", id); }

std::string salt_of(const accounts::SealingKey& key) { return key.derive("withheld rows of figures"); }

Outcome<Frozen> freeze(journal::Journal& journal, const Definitions& definitions, const Wish& wish) {
  return journal.write([&](journal::Transaction& change) -> Outcome<Frozen> {
    auto& sql = change.sql();
    // From here on nobody else appends, so every statement reads the state that this entry stands for.
    DL_TRY(const auto head, journal::hold_head(change));
    DL_TRY(const auto older, find_frozen(sql, wish.scope.period, wish.scope.agency));
    Files before;
    if (older) {
      if (wish.reason.empty()) return fail(Fault::Invalid, "figures.reason-owed", older->subject());
      DL_TRY(before, files_of(sql, *older));
    }
    auto scope = wish.scope;
    scope.today = change.now().date();
    DL_CHECK(keeps_identities(sql, definitions, scope));
    DL_TRY(const auto files, tables_of(sql, definitions, scope));
    Frozen frozen{.period = wish.scope.period.text, .agency = wish.scope.agency, .at = change.now()};
    frozen.text = text_of(wish, definitions, files, head, frozen.at, older, before);
    DL_TRY(frozen.id, db::next_id(sql, "frozen_figures"));
    DL_CHECK(keep(change, frozen, files));
    change.record({.actor = wish.actor,
                   .verb = std::string(event("figures.frozen").verb),
                   .subject = frozen.subject(),
                   .agency = wish.scope.agency,
                   .before_digest = older ? older->digest() : std::string(),
                   .after_digest = frozen.digest(),
                   .reason = wish.reason});
    return frozen;
  });
}

Outcome<std::optional<Frozen>> find_frozen(db::Session& session, const Period& period, std::int64_t agency) {
  DL_TRY(auto row, (session.find<std::int64_t, Instant, std::string>(
                       "SELECT id, at, content FROM frozen_figures WHERE period = :period AND agency = :agency "
                       "ORDER BY id DESC LIMIT 1",
                       period.text, agency)));
  if (!row) return std::optional<Frozen>();
  auto& [id, at, content] = *row;
  return std::optional(Frozen{.id = id, .period = period.text, .agency = agency, .at = at, .text = std::move(content)});
}

namespace {

/// freeze.json; null where it cannot be read.
json::value read_text(const Frozen& frozen) {
  boost::system::error_code error;
  auto freeze = json::parse(frozen.text, error);
  return error ? json::value() : freeze;
}

/// Names and digests of the tables.
Outcome<json::object> names_of(const Frozen& frozen) {
  auto freeze = read_text(frozen);
  auto* names = freeze.is_object() ? freeze.get_object().if_contains("files") : nullptr;
  if (names == nullptr || !names->is_object()) return fail(Fault::Internal, "figures.frozen", frozen.subject());
  return std::move(names->get_object());
}

Outcome<std::string> read_stored(db::Session& session, const json::value& digest) {
  const std::string stored(digest.as_string());
  DL_TRY(const auto size, db::file_size(session, stored));
  return db::read_file(session, stored, 0, size);
}

}  // namespace

std::optional<std::int64_t> Frozen::version_of(std::string_view figure) const {
  const auto freeze = read_text(*this);
  const auto* figures = freeze.is_object() ? freeze.get_object().if_contains("figures") : nullptr;
  if (figures == nullptr || !figures->is_array()) return std::nullopt;
  for (const auto& one : figures->get_array())
    if (one.at("id").as_string() == figure) return one.at("version").to_number<std::int64_t>();
  return std::nullopt;
}

Outcome<std::optional<std::string>> file_of(db::Session& session, const Frozen& frozen, std::string_view name) {
  DL_TRY(const auto names, names_of(frozen));
  const auto* digest = names.if_contains(name);
  if (digest == nullptr) return std::optional<std::string>();
  DL_TRY(auto text, read_stored(session, *digest));
  return std::optional(std::move(text));
}

Outcome<Files> files_of(db::Session& session, const Frozen& frozen) {
  Files files;
  DL_TRY(const auto names, names_of(frozen));
  for (const auto& [name, digest] : names) {
    DL_TRY(files[std::string(name)], read_stored(session, digest));
  }
  return files;
}

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"figures-1", kTables, {}}};
  return list;
}

}  // namespace dl::figures
