// The rows of a file against the register and against the records that are there: what is new, what changes which
// record, what is as it was, what is wrong. Writes nothing and holds no lock.
#pragma once

#include <array>
#include <unordered_map>

#include "agencies/holidays.h"
#include "records/clocks.h"
#include "records/import_rows.h"
#include "records/mask.h"
#include "records/projection.h"

namespace dl::records {

/// What becomes of a row. Sent by name; do not rename.
enum class Action : std::uint8_t {
  New,
  Changed,
  Same,
  Refused,
};
inline constexpr auto kActions = named_table<Action>({{Action::New, "new", "新登记"},
                                                      {Action::Changed, "changed", "更正"},
                                                      {Action::Same, "same", "没有改动"},
                                                      {Action::Refused, "refused", "不予接受"}});
constexpr Names<Action> table_of(Action) { return kActions; }

/// What a row changes in the record that is there. What is not for the public has its mask, or no words at all.
struct FieldChange {
  std::string field = {};  ///< code
  std::string before = {};
  std::string after = {};

  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// A row that was checked.
struct Prepared {
  std::size_t row = 0;
  std::string key = {};  ///< as people write it; empty where the register has none
  Action action = Action::New;
  std::int64_t record = 0;                ///< that it changes, or is the same as
  std::int64_t head = 0;                  ///< entry with whose words it was compared
  bool withheld = false;                  ///< a rule keeps it from the public
  std::string words = {};                 ///< of what is new or changed, whole, as canonical JSON
  std::vector<FieldChange> changes = {};  ///< in the order of the fields
  std::vector<CellProblem> problems = {};
};

/// Whether the file is taken whole or not at all, or its good rows alone. Who wants the latter is given the others.
enum class Take : std::uint8_t { All, Good };

/// A file that was checked.
struct Checked {
  std::vector<CellProblem> problems = {};  ///< of the file itself
  std::vector<Prepared> rows = {};
  std::array<std::size_t, kActions.size()> counts = {};  ///< by Action

  std::size_t count(Action action) const { return counts.at(static_cast<std::size_t>(action)); }
  std::size_t sheet = 0;                                       ///< FileNotes
  std::size_t heading_row = 0;                                 ///< FileNotes
  std::map<std::uint32_t, const Field*> columns = {};          ///< of the file that hold fields
  std::vector<std::pair<std::string, std::string>> sums = {};  ///< code, sum of its column in all rows
  /// Whether it can be taken: nothing refuses the file or, where all are taken, one of its rows.
  bool acceptable(Take take = Take::All) const;
  std::size_t problem_count() const;
};

/// Where a file goes.
struct ImportPlace {
  const Register& made;
  std::int64_t agency = 0;
  Date today = {};
};

/// How much is kept of a file.
struct ImportLimits {
  std::size_t rows = 200'000;      ///< `import.too-many-rows`
  std::size_t problems = 100'000;  ///< beyond, a row has one of its own only
};

/// Called with how many rows are done.
using ImportProgress = std::function<void(std::size_t rows)>;

/// Checks rows in batches, each in a read of its own. A record whose key is there already is changed: what the file has
/// no column for stays as it is.
class ImportCheck {
 public:
  struct House {
    db::Database& database;
    const Projection& projection;
    const periods::Laws& laws;
    const accounts::SealingKey& key;
  };
  ImportCheck(House house, ImportPlace place, ImportProgress progress = {}, ImportLimits limits = {})
      : house_(house), place_(place), progress_(std::move(progress)), limits_(limits) {}

  /// All of a file. Fails as read_rows(), and as Projection::require; Fault::TooLarge beyond the limits.
  Outcome<Checked> check(const ReadTable& file, const Mapping& mapping);

 private:
  struct Others;
  struct Existing;
  struct Meeting;
  Outcome<void> check_batch(std::vector<FileRow> batch);
  Outcome<Others> find_others(db::Session& session, const std::vector<FileRow>& batch, const Fields& key) const;
  Outcome<std::map<std::int64_t, Existing>> load_existing(db::Session& session, const std::vector<FileRow>& batch,
                                                          const Others& others) const;
  Meeting begin_row(FileRow row, const std::vector<Others>& others,
                    const std::map<std::int64_t, Existing>& existing) const;
  void check_row(Meeting& meeting, std::vector<Problem> ties, const Times& times);
  void meet(const Existing* there, Record& words, Prepared& prepared) const;
  void compare(const Existing& there, const Record& record, Prepared& prepared) const;
  void note(Prepared& prepared, const Problem& problem) const;
  void note(Prepared& prepared, const Field& field, const char* key, std::string about = {}) const;
  void compare_in_file(const Record& record);
  Outcome<void> look_at_amounts(db::Session& session);
  void compare_amounts(const Record& record, Prepared& prepared) const;
  const Shape& shape() const { return house_.projection.shape(place_.made.code); }

  House house_;
  ImportPlace place_;
  ImportProgress progress_;
  ImportLimits limits_;
  std::size_t problems_ = 0;
  agencies::CalendarInRows calendar_ = {};
  std::optional<ImportColumns> columns_ = {};
  /// A row of the file, and whether it was told that another one has its key.
  struct Met {
    std::size_t row = 0;
    bool told = false;
  };
  std::vector<std::unordered_map<std::string, Met>> met_ = {};      ///< by key of the shape
  std::optional<std::map<const Field*, std::int64_t>> usual_ = {};  ///< below which nearly all amounts are
  std::optional<OwnNumbers> own_ = {};
  Checked checked_ = {};
};

}  // namespace dl::records
