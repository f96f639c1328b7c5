#include "journal/contents.h"

#include <set>

#include "base/hash.h"
#include "db/schema.h"
#include "db/sql.h"
#include "journal/seals.h"

namespace dl::journal {
namespace {

using Problem = Difference::Problem;

constexpr int kAtOnce = 1000;

/// The tables that name files, and the digests in each of which there are no bytes.
constexpr std::pair<const char*, const char*> kWhatNamesFiles[] = {
    {"work_file",
     "SELECT DISTINCT work_file.digest FROM work_file LEFT JOIN stored_file ON stored_file.digest = work_file.digest "
     "WHERE stored_file.digest IS NULL"},
    {"record_file",
     "SELECT DISTINCT record_file.digest FROM record_file LEFT JOIN stored_file ON stored_file.digest = "
     "record_file.digest WHERE stored_file.digest IS NULL"}};

/// The newest digest of a thing.
struct Newest {
  std::int64_t sequence = 0;
  bool same_mark = false;
  bool seen = false;
  std::string parts = {};
};

class Check {
 public:
  Check(db::Session& session, const Seals& seals, const ContentsWish& wish)
      : session_(session), seals_(seals), wish_(wish) {}

  Outcome<Contents> run() {
    DL_CHECK(read_journal());
    if (newest_.empty()) return std::move(contents_);
    if (newest_mark_ != seals_.mark()) {
      DL_CHECK(add({Problem::OtherKey, {}, {}, 0}));
    } else {
      for (const auto& kind : kinds()) {
        DL_TRY(const bool here, db::has_table(session_, kind.table));
        if (here) DL_CHECK(hold_all(kind));
      }
      DL_CHECK(hold_those_gone());
    }
    DL_CHECK(hold_files());
    return std::move(contents_);
  }

 private:
  Outcome<void> add(Difference difference) {
    ++contents_.count;
    if (contents_.differences.size() < kMostTold) contents_.differences.push_back(std::move(difference));
    return {};
  }

  Outcome<void> add(Problem problem, const Thing& thing, std::string_view part, std::int64_t sequence) {
    DL_TRY(auto title, session_.find<std::string>(row_of(thing.kind).title, thing.id));
    auto what = fmt::format("{} {}", row_of(thing.kind).chinese, thing.id);
    if (title)
      what = thing.kind == Kind::Edition ? std::get<0>(*title) : fmt::format("{} {}", what, std::get<0>(*title));
    return add({problem, std::move(what), std::string(part), sequence});
  }

  Outcome<void> read_journal() {
    for (std::int64_t after = 0;;) {
      DL_TRY(auto rows, (session_.query<std::int64_t, std::string, std::string, std::string>(
                            "SELECT sequence, actor, verb, seals FROM journal WHERE sequence > :after AND seals <> '' "
                            "ORDER BY sequence LIMIT :limit",
                            after, kAtOnce)));
      for (const auto& [sequence, actor, verb, text] : rows) {
        after = sequence;
        DL_CHECK(read_entry(sequence, verb == kSealedVerb && actor == kSealingActor, read_seals(text)));
      }
      if (std::ssize(rows) < kAtOnce) return {};
    }
  }

  Outcome<void> read_entry(std::int64_t sequence, bool sealing, const SealText& text) {
    // Sealing is owed once a list: what came before it under the same list had its digests already.
    const bool goes_on = sealing_ && text.mark == newest_mark_;
    if (sealing && !goes_on && marks_.contains(text.mark)) DL_CHECK(add({Problem::SealedTwice, {}, {}, sequence}));
    sealing_ = sealing;
    newest_mark_ = text.mark;
    marks_.insert(text.mark);
    for (const auto& bundle : text.bundles) DL_CHECK(read_bundle(sequence, text.mark, bundle));
    return read_lines(sequence, text.mark, text.lines);
  }

  // A page at a time. Digests that are not those of the journal prove nothing, so nothing is held against them.
  Outcome<void> read_bundle(std::int64_t sequence, const std::string& mark, const BundleLine& bundle) {
    DL_TRY(const bool whole, is_whole_bundle(session_, bundle));
    if (!whole) return add({Problem::BundleChanged, fmt::format("{}", bundle.bundle), {}, sequence});
    return read_bundle_pages(session_, bundle.bundle, [&](const std::string& page) {
      return read_lines(sequence, mark, read_seals("\n" + page).lines);
    });
  }

  Outcome<void> read_lines(std::int64_t sequence, const std::string& mark, const std::vector<SealLine>& lines) {
    for (const auto& line : lines) {
      auto& newest = newest_[line.thing.name()];
      bool passed =
          !line.before.empty() && newest.same_mark && mark == seals_.mark() && digest_of(newest.parts) != line.before;
      if (passed) DL_CHECK(add(Problem::Passed, line.thing, {}, sequence));
      newest = {sequence, mark == seals_.mark(), false, line.parts};
    }
    return {};
  }

  Outcome<void> hold_all(const KindRow& kind) {
    auto sql =
        fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} > :after ORDER BY {0} LIMIT :limit", kind.id, kind.table);
    for (std::int64_t after = 0;;) {
      DL_TRY(auto rows, session_.query<std::int64_t>(sql, after, kAtOnce));
      for (const auto& [id] : rows) {
        after = id;
        DL_CHECK(hold({kind.kind, id}, newest_[Thing{kind.kind, id}.name()]));
      }
      if (wish_.progress) wish_.progress(contents_.things);
      if (std::ssize(rows) < kAtOnce) return {};
    }
  }

  Outcome<void> hold_those_gone() {
    for (auto& [name, newest] : newest_)
      if (auto thing = Thing::parse(name); thing && !newest.seen) DL_CHECK(hold(*thing, newest));
    return {};
  }

  Outcome<void> hold(const Thing& thing, Newest& newest) {
    newest.seen = true;
    ++contents_.things;
    DL_TRY(const auto parts, seals_.of(session_, thing));
    if (newest.sequence == 0) return add(Problem::Added, thing, {}, 0);
    if (parts == newest.parts) return {};
    const auto was = split_parts(newest.parts);
    const auto is = split_parts(parts);
    std::size_t i = 0;
    for (const auto& table : sealed_tables()) {
      if (table.kind != thing.kind) continue;
      auto before = i < was.size() ? was[i] : std::string_view();
      if (before != is[i]) {
        auto problem = is[i] == "-" ? Problem::Gone : before == "-" ? Problem::Added : Problem::Changed;
        DL_CHECK(add(problem, thing, table.chinese, newest.sequence));
      }
      ++i;
    }
    return {};
  }

  Outcome<void> hold_files() {
    auto since = wish_.files_since.value_or(Instant());
    DL_TRY(auto files, (session_.query<std::string, std::int64_t>(
                           "SELECT digest, size FROM stored_file WHERE stored_at >= :since ORDER BY digest", since)));
    for (const auto& [digest, size] : files) {
      DL_TRY(bool whole, is_whole(digest, size));
      if (!whole) DL_CHECK(add({Problem::FileChanged, digest, {}, 0}));
      ++contents_.files;
      if (wish_.progress) wish_.progress(contents_.things + contents_.files);
    }
    std::set<std::string> gone;
    for (const auto& [table, missing] : kWhatNamesFiles) {
      DL_TRY(const bool here, db::has_table(session_, table));
      if (!here) continue;
      DL_TRY(const auto digests, session_.query<std::string>(missing));
      for (const auto& [digest] : digests) gone.insert(digest);
    }
    for (const auto& digest : gone) DL_CHECK(add({Problem::FileGone, digest, {}, 0}));
    return {};
  }

  // A piece at a time, as many as there are.
  Outcome<bool> is_whole(const std::string& digest, std::int64_t size) {
    Sha256 hash;
    std::int64_t read = 0;
    for (std::int64_t number = 0;; ++number) {
      DL_TRY(auto chunk,
             session_.find<db::Bytes>("SELECT bytes FROM stored_chunk WHERE digest = :digest AND number = :number",
                                      digest, number));
      if (!chunk) break;
      hash.update(std::get<0>(*chunk).data);
      read += std::ssize(std::get<0>(*chunk).data);
    }
    return read == size && hash.finish_hex() == digest;
  }

  db::Session& session_;
  const Seals& seals_;
  const ContentsWish& wish_;
  std::unordered_map<std::string, Newest> newest_ = {};
  std::string newest_mark_ = {};
  std::set<std::string> marks_ = {};
  bool sealing_ = false;
  Contents contents_ = {};
};

}  // namespace

Outcome<Contents> check_contents(Journal& journal, const ContentsWish& wish) {
  const auto* seals = journal.seals();
  if (seals == nullptr) return fail(Fault::Internal, "journal.no-key");
  return journal.database().read([&](db::Session& session) { return Check(session, *seals, wish).run(); });
}

Outcome<bool> names_file(db::Session& session, const std::string& digest) {
  DL_TRY(const auto found, session.query<int>(db::Sql(
                               "SELECT 1 WHERE EXISTS (SELECT 1 FROM work_file WHERE digest = ?) OR EXISTS (SELECT 1 "
                               "FROM record_file WHERE digest = ?) OR EXISTS (SELECT 1 FROM frozen_figures WHERE "
                               "content LIKE ?)",
                               digest, digest, "%" + digest + "%")));
  return !found.empty();
}

std::string describe(const Difference& difference) {
  const auto& [problem, what, part, sequence] = difference;
  auto of = part.empty() ? what : fmt::format("{}的{}", what, part);
  switch (problem) {
    case Problem::Changed: return fmt::format("{}：与日志第 {} 条登记的不一致，被绕过程序改动过", of, sequence);
    case Problem::Gone: return fmt::format("{}：日志第 {} 条登记的内容不见了，被绕过程序删除过", of, sequence);
    case Problem::Added:
      return sequence == 0 ? fmt::format("{}：日志里没有登记过，是绕过程序加进来的", of)
                           : fmt::format("{}：日志第 {} 条登记时还没有，是绕过程序加进来的", of, sequence);
    case Problem::Passed:
      return fmt::format("{}：在日志第 {} 条之前被绕过程序改动过，程序随后在改动之上继续办理", of, sequence);
    case Problem::SealedTwice:
      return fmt::format("日志第 {} 条起重新登记了全部摘要，此前绕过程序的改动已无从核对", sequence);
    case Problem::OtherKey: return "摘要是用另一个 accounts.key 登记的，内容无从核对";
    case Problem::BundleChanged:
      return fmt::format("日志第 {} 条登记的一批摘要（第 {} 批）不见了或者被改动过，这一批登记无从核对", sequence,
                         what);
    case Problem::FileChanged: return fmt::format("附件文件 {}：字节与登记的摘要不符，已被改动或损坏", what);
    case Problem::FileGone: return fmt::format("附件文件 {}：不见了", what);
  }
  return of;
}

}  // namespace dl::journal
