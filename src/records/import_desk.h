// Files of records: checked without a lock, taken in whole or not at all, taken back.
//
// An import is one event of the journal with a digest over all of its entries, and one row that says which entries are
// its own. Its new records are written beforehand, out of everybody's sight (import_staging.h); the transaction of the
// event puts them in force and corrects the others. Whoever has the file decides where its bytes are read (ReadTable).
#pragma once

#include "records/import_staging.h"

namespace dl::records {

/// What is to be taken in.
struct ImportOrder {
  std::string code = {};  ///< of the register
  std::int64_t agency = 0;
  std::string file = {};  ///< SHA-256 of the file
  std::string name = {};  ///< of the file
  Mapping mapping = {};   ///< headings that somebody maps now; remembered once the file is taken
  Take take = Take::All;
  std::string reason = {};  ///< of corrections; empty: that the file says so
  ImportProgress progress = {};
};

/// What became of a record when an import was taken back.
enum class Bucket : std::uint8_t {
  Reversed,  ///< as it was before the import
  Kept,      ///< somebody has changed it since
  Refused,   ///< public, or under check
};
inline constexpr auto kBuckets = named_table<Bucket>({{Bucket::Reversed, "reversed", "已撤销"},
                                                      {Bucket::Kept, "kept", "后来有改动，保留"},
                                                      {Bucket::Refused, "refused", "不能撤销"}});
constexpr Names<Bucket> table_of(Bucket) { return kBuckets; }

struct TakenBack {
  std::int64_t record = 0;
  std::string title = {};
  Bucket bucket = Bucket::Reversed;
  std::string key = {};  ///< message key of why it is not reversed
};

struct Undone {
  std::int64_t id = 0;  ///< of the import that undoes
  std::vector<TakenBack> records = {};

  std::size_t count(Bucket bucket) const;
};

class ImportDesk {
 public:
  using Principal = accounts::Principal;
  using House = RecordDesk::House;
  ImportDesk(journal::Journal& journal, House house) : journal_(journal), house_(house) {}

  /// Checks all rows of a file; writes nothing. Fault::Forbidden `right.missing`, Fault::NotFound `register.unknown`,
  /// and as read_rows(). A file that was taken in already is told in the problems, `import.again`.
  Outcome<Checked> check(const ImportOrder& order, const ReadTable& file, const Principal& by) const;

  /// Takes in what was checked; ImportOrder::progress hears how many records are staged. Gives the import's number, 0
  /// when every row is as it was. Fault::Conflict `import.refused` unless it is acceptable(), `import.again`,
  /// `import.overtaken` when a record that it changes or enters was changed since, and as RecordDesk::enter.
  Outcome<std::int64_t> apply(const ImportOrder& order, const Checked& checked, const Principal& by);

  /// Takes away what imports have left that did not come to their end; how many imports.
  Outcome<std::int64_t> sweep() { return sweep_imports(journal_, house_); }

  /// Takes an import back: what it entered is erased, what it corrected has its former words again. What somebody has
  /// changed since stays, what is public has to be withdrawn first. Fault::NotFound `import.missing`; Fault::Conflict
  /// `import.undone`, `import.nothing-to-undo` where all of it would stay; Fault::Invalid `record.reason-owed`.
  Outcome<Undone> undo(std::int64_t id, const std::string& reason, const Principal& by);

 private:
  Outcome<ImportStaging> stage(const ImportOrder& order, const Register& made, const ImportRow& import,
                               const std::vector<const Prepared*>& fresh, std::int64_t corrections);
  Outcome<std::int64_t> put_in_force(const ImportOrder& order, const Register& made, ImportRow& import,
                                     ImportStaging* staging, const std::vector<const Prepared*>& changed);

  journal::Journal& journal_;
  House house_;
  agencies::CalendarInRows calendar_ = {};
};

}  // namespace dl::records
