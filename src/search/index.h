// The search index: a projection that is fed with records and may be thrown away at any time.
//
// One owner writes (put, remove, set_position, commit, clear, adopt); any number of threads search
// at the same time and see what was committed last. The folder belongs to one process. A folder
// that is missing or of another format is replaced by an empty index with position 0, and whoever
// feeds it starts again from the beginning. A damaged one goes on answering as far as it can be read
// until another is built beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "search/query.h"
#include "search/record.h"
#include "search/wordings.h"

namespace dl::search {

/// Whether a commit waits for the disk. A rebuild need not: it is worth nothing until it is adopted.
enum class Durability { Synced, Relaxed };

class Index {
 public:
  /// Opens the index in `folder` or begins an empty one. `sources` says in words what stands for which source: one that
  /// was filled under other words is begun anew. Fails with `search.locked` when another process writes to it, with
  /// `search.folder` when the folder cannot be made.
  static Outcome<std::unique_ptr<Index>> open(const std::filesystem::path& folder, std::string_view sources = {},
                                              Durability durability = Durability::Synced);
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  /// Adds the records or replaces those with the same id. Found after the next commit. Fails with
  /// `search.id` and stores none when an id is out of its range.
  Outcome<void> put(std::span<const Record> records);
  /// Removes the records with these ids; those that are not there are no failure.
  Outcome<void> remove(std::span<const RecordId> ids);
  /// Notes how far the journal was followed; kept together with the records at the next commit.
  Outcome<void> set_position(std::int64_t sequence);
  Outcome<void> commit();
  /// Begins again: empty, position 0, committed. Also the way out of damage.
  Outcome<void> clear();

  /// Begins a fresh index beside this one, to be filled at leisure and then adopted; it leaves nothing behind when
  /// it is not. Fault::Full `search.full` when the disk has less room than this index takes.
  Outcome<std::unique_ptr<Index>> begin_rebuild();
  /// Commits `fresh`, made by begin_rebuild, and puts it in this index's place in one step.
  Outcome<void> adopt(std::unique_ptr<Index> fresh);
  /// The same with an index that was filled in parts, by a thread each. No id may lie between the ids of
  /// another part: `search.parts` otherwise. The position of the last part counts.
  Outcome<void> adopt(std::vector<std::unique_ptr<Index>> parts);

  /// The journal sequence that was committed last; 0 for an empty index.
  std::int64_t position() const;
  /// True once reading or writing met damage: writes are refused until clear() or adopt(), searches may fail.
  bool damaged() const;
  /// Why the index began empty or damaged at open, for the log: "missing", "format", "damaged: …"; empty if it did not.
  const std::string& begun_because() const;

  /// From now on questions are searched in these other words, too. For any thread.
  void say(std::shared_ptr<const Wordings> words);
  Outcome<std::size_t> size() const;
  /// Fails only with `search.cursor` (a cursor that is none) and `search.unavailable`.
  Outcome<Answer> search(const Query& query) const;

 private:
  struct State;
  static Outcome<std::unique_ptr<Index>> open_held(const std::filesystem::path& folder, const std::string& format,
                                                   Durability durability);
  Outcome<std::unique_ptr<Index>> begin_beside();
  explicit Index(std::unique_ptr<State> state);
  Outcome<void> merge(const std::vector<std::unique_ptr<Index>>& parts, int number) const;
  std::shared_ptr<const void> held_ = {};  ///< of what open() returned: the folder, until all else is closed
  std::unique_ptr<State> state_;
};

}  // namespace dl::search
