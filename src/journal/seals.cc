#include "journal/seals.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "base/keyed_hash.h"
#include "db/schema.h"

namespace dl::journal {
namespace {

constexpr std::size_t kPartDigits = 32;
constexpr std::int64_t kAtOnce = 200;
constexpr std::string_view kNoRow = "-";

void add(std::string& text, std::string_view field) { text += fmt::format("{}:{},", field.size(), field); }

// A row as one text that no other row has: columns apart by a unit separator, which their text does not hold.
std::string text_sql(const SealedTable& table) {
  std::string text;
  for (std::string_view rest = table.columns; !rest.empty();) {
    auto column = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), column.size() + 2));
    text += fmt::format("{}coalesce('=' || replace(replace(CAST({} AS TEXT), '%', '%25'), '\x1f', '%1F'), '-')",
                        text.empty() ? "" : " || '\x1f' || ", column);
  }
  return text;
}

std::string row_sql(const SealedTable& table, std::size_t number, std::string_view from) {
  return fmt::format("SELECT {}, {} FROM {} WHERE {}", number, text_sql(table), from, table.rows);
}

/// Rows of things between two numbers, with the number of each; empty where a table has none of its own for that.
std::string range_sql(const SealedTable& table, std::size_t number, std::string_view from) {
  constexpr std::string_view kIsThis = " = :1";
  if (!table.rows.ends_with(kIsThis) || table.rows.find(' ') != table.rows.size() - kIsThis.size()) return {};
  const auto column = table.rows.substr(0, table.rows.size() - kIsThis.size());
  return fmt::format("SELECT {}, {}, {} FROM {} WHERE {} BETWEEN :1 AND :2", column, number, text_sql(table), from,
                     column);
}

std::vector<const SealedTable*> tables_of(Kind kind) {
  std::vector<const SealedTable*> tables;
  for (const auto& table : sealed_tables())
    if (table.kind == kind) tables.push_back(&table);
  return tables;
}

struct Reading {
  std::vector<const SealedTable*> tables = {};
  std::string sql = {};
  std::string staged_sql = {};  ///< of things between two numbers; empty where they can only be asked for one by one
};

const Reading& reading_of(Kind kind) {
  static const auto readings = [] {
    std::vector<Reading> all;
    for (const auto& row : kinds()) {
      Reading reading{.tables = tables_of(row.kind)};
      bool in_ranges = true;
      for (std::size_t i = 0; i < reading.tables.size(); ++i) {
        const auto& table = *reading.tables[i];
        const std::string also = i == 0 ? "" : " UNION ALL ";
        reading.sql += also + row_sql(table, i, table.table);
        const auto staged = range_sql(table, i, table.staged.empty() ? table.table : table.staged);
        in_ranges = in_ranges && !staged.empty();
        reading.staged_sql += also + staged;
      }
      if (!in_ranges) reading.staged_sql.clear();
      all.push_back(std::move(reading));
    }
    return all;
  }();
  return readings[static_cast<std::size_t>(kind)];
}

constexpr std::string_view kSeals = "seals:";

/// "seals:edition:1-200"
struct Range {
  Kind kind = Kind::Agency;
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::string text() const { return fmt::format("{}{}:{}-{}", kSeals, row_of(kind).name, first, last); }
  static std::optional<Range> parse(std::string_view text) {
    if (!text.starts_with(kSeals)) return std::nullopt;
    text.remove_prefix(kSeals.size());
    auto dash = text.find('-');
    auto first = Thing::parse(text.substr(0, dash));
    if (!first || dash == std::string::npos) return std::nullopt;
    Range range{first->kind, first->id, 0};
    std::from_chars(text.data() + dash + 1, text.data() + text.size(), range.last);
    return range;
  }
};

Outcome<std::vector<std::int64_t>> ids(db::Session& session, const Range& range) {
  const auto& kind = row_of(range.kind);
  DL_TRY(auto rows, session.query<std::int64_t>(
                        fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} >= :first AND {0} <= :last ORDER BY {0}",
                                    kind.id, kind.table),
                        range.first, range.last));
  std::vector<std::int64_t> found;
  for (auto& [id] : rows) found.push_back(id);
  return found;
}

Outcome<std::vector<Range>> ranges(db::Session& session) {
  std::vector<Range> all;
  for (const auto& row : kinds()) {
    DL_TRY(const bool here, db::has_table(session, row.table));
    if (!here) continue;
    DL_TRY(auto last,
           session.value<std::int64_t>(fmt::format("SELECT coalesce(max({}), 0) FROM {}", row.id, row.table)));
    for (std::int64_t first = 1; first <= last; first += kAtOnce)
      all.push_back({row.kind, first, std::min(last, first + kAtOnce - 1)});
  }
  return all;
}

Outcome<std::int64_t> record_all(Transaction& transaction, const std::string& actor, const std::string& reason) {
  DL_TRY(auto all, ranges(transaction.sql()));
  std::int64_t things = 0;
  for (const auto& range : all) {
    DL_TRY(auto found, ids(transaction.sql(), range));
    if (found.empty()) continue;
    transaction.record({.actor = actor, .verb = std::string(kSealedVerb), .subject = range.text(), .reason = reason});
    things += std::ssize(found);
  }
  return things;
}

Outcome<std::vector<Thing>> changed_by(db::Session& session, const Event& event, Instant now) {
  std::vector<Thing> things;
  if (event.verb == kSealedVerb) {
    auto range = Range::parse(event.subject);
    if (!range) return fail(Fault::Internal, "journal.event", event.subject);
    DL_TRY(auto found, ids(session, *range));
    for (auto id : found) things.push_back({range->kind, id});
    return things;
  }
  auto subject = Thing::parse(event.subject);
  if (!subject) return things;
  for (const auto& rule : seal_rules()) {
    bool applies = rule.subject == subject->kind && event.verb.starts_with(rule.verb) &&
                   std::ranges::find(rule.but, event.verb) == rule.but.end();
    if (!applies) continue;
    if (rule.things.empty()) {
      things.push_back({rule.kind, subject->id});
      continue;
    }
    DL_TRY(auto rows, session.query<std::int64_t>(rule.things, subject->id, now));
    for (auto& [id] : rows) things.push_back({rule.kind, id});
  }
  return things;
}

// Whether what is there was sealed by this list.
Outcome<bool> is_sealed(db::Session& session) {
  DL_TRY(auto row,
         session.find<std::string>("SELECT seals FROM journal WHERE seals <> '' ORDER BY sequence DESC LIMIT 1"));
  return row && std::get<0>(*row).starts_with(name_of_list());
}

}  // namespace

Seals::Seals(std::string_view key)
    : key_(key), mark_(fmt::format("{}.{}", name_of_list(), digest("key", "", {}).substr(0, 8))) {}

// The first half of an HMAC.
std::string Seals::digest(std::string_view name, std::string_view table, const std::vector<std::string>& rows) const {
  std::string text;
  add(text, "daylight-seal-1");
  add(text, name);
  add(text, table);
  for (const auto& row : rows) add(text, row);
  return keyed_hash_hex(key_, text).substr(0, kPartDigits);
}

Outcome<std::string> Seals::of(db::Session& session, const Thing& thing) const {
  const auto& reading = reading_of(thing.kind);
  DL_TRY(auto found, (session.query<std::int64_t, std::string>(reading.sql, thing.id)));
  std::vector<std::vector<std::string>> rows(reading.tables.size());
  for (auto& [table, row] : found) rows[static_cast<std::size_t>(table)].push_back(std::move(row));
  return parts_of(thing, std::move(rows));
}

Outcome<std::vector<std::string>> Seals::of_staged(db::Session& session, Kind kind, std::int64_t first,
                                                   std::int64_t last) const {
  const auto& reading = reading_of(kind);
  if (reading.staged_sql.empty())
    return fail(Fault::Internal, "journal.event", fmt::format("{} are not staged", row_of(kind).name));
  DL_TRY(auto found, (session.query<std::int64_t, std::int64_t, std::string>(reading.staged_sql, first, last)));
  std::map<std::int64_t, std::vector<std::vector<std::string>>> rows;
  for (auto& [id, table, row] : found) {
    auto& of_one = rows[id];
    of_one.resize(reading.tables.size());
    of_one[static_cast<std::size_t>(table)].push_back(std::move(row));
  }
  std::vector<std::string> all;
  for (auto id = first; id <= last; ++id) {
    auto& of_one = rows[id];
    of_one.resize(reading.tables.size());
    all.push_back(parts_of({kind, id}, std::move(of_one)));
  }
  return all;
}

std::string Seals::parts_of(const Thing& thing, std::vector<std::vector<std::string>> rows) const {
  const auto& reading = reading_of(thing.kind);
  std::string parts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::sort(rows[i].begin(), rows[i].end());
    if (i > 0) parts += '.';
    parts += rows[i].empty() ? std::string(kNoRow) : digest(thing.name(), reading.tables[i]->table, rows[i]);
  }
  return parts;
}

Outcome<bool> Seals::is_here(db::Session& session, Kind kind) const {
  auto& here = here_.at(static_cast<std::size_t>(kind));
  if (here) return true;
  DL_TRY(const bool found, db::has_table(session, row_of(kind).table));
  here = found;
  return found;
}

Outcome<void> Seals::hold(db::Session& session, const std::string& subject,
                          std::map<std::string, std::string>& held) const {
  auto named = Thing::parse(subject);
  if (!named) return {};
  // Whoever else would change it waits, so that what is held is what the entry before has said.
  if (session.engine() == db::Engine::Postgres)
    DL_CHECK(session.run(fmt::format("SELECT {0} FROM {1} WHERE {0} = :id FOR NO KEY UPDATE", row_of(named->kind).id,
                                     row_of(named->kind).table),
                         named->id));
  for (const auto& rule : seal_rules()) {
    if (rule.subject != named->kind) continue;
    DL_TRY(const bool here, is_here(session, rule.kind));
    if (!here) continue;
    std::vector<Thing> things;
    if (rule.things.empty()) things.push_back({rule.kind, named->id});
    if (!rule.held.empty()) {
      DL_TRY(auto rows, session.query<std::int64_t>(rule.held, named->id));
      for (auto& [id] : rows) things.push_back({rule.kind, id});
    }
    for (const auto& thing : things) {
      if (held.contains(thing.name())) continue;
      DL_TRY(auto parts, of(session, thing));
      held[thing.name()] = digest_of(parts);
    }
  }
  return {};
}

Outcome<std::vector<std::string>> Seals::of_events(Transaction& transaction) const {
  const auto& events = transaction.events();
  std::vector<std::string> texts(events.size());
  std::set<std::string> done;
  for (std::size_t i = events.size(); i-- > 0;) {
    DL_TRY(auto things, changed_by(transaction.sql(), events[i], transaction.now()));
    for (const auto& thing : things) {
      auto name = thing.name();
      if (!done.insert(name).second) continue;
      DL_TRY(auto parts, of(transaction.sql(), thing));
      if (texts[i].empty()) texts[i] = mark_;
      texts[i] += fmt::format("\n{} {}", name, parts);
      if (auto before = transaction.held().find(name); before != transaction.held().end())
        texts[i] += " " + before->second;
    }
  }
  for (const auto& bundle : transaction.bundles()) {
    if (texts.empty()) break;
    if (texts.back().empty()) texts.back() = mark_;
    texts.back() += "\n" + text_of(bundle);
  }
  return texts;
}

std::string digest_of(std::string_view parts) { return sha256_hex(parts).substr(0, 16); }

SealText read_seals(std::string_view text) {
  SealText seals;
  seals.mark = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), seals.mark.size() + 1));
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    auto next = [&] {
      auto word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      return word;
    };
    const auto name = next();
    auto thing = Thing::parse(name);
    std::string parts(next());
    if (const auto bundle = bundle_line(name, parts)) seals.bundles.push_back(*bundle);
    if (thing) seals.lines.push_back({*thing, std::move(parts), std::string(next())});
  }
  return seals;
}

std::vector<std::string_view> split_parts(std::string_view parts) {
  std::vector<std::string_view> split;
  while (!parts.empty()) {
    split.push_back(parts.substr(0, parts.find('.')));
    parts.remove_prefix(std::min(parts.size(), split.back().size() + 1));
  }
  return split;
}

Outcome<std::int64_t> seal_everything(Journal& journal, const std::string& actor, const std::string& reason) {
  return journal.keep([&](Transaction& transaction) { return record_all(transaction, actor, reason); });
}

Outcome<std::int64_t> seal_what_is_older(Journal& journal) {
  DL_TRY(auto last, journal.last_sequence());
  if (last == 0) return 0;
  DL_TRY(const bool sealed, journal.database().read([](db::Session& session) { return is_sealed(session); }));
  if (sealed) return 0;
  return journal.keep([&](Transaction& transaction) -> Outcome<std::int64_t> {
    // Of two nodes that open at once the second finds it done: it waits here for the head, as every write does.
    DL_CHECK(transaction.sql().run("UPDATE journal_head SET sequence = sequence WHERE id = 1"));
    DL_TRY(const bool done, is_sealed(transaction.sql()));
    if (done) return 0;
    return record_all(transaction, std::string(kSealingActor), "升级：登记已有资料的摘要");
  });
}

}  // namespace dl::journal
