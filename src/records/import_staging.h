// New records of an import, written before the import is in force.
//
// A hundred thousand records take a minute to write, and whoever writes keeps all others from writing. So they are
// written in short transactions, where nothing leads to them: entries of records that have no row in record_state, rows
// of lists that are neither newest nor shown, work that nobody holds, digests in a bundle of the journal. Their own
// rows wait in record_staged. The import's one transaction copies these into record_state, marks the rows of the lists,
// shows the work and seals the bundle.
//
// What may happen:
//  - Killed while it is staged: nothing is in force, record_staging says from where to where its rows are, and they are
//    taken away at the next start, or by the next import, once nothing was added for kForgotten.
//  - Killed in the switch: the database rolls it back, and the case is the one above. Killed behind it: all is in
//    force, and its row in record_staging went in the same transaction.
//  - The answer to the commit is lost: drop() finds no row in record_staging, and leaves everything as it is.
//  - Taken away by another node while it is still being staged (it stood still for so long): the next part, or the
//    switch, finds its row marked and fails; nothing is in force.
//  - Somebody enters the same key meanwhile, or a second import does: the unique index refuses the switch.
//  - Something else is done meanwhile to a record that the import corrects: its entry would have a number behind that
//    of the correction, and the switch fails.
//  - The tables of the register are made anew meanwhile, from record_state: the switch marks fewer rows than were
//    staged and fails.
//  - Open work is made anew meanwhile, which takes away items of subjects that are not there: fewer are shown than were
//    staged, and the switch has all of them made one by one.
#pragma once

#include <chrono>
#include <span>

#include "agencies/holidays.h"
#include "base/hash.h"
#include "journal/seal_bundle.h"
#include "records/import_check.h"
#include "records/import_store.h"
#include "records/record_desk.h"
#include "work/staged_items.h"

namespace dl::records {

/// Where the rows of an import are that is not in force.
struct Staging {
  std::int64_t id = 0;
  std::string code = {};  ///< of the register
  std::int64_t first_entry = 0;
  std::int64_t first_record = 0;
  std::int64_t records = 0;  ///< each has one entry, in the same order
};

/// As long as nothing is added an import is still thought to be under way; by the real clock.
inline constexpr std::chrono::minutes kForgotten{15};

class ImportStaging {
 public:
  /// Stages `fresh` rows and keeps as many numbers of entries as `corrections` behind theirs. Fault::Conflict
  /// `import.again`; fails as Projection::require and Transaction::need_room.
  static Outcome<ImportStaging> begin(journal::Journal& journal, const RecordDesk::House& house, const Register& made,
                                      const ImportRow& import, std::int64_t fresh, std::int64_t corrections);

  /// Writes the next rows, some at a time. Fault::Conflict `import.overtaken` once it was taken away.
  Outcome<void> add(std::span<const Prepared* const> rows, const ImportProgress& progress = {});
  /// In the import's transaction, before its event. Fault::Conflict `import.overtaken` where it cannot be.
  Outcome<void> put_in_force(journal::Transaction& transaction);
  /// Takes away what is not in force; nothing once it is.
  Outcome<void> drop() const;

  const Staging& where() const { return where_; }
  /// Over the digests of the entries so far, in their order.
  Sha256& digest() { return digest_; }

 private:
  struct NewRecord;
  ImportStaging(journal::Journal& journal, const RecordDesk::House& house, const Register& made,
                const ImportRow& import)
      : journal_(&journal), house_(&house), made_(&made), import_(&import) {}
  Outcome<NewRecord> prepare(const Prepared& prepared, std::int64_t place) const;
  Outcome<std::vector<NewRecord>> prepare_all(std::span<const Prepared* const> rows, std::int64_t place) const;
  Outcome<void> write(journal::Transaction& transaction, std::vector<NewRecord>& records);

  journal::Journal* journal_;
  const RecordDesk::House* house_;
  const Register* made_;
  const ImportRow* import_;
  std::shared_ptr<const Calendar> calendar_ = {};
  OwnNumbers own_ = {};
  Staging where_ = {};
  std::int64_t first_item_ = 0;
  std::int64_t added_ = 0;
  std::int64_t items_ = 0;
  std::vector<std::int64_t> withheld_ = {};  ///< records that will never be public, which others may have waited for
  std::optional<journal::SealBundle> bundle_ = {};
  Sha256 digest_ = {};
};

/// Takes away what imports have left that did not come to their end; how many.
Outcome<std::int64_t> sweep_imports(journal::Journal& journal, const RecordDesk::House& house);

}  // namespace dl::records
