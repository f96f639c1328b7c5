#include "search/index.h"

#include <xapian.h>

#include <atomic>
#include <charconv>

#include "base/guarded.h"
#include "search/cursor.h"
#include "search/document.h"
#include "search/generations.h"
#include "search/index_terms.h"
#include "search/readers.h"
#include "search/searcher.h"
#include "search/stored.h"

namespace dl::search {
namespace {

// Of text, before a commit on our own. The engine gathers postings in trees of nodes: when they outgrow
// the processor's cache, larger batches are slower than smaller ones.
constexpr std::size_t kPendingBytes = std::size_t{1} << 20;
constexpr int kTries = 8;
constexpr const char* kFormatKey = "format";
constexpr const char* kPositionKey = "position";

std::int64_t position_in(const Xapian::Database& database) {
  std::string text = database.get_metadata(kPositionKey);
  std::int64_t position = 0;
  std::from_chars(text.data(), text.data() + text.size(), position);
  return position;
}

/// Whether the error says that the files are not what they should be.
bool is_damage(const Xapian::Error& error) {
  std::string_view type = error.get_type();
  return type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "DatabaseOpeningError" ||
         type == "DatabaseNotFoundError" || type == "RangeError" || type == "SerialisationError" ||
         type == "DocNotFoundError" || type == "DatabaseError";
}

/// Bytes of the files in a folder, as far as they can be seen.
std::uintmax_t size_of_folder(const std::filesystem::path& folder) {
  std::uintmax_t size = 0;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    std::error_code ignored;
    if (auto bytes = entry->file_size(ignored); !ignored) size += bytes;
  }
  return size;
}

Failure unavailable(const Xapian::Error& error) {
  return fail(Fault::Unavailable, "search.unavailable", error.get_description());
}

}  // namespace

struct Index::State {
  State(Generations all, int one, std::string of, Durability how)
      : generations(std::move(all)),
        number(one),
        format(std::move(of)),
        durability(how),
        readers(generations.path(one)) {}

  std::filesystem::path path() const { return generations.path(number); }
  int flags() const { return durability == Durability::Relaxed ? Xapian::DB_NO_SYNC : 0; }

  void create() DL_REQUIRES(mutex) {
    writer.emplace(path().string(), Xapian::DB_CREATE_OR_OVERWRITE | flags());
    writer->set_metadata(kFormatKey, format);
    writer->set_metadata(kPositionKey, "0");
    commit();
  }
  void commit() DL_REQUIRES(mutex) {
    writer->commit();
    pending_bytes = 0;
    position = position_in(*writer);
    readers.committed();
  }
  /// Ends the writing, as a part of a whole that stands at this position.
  Outcome<void> seal(std::int64_t whole_position) {
    return write([&](State& state) DL_REQUIRES(state.mutex) {
      state.writer->set_metadata(kPositionKey, fmt::to_string(whole_position));
      state.commit();
      state.writer.reset();
    });
  }
  /// Reads enough to meet the commonest damage before a visitor does.
  void open() DL_REQUIRES(mutex) {
    writer.emplace(path().string(), Xapian::DB_OPEN | flags());
    if (writer->get_metadata(kFormatKey) != format) throw Xapian::DatabaseVersionError("format");
    if (auto last = writer->get_lastdocid(); writer->get_doccount() > 0) {
      auto posting = writer->postlist_begin("");
      if (!unpack(writer->get_metadata(stored_key(*posting)))) throw Xapian::DatabaseCorruptError("stored record");
      posting.skip_to(last);
    }
    position = position_in(*writer);
  }
  /// Keeps a damaged index to be searched, as far as it goes, until another is built beside it. False
  /// when not even that is possible.
  bool keep_damaged(std::string because) DL_REQUIRES(mutex) {
    writer.reset();
    try {
      readers.give_back(readers.borrow());
    } catch (const Xapian::Error&) {
      return false;
    }
    begun_because = std::move(because);
    position = 0;
    damaged = true;
    return true;
  }
  /// Runs f on this state, under the lock and with a writer. After a failure what was not committed is gone, and the
  /// writer is opened anew.
  template <class F>
  Outcome<void> write(F&& f) {
    Lock lock(mutex);
    if (damaged) return fail(Fault::Unavailable, "search.damaged");
    try {
      if (!writer) open();
      f.operator()(*this);  // so written, clang sees that its lock is this one's
      return {};
    } catch (const Xapian::Error& error) {
      writer.reset();
      pending_bytes = 0;
      if (std::string_view(error.get_type()) != "DatabaseError" && is_damage(error)) damaged = true;
      return unavailable(error);
    }
  }

  Generations generations;
  int number;
  std::string format;  // of what is kept, with the names of the sources
  Durability durability;
  std::string begun_because = {};
  bool beside = false;  // made by begin_rebuild and not adopted yet: its folder goes with it
  Mutex mutex = {};
  std::optional<Xapian::WritableDatabase> writer DL_GUARDED_BY(mutex) = {};
  std::size_t pending_bytes DL_GUARDED_BY(mutex) = 0;
  std::atomic<std::int64_t> position = 0;
  std::atomic<bool> damaged = false;
  std::shared_ptr<const Wordings> words() {
    Lock lock(words_mutex);
    return wordings;
  }
  Mutex words_mutex = {};
  std::shared_ptr<const Wordings> wordings DL_GUARDED_BY(words_mutex) = std::make_shared<const Wordings>();
  Readers readers;
};

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::~Index() {
  auto left_over = state_->beside ? state_->path() : std::filesystem::path();
  try {
    state_.reset();
  } catch (const Xapian::Error&) {
    // What was not committed is fed again from the journal.
  }
  std::error_code ignored;
  if (!left_over.empty()) std::filesystem::remove_all(left_over, ignored);
}

Outcome<std::unique_ptr<Index>> Index::open(const std::filesystem::path& folder, std::string_view sources,
                                            Durability durability) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return fail(Fault::Unavailable, "search.folder", folder.string() + ": " + problem.message());

  DL_TRY(auto held, hold(folder));
  DL_TRY(auto index, open_held(folder, fmt::format("{} {}", kFormat, sources), durability));
  index->held_ = std::move(held);
  return index;
}

Outcome<std::unique_ptr<Index>> Index::open_held(const std::filesystem::path& folder, const std::string& format,
                                                 Durability durability) {
  Generations generations(folder);
  int number = generations.current();
  std::string because = "missing";
  if (number != 0) {
    auto state = std::make_unique<State>(generations, number, format, durability);
    Lock lock(state->mutex);
    try {
      state->open();
      generations.remove_others(number);
      return std::unique_ptr<Index>(new Index(std::move(state)));
    } catch (const Xapian::DatabaseLockError& error) {
      return fail(Fault::Unavailable, "search.locked", error.get_description());
    } catch (const Xapian::Error& error) {
      because = error.get_msg() == "format" ? "format" : "damaged: " + error.get_description();
      if (because != "format" && state->keep_damaged(because))
        return std::unique_ptr<Index>(new Index(std::move(state)));
    }
  }
  auto state = std::make_unique<State>(generations, generations.unused(), format, durability);
  state->begun_because = because;
  try {
    Lock lock(state->mutex);
    state->create();
  } catch (const Xapian::Error& error) {
    return fail(Fault::Unavailable, "search.folder", error.get_description());
  }
  DL_CHECK(generations.make_current(state->number));
  generations.remove_others(state->number);
  return std::unique_ptr<Index>(new Index(std::move(state)));
}

Outcome<void> Index::put(std::span<const Record> records) {
  for (const auto& record : records) {
    if (docid_of(record.id) == 0)
      return fail(Fault::Invalid, "search.id", fmt::format("{} of {}", record.id.number, record.id.source));
  }
  return state_->write([&](State& state) DL_REQUIRES(state.mutex) {
    for (const auto& record : records) {
      auto id = docid_of(record.id);
      state.writer->replace_document(id, document_of(record));
      state.writer->set_metadata(stored_key(id), pack(record));
      state.pending_bytes += record.title.size() + record.body.size();
      if (state.pending_bytes > kPendingBytes) state.commit();
    }
  });
}

Outcome<void> Index::remove(std::span<const RecordId> ids) {
  return state_->write([&](State& state) DL_REQUIRES(state.mutex) {
    for (const auto& each : ids) {
      const auto id = docid_of(each);
      if (id == 0) continue;
      try {
        state.writer->delete_document(id);
        state.writer->set_metadata(stored_key(id), "");
      } catch (const Xapian::DocNotFoundError&) {
        // It was not there: that is what was wanted.
      }
    }
  });
}

Outcome<void> Index::set_position(std::int64_t sequence) {
  return state_->write([&](State& state) DL_REQUIRES(state.mutex) {
    state.writer->set_metadata(kPositionKey, fmt::to_string(sequence));
  });
}

Outcome<void> Index::commit() {
  return state_->write([](State& state) DL_REQUIRES(state.mutex) { state.commit(); });
}

Outcome<void> Index::clear() {
  DL_TRY(auto fresh, begin_beside());
  return adopt(std::move(fresh));
}

Outcome<std::unique_ptr<Index>> Index::begin_rebuild() {
  std::error_code problem;
  auto room = std::filesystem::space(state_->generations.folder(), problem);
  auto needed = size_of_folder(state_->path());
  if (!problem && room.available < needed)
    return fail(Fault::Full, "search.full", fmt::format("{} of {} bytes are free", room.available, needed));
  return begin_beside();
}

Outcome<std::unique_ptr<Index>> Index::begin_beside() {
  std::error_code problem;
  std::filesystem::create_directories(state_->generations.folder(), problem);
  auto beside =
      std::make_unique<State>(state_->generations, state_->generations.unused(), state_->format, Durability::Relaxed);
  beside->beside = true;
  std::unique_ptr<Index> fresh(new Index(std::move(beside)));
  try {
    Lock lock(fresh->state_->mutex);
    fresh->state_->create();
  } catch (const Xapian::Error& error) {
    return fail(Fault::Unavailable, "search.folder", error.get_description());
  }
  return fresh;
}

Outcome<void> Index::adopt(std::unique_ptr<Index> fresh) {
  std::vector<std::unique_ptr<Index>> parts;
  parts.push_back(std::move(fresh));
  return adopt(std::move(parts));
}

// Merges the parts into the folder of a new generation.
Outcome<void> Index::merge(const std::vector<std::unique_ptr<Index>>& parts, int number) const {
  try {
    Xapian::Database all;
    for (const auto& part : parts) {
      DL_CHECK(part->state_->seal(parts.back()->position()));
      all.add_database(Xapian::Database(part->state_->path().string()));
    }
    all.compact(state_->generations.path(number).string(), Xapian::DBCOMPACT_NO_RENUMBER);
  } catch (const Xapian::InvalidOperationError& error) {
    return fail(Fault::Internal, "search.parts", error.get_description());
  } catch (const Xapian::Error& error) {
    return unavailable(error);
  }
  return {};
}

Outcome<void> Index::adopt(std::vector<std::unique_ptr<Index>> parts) {
  for (auto& part : parts) DL_CHECK(part->commit());
  bool alone = parts.size() == 1;
  int number = alone ? parts.front()->state_->number : state_->generations.unused();
  auto placed = alone ? Outcome<void>() : merge(parts, number);
  if (placed) {
    sync_folder(state_->generations.folder());
    placed = state_->generations.make_current(number);
  }
  if (alone && placed) parts.front()->state_->beside = false;
  parts.clear();
  std::error_code ignored;
  if (!placed) {
    std::filesystem::remove_all(state_->generations.path(number), ignored);
    return placed;
  }
  {
    auto& state = *state_;
    Lock lock(state.mutex);
    state.writer.reset();
    state.number = number;
    state.pending_bytes = 0;
    state.damaged = false;
    state.readers.moved(state.path());
  }
  auto opened = state_->write([](State&) {});
  state_->generations.remove_others(number);
  return opened;
}

std::int64_t Index::position() const { return state_->position; }
bool Index::damaged() const { return state_->damaged; }
const std::string& Index::begun_because() const { return state_->begun_because; }

Outcome<std::size_t> Index::size() const {
  try {
    auto reader = state_->readers.borrow();
    std::size_t size = reader.database->get_doccount();
    state_->readers.give_back(std::move(reader));
    return size;
  } catch (const Xapian::Error& error) {
    return unavailable(error);
  }
}

void Index::say(std::shared_ptr<const Wordings> words) {
  Lock lock(state_->words_mutex);
  state_->wordings = std::move(words);
}

Outcome<Answer> Index::search(const Query& query) const {
  auto cursor = read_cursor(query.cursor);
  if (!cursor) return fail(Fault::Invalid, "search.cursor", query.cursor);
  const auto words = query.words ? query.words : state_->words();
  for (int attempt = 1;; ++attempt) {
    const auto commits = state_->readers.commits();
    try {
      auto reader = state_->readers.borrow();
      auto answer = run_search(*reader.database, query, *cursor, *words);
      state_->readers.give_back(std::move(reader));
      return answer;
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (attempt == kTries) return unavailable(error);
    } catch (const Xapian::Error& error) {
      // A rebuild may have just taken the folder away: a second try opens the new one. And where commits went by,
      // blocks may have been written anew under the search: what it met is no damage.
      const bool moved = commits != state_->readers.commits();
      if (attempt == 1 || (moved && attempt < kTries)) continue;
      if (!moved && is_damage(error)) state_->damaged = true;
      return unavailable(error);
    }
  }
}

}  // namespace dl::search
