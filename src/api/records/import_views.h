// What the API says of imports of records: a file that was checked, the imports of a register, what became of one.
#pragma once

#include "api/listing.h"
#include "api/operation.h"
#include "api/steps.h"
#include "records/import_headings.h"
#include "records/import_undo.h"
#include "sheets/marked_book.h"
#include "work/files.h"

namespace dl::api {

/// Beside the bytes of the file, which are the body of the request.
struct RecordImportQuery {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  std::string name = {};  ///< of the file
  /// A JSON object of columns that somebody maps now: {"C":"fine","D":""}; "" passes a column over. By letters, for an
  /// address is short; what is remembered is the heading.
  std::string columns = {};
  std::string separator = {};  ///< of separated values: ",", ";" or "tab"; empty: as the file looks
  std::string reason = {};     ///< of corrections; empty: that the file says so
  std::string watch = {};      ///< a name under which the sender asks how far it is
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63},
                                                        {"name", dl::work::kLongestFileName},
                                                        {"columns", 1200},
                                                        {"separator", 3},
                                                        {"reason", kLongestReason},
                                                        {"watch", 40}});
};
BOOST_DESCRIBE_STRUCT(RecordImportQuery, (), (register_, agency, name, columns, separator, reason, watch))

struct RecordImportColumn {
  std::string letters = {};  ///< "B"
  std::string heading = {};
  std::string field = {};  ///< code of the field that it holds
  std::string title = {};  ///< of that field
  bool passed_over = false;
};
BOOST_DESCRIBE_STRUCT(RecordImportColumn, (), (letters, heading, field, title, passed_over))

struct RecordImportProblem {
  std::string field = {};
  std::string title = {};
  std::string cell = {};  ///< "B7"; empty for a row as a whole
  std::string key = {};
  std::string message = {};
  bool refuses = false;  ///< else it is only told
};
BOOST_DESCRIBE_STRUCT(RecordImportProblem, (), (field, title, cell, key, message, refuses))

struct RecordImportRow {
  std::int64_t row = 0;  ///< as the file shows it
  std::string key = {};
  records::Action action = {};
  std::string action_name = {};
  std::vector<RecordImportProblem> problems = {};
};
BOOST_DESCRIBE_STRUCT(RecordImportRow, (), (row, key, action, action_name, problems))

/// A file that was checked; nothing is kept of it.
struct RecordImportCheck {
  bool acceptable = false;  ///< it would be taken in
  bool workbook = false;    ///< it can be given back with its mistakes marked
  std::int64_t rows = 0;
  std::int64_t entered = 0;    ///< rows that are new records
  std::int64_t corrected = 0;  ///< that correct one
  std::int64_t same = 0;       ///< that are as it is
  std::int64_t refused = 0;
  std::vector<RecordImportColumn> columns = {};
  std::vector<RecordImportProblem> problems = {};  ///< of the file as a whole
  std::vector<RecordImportRow> lines = {};         ///< rows with problems, at most kMostLines; refused ones first
  bool more = false;                               ///< there are further ones

  static constexpr std::size_t kMostLines = 1000;
};
BOOST_DESCRIBE_STRUCT(RecordImportCheck, (),
                      (acceptable, workbook, rows, entered, corrected, same, refused, columns, problems, lines, more))

/// What an undoing did.
struct RecordImportUndoing {
  std::int64_t id = 0;
  std::int64_t reversed = 0;
  std::int64_t kept = 0;
  std::int64_t refused = 0;
  std::string person_name = {};
  std::string reason = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(RecordImportUndoing, (), (id, reversed, kept, refused, person_name, reason, at))

struct RecordImportLine {
  std::int64_t id = 0;
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string name = {};  ///< of the file
  std::int64_t entered = 0;
  std::int64_t corrected = 0;
  std::int64_t same = 0;
  std::string person_name = {};
  std::string reason = {};
  Instant at = {};
  std::optional<RecordImportUndoing> undone = {};
};
BOOST_DESCRIBE_STRUCT(RecordImportLine, (),
                      (id, register_, agency, agency_name, name, entered, corrected, same, person_name, reason, at,
                       undone))

/// A record of an import, and what an undoing would do with it now.
struct ImportedRecordLine {
  std::int64_t id = 0;
  std::string title = {};
  records::State state = {};
  std::string state_name = {};
  records::Bucket result = {};
  std::string result_name = {};
  std::string message = {};  ///< why it would not be reversed
};
BOOST_DESCRIBE_STRUCT(ImportedRecordLine, (), (id, title, state, state_name, result, result_name, message))

struct RecordImportView : RecordImportLine {
  std::string register_title = {};
  std::int64_t reversed = 0;         ///< records that an undoing would reverse now
  std::int64_t kept = 0;             ///< that have been changed since and stay
  std::int64_t refused = 0;          ///< that are public or under check
  bool undoable = false;             ///< by the caller
  std::vector<StepView> steps = {};  ///< for all of its records as one
  std::vector<ImportedRecordLine> items = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(RecordImportView, (RecordImportLine),
                      (register_title, reversed, kept, refused, undoable, steps, items, next))

/// A file on its way through a check. Stays where it is: what it reads refers to it.
class SentFile {
 public:
  explicit SentFile(Call& call) : call_(call) {}
  SentFile(const SentFile&) = delete;
  SentFile& operator=(const SentFile&) = delete;

  /// Reads and checks what was sent. Fault::Forbidden `right.missing`; as check_upload, intake::Readers::read_table and
  /// records::ImportDesk::check, but `import.no-heading`, which is a problem of the file.
  Outcome<void> check(const RecordImportQuery& query);

  RecordImportCheck view() const;
  /// Every problem at its row, for a workbook that is given back.
  sheets::Marking marking() const;
  bool is_workbook() const { return form_ == sheets::Form::Workbook; }
  const records::Register& made() const { return *made_; }
  const records::ImportOrder& order() const { return order_; }
  const records::Checked& checked() const { return checked_; }

 private:
  Outcome<void> read(const RecordImportQuery& query);
  Outcome<void> map(const records::ReadTable& table, const std::string& columns);
  void add_lines(RecordImportCheck& view, bool (*wanted)(const records::Prepared& row)) const;
  RecordImportProblem view_of(const records::CellProblem& problem) const;

  Call& call_;
  const records::Register* made_ = nullptr;
  records::ImportOrder order_ = {};
  records::Mapping mapping_ = {};  ///< with what is remembered
  std::optional<records::Headings> headings_ = {};
  sheets::Form form_ = sheets::Form::Separated;
  records::Checked checked_ = {};
};

/// An import with a page of its records. Fault::NotFound `import.missing` outside of the caller's sight.
Outcome<RecordImportView> load_import_view(Call& call, std::int64_t id, const Paging& paging);

}  // namespace dl::api
