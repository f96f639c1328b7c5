// What one transaction writes of an import or its undoing: corrections some hundred at a time, records that step back,
// and at the end the row of the import and its event, when the digest over all entries is known.
#pragma once

#include <span>

#include "records/entries.h"
#include "records/import_desk.h"

namespace dl::records {

/// So many records are corrected by one statement.
inline constexpr std::size_t kCorrectedAtOnce = 256;

class ImportWriting {
 public:
  /// What stands in here outlives it; `import` is filled with what is written.
  ImportWriting(journal::Transaction& transaction, const ImportDesk::House& house, const Register& made,
                ImportRow& import, OwnNumbers own)
      : transaction_(transaction),
        house_(house),
        made_(made),
        import_(import),
        own_(std::move(own)),
        projecting_(transaction.sql(), house.projection.shape(made.code)),
        entries_(transaction.sql(), made, {import.actor, import.at}) {}

  /// Goes on behind what was staged.
  void go_on(ImportStaging& staging);
  /// At most kCorrectedAtOnce records; their rows in the lists come with finish(). Fault::Conflict `import.overtaken`
  /// where one of them is not as it was when it was checked.
  Outcome<void> correct(std::span<const Prepared* const> some);
  /// Steps back behind an entry of the import, where that can be.
  Outcome<TakenBack> take_back(const Entry& entry);
  /// Gives the import its number and its event. Fault::Conflict `import.overtaken` where a key is taken meanwhile.
  Outcome<void> finish(journal::EventKind kind);

 private:
  struct Correction;
  db::Session& sql() { return transaction_.sql(); }
  Outcome<Record> words_of(const Prepared& prepared) const;
  Outcome<void> check_order(const std::vector<std::int64_t>& records);
  Outcome<Correction> begin(const Prepared& prepared, const Row& row, const std::string& content);
  Outcome<std::vector<Correction>> begin_all(std::span<const Prepared* const> some);
  Outcome<void> list_corrected();
  Outcome<void> append(const Row& row, Act act, const Entry& about);
  /// Counts an entry among those of the import.
  void note(const Entry& entry);
  Outcome<void> reverse(Row row, const Entry& entry);

  journal::Transaction& transaction_;
  const ImportDesk::House& house_;
  const Register& made_;
  ImportRow& import_;
  OwnNumbers own_;
  Projecting projecting_;
  Sha256 digest_ = {};
  Entries entries_;
  std::vector<Row> corrected_ = {};
};

}  // namespace dl::records
