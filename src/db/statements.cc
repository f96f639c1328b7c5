#include "db/statements.h"

#include <list>
#include <unordered_map>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/hash.h"
#include "base/text.h"
#include "db/placeholders.h"

namespace dl::db {

namespace {

/// A value in the place where SOCI reads or writes it. It must not move once it is bound.
struct Slot {
  std::optional<Type> type = {};  ///< empty while only NULL has been seen
  long long integer = 0;
  double real = 0;
  std::string text = {};
  std::optional<soci::blob> blob = {};
  soci::indicator state = soci::i_ok;
};

std::optional<Type> type_of(const Value& value) {
  switch (value.index()) {
    case 1: return Type::Integer;
    case 2: return Type::Real;
    case 3: return Type::Text;
    case 4: return Type::Bytes;
    default: return std::nullopt;
  }
}

/// PostgreSQL must be told the type, or it guesses: int4 for "$1 = 0", nothing for "$1 IS NULL".
std::string parameter(Engine engine, std::size_t number, std::optional<Type> type) {
  auto name = fmt::format(":p{}", number);
  if (engine == Engine::Sqlite || !type) return name;
  constexpr std::array<std::string_view, 4> kNames = {"bigint", "double precision", "text", "bytea"};
  return fmt::format("CAST({} AS {})", name, kNames[static_cast<std::size_t>(*type)]);
}

Outcome<void> fill(Slot& slot, const Value& value, soci::session& session, Engine engine) {
  slot.state = soci::i_ok;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    slot.integer = *integer;
  } else if (const auto* real = std::get_if<double>(&value)) {
    slot.real = *real;
  } else if (const auto* words = std::get_if<std::string>(&value)) {
    if (words->find('\0') != std::string::npos) return fail(Fault::Invalid, "db.text", "text with a NUL");
    if (!text::is_utf8(*words)) return fail(Fault::Invalid, "db.text", "text that is not UTF-8");
    slot.text = *words;
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    if (bytes->data.empty()) return fail(Fault::Internal, "db.bytes", "empty bytes");
    if (engine == Engine::Postgres) {
      slot.text = "\\x" + hex(bytes->data);
    } else {
      slot.blob.emplace(session);  // a fresh one at the same address: blobs of SOCI only grow
      slot.blob->write(0, bytes->data.data(), bytes->data.size());
    }
  } else {
    slot.state = soci::i_null;
  }
  return {};
}

/// Gives the slot's value away: what SOCI read last is in `value` afterwards, without a copy.
void take(Slot& slot, Engine engine, Value& value) {
  if (slot.state == soci::i_null) {
    value = std::monostate();
    return;
  }
  switch (*slot.type) {
    case Type::Integer: value = static_cast<std::int64_t>(slot.integer); break;
    case Type::Real: value = slot.real; break;
    case Type::Text:
      if (!std::holds_alternative<std::string>(value)) value.emplace<std::string>();
      std::get<std::string>(value).swap(slot.text);
      break;
    case Type::Bytes:
      if (engine == Engine::Postgres) {
        value = Bytes{from_hex(std::string_view(slot.text).substr(2)).value_or("")};
      } else {
        Bytes bytes{std::string(slot.blob->get_len(), '\0')};
        if (!bytes.data.empty()) slot.blob->read(0, bytes.data.data(), bytes.data.size());
        value = std::move(bytes);
      }
      break;
  }
}

constexpr std::size_t kKept = 4096;

/// Long values are not kept until the next run.
void forget(Slot& slot) {
  if (slot.text.capacity() > kKept) slot.text = std::string();
}

}  // namespace

struct Statements::Prepared {
  std::string sql = {};
  Placeholders placeholders = {};
  std::vector<std::unique_ptr<Slot>> uses = {};
  std::vector<std::unique_ptr<Slot>> intos = {};
  std::vector<Value> row = {};  ///< what the reader is shown, kept for its memory
  std::optional<soci::statement> statement = {};
};

struct Statements::Store {
  soci::session& session;
  Engine engine;
  std::size_t most;
  std::list<Prepared> used = {};  ///< the latest first
  std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_sql = {};
  std::list<Prepared> failed = {};  ///< PostgreSQL cannot forget a statement until the transaction is over

  void drop(std::string_view sql) {
    auto found = by_sql.find(sql);
    if (found == by_sql.end()) return;
    auto entry = found->second;
    by_sql.erase(found);
    failed.splice(failed.begin(), used, entry);
    if (engine == Engine::Sqlite) failed.clear();
  }

  void prepare(Prepared& p) {
    p.statement.reset();
    std::string text = p.placeholders.pieces[0];
    for (std::size_t i = 0; i < p.uses.size(); ++i)
      text += parameter(engine, i + 1, p.uses[i]->type) + p.placeholders.pieces[i + 1];
    p.statement.emplace(session);
    for (auto& slot : p.intos) into(p, *slot);
    for (auto& slot : p.uses) use(p, *slot);
    p.statement->alloc();
    p.statement->prepare(text);
    p.statement->define_and_bind();
  }

  void into(Prepared& p, Slot& slot) {
    switch (*slot.type) {
      case Type::Integer: p.statement->exchange(soci::into(slot.integer, slot.state)); break;
      case Type::Real: p.statement->exchange(soci::into(slot.real, slot.state)); break;
      case Type::Bytes:
        if (engine == Engine::Sqlite) {
          slot.blob.emplace(session);
          p.statement->exchange(soci::into(*slot.blob, slot.state));
          break;
        }
        [[fallthrough]];
      case Type::Text: p.statement->exchange(soci::into(slot.text, slot.state)); break;
    }
  }

  void use(Prepared& p, Slot& slot) {
    switch (slot.type.value_or(Type::Text)) {
      case Type::Integer: p.statement->exchange(soci::use(slot.integer, slot.state)); break;
      case Type::Real: p.statement->exchange(soci::use(slot.real, slot.state)); break;
      case Type::Bytes:
        if (engine == Engine::Sqlite) {
          slot.blob.emplace(session);
          p.statement->exchange(soci::use(*slot.blob, slot.state));
          break;
        }
        [[fallthrough]];
      case Type::Text: p.statement->exchange(soci::use(slot.text, slot.state)); break;
    }
  }

  /// Ends the reading: a SELECT that is left half read would keep its snapshot, and PostgreSQL's
  /// whole answer would stay in memory.
  void finish(Prepared& p) {
    auto* backend = p.statement->get_backend();
    if (engine == Engine::Sqlite)
      sqlite_api::sqlite3_reset(static_cast<soci::sqlite3_statement_backend*>(backend)->stmt_);
    else
      static_cast<soci::postgresql_statement_backend*>(backend)->result_.reset();
    for (auto& slot : p.uses) {
      forget(*slot);
      if (slot->blob) slot->blob.emplace(session);
    }
    for (auto& slot : p.intos) forget(*slot);
    for (auto& value : p.row) {
      auto* text = std::get_if<std::string>(&value);
      if (text != nullptr && text->capacity() > kKept) value = std::monostate();
      if (std::holds_alternative<Bytes>(value)) value = std::monostate();
    }
  }
};

Statements::Statements(soci::session& session, Engine engine, std::size_t most)
    : store_(new Store{session, engine, most}) {}
Statements::~Statements() = default;

void Statements::sweep() { store_->failed.clear(); }

void Statements::clear() {
  store_->by_sql.clear();
  store_->used.clear();
  store_->failed.clear();
}

Outcome<Statements::Prepared*> Statements::prepared(std::string_view sql, const std::vector<Value>& binds,
                                                    const std::vector<Type>& columns) {
  auto found = store_->by_sql.find(sql);
  bool stale = found == store_->by_sql.end();
  if (stale) {
    DL_TRY(auto placeholders, parse_placeholders(sql));
    if (store_->used.size() >= store_->most) store_->drop(store_->used.back().sql);
    auto& made = store_->used.emplace_front();
    made.sql = sql;
    made.placeholders = std::move(placeholders);
    for (std::size_t i = 0; i < made.placeholders.order.size(); ++i) made.uses.push_back(std::make_unique<Slot>());
    found = store_->by_sql.emplace(made.sql, store_->used.begin()).first;
  } else {
    store_->used.splice(store_->used.begin(), store_->used, found->second);
  }

  auto& p = *found->second;
  if (binds.size() != p.placeholders.arguments)
    return fail(Fault::Internal, "db.arguments",
                fmt::format("{} given, {} wanted: {}", binds.size(), p.placeholders.arguments, sql));
  bool same = p.intos.size() == columns.size();
  for (std::size_t i = 0; same && i < columns.size(); ++i) same = p.intos[i]->type == columns[i];
  if (!same) {
    p.statement.reset();
    p.intos.clear();
    for (auto type : columns) p.intos.emplace_back(std::make_unique<Slot>())->type = type;
    stale = true;
  }
  for (std::size_t i = 0; i < p.uses.size(); ++i) {
    auto type = type_of(binds[p.placeholders.order[i]]);
    if (!type || p.uses[i]->type == type) continue;
    p.uses[i]->type = type;
    stale = true;
  }
  if (stale || !p.statement) store_->prepare(p);
  return &p;
}

Outcome<std::int64_t> Statements::run(std::string_view sql, const std::vector<Value>& binds,
                                      const std::vector<Type>& columns, const RowSink& sink) {
  try {
    DL_TRY(auto* p, prepared(sql, binds, columns));
    for (std::size_t i = 0; i < p->uses.size(); ++i)
      DL_CHECK(fill(*p->uses[i], binds[p->placeholders.order[i]], store_->session, store_->engine));

    bool more = p->statement->execute(true);
    auto& row = p->row;
    row.resize(columns.size());
    while (more && sink) {
      for (std::size_t i = 0; i < row.size(); ++i) take(*p->intos[i], store_->engine, row[i]);
      if (!sink(row)) break;
      more = p->statement->fetch();
    }
    std::int64_t changed = sink ? 0 : p->statement->get_affected_rows();
    store_->finish(*p);
    return changed;
  } catch (...) {
    store_->drop(sql);
    throw;
  }
}

}  // namespace dl::db
