// A ledger of requests (依申请公开台账) as an office has kept it, read row by row. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "requests/decision.h"
#include "requests/ledger_course.h"
#include "sheets/columns.h"

namespace dl::requests {

inline constexpr std::size_t kMostLedgerRows = 5'000;

/// A request as a ledger has it.
struct LedgerRow {
  std::size_t row = 0;  ///< of the sheet, from 1
  std::string number = {};
  Date received_on = {};
  matters::Channel channel = matters::Channel::Counter;
  Applicant applicant = Applicant::Natural;
  matters::Contact contact = {};
  Purpose purpose = Purpose::Information;
  std::string wanted = {};
  std::string topic = {};  ///< code of a list (forms.h); empty for none
  std::string department = {};
  std::optional<Decision> decision = {};  ///< nothing while it is in hand
  std::optional<Date> ended_on = {};      ///< together with the decision
  std::string letter = {};                ///< 文号 of the answer
  LedgerCourse course = {};
  std::optional<Date> due_on = {};  ///< as the ledger has it: only held against what is worked out
};

/// What is wrong with a cell, or with the file; or what is only said of it.
struct LedgerProblem {
  std::size_t row = 0;     ///< 0 for the file
  std::string cell = {};   ///< "C12"; a heading's words where a column is missing; empty for a whole row
  std::string key = {};    ///< message
  std::string about = {};  ///< what stands there; nothing personal
  friend bool operator==(const LedgerProblem&, const LedgerProblem&) = default;
};

struct Ledger {
  std::vector<LedgerRow> rows = {};  ///< those that are right
  std::vector<LedgerProblem> problems = {};
  /// What somebody should know before anything is written: columns that are not taken over (`ledger.column-unknown`,
  /// `ledger.column-double` for one that means the same as one before it, `ledger.column-passed-over`), rows that will
  /// be due on another day than they say (`ledger.due-differs`).
  std::vector<LedgerProblem> notes = {};
};

/// How ledgers are headed and what their words mean (data/ledger.toml).
class LedgerWords {
 public:
  static Outcome<LedgerWords> load();

  /// The field of a heading; "" for a column that is passed over; nothing for an unknown one.
  std::optional<std::string> field_of(std::string_view heading) const;
  std::optional<matters::Channel> channel(std::string_view words) const;
  std::optional<Applicant> applicant(std::string_view words) const;
  std::optional<Consulted> consulted(std::string_view words) const;
  std::optional<Purpose> purpose(std::string_view words) const;
  /// The code of a topic, by its code, its words or an alias.
  std::optional<std::string> topic(std::string_view words) const;
  bool is_no(std::string_view words) const;  ///< "否", and whatever else says that something was not done
  /// A decision, by its code, its words, or those of a row of table 3; an empty optional within for what is in hand;
  /// nothing for unknown words.
  std::optional<std::optional<Decision>> outcome(std::string_view words) const;
  /// Whether the words are a decision that table 3 does not count, so that nothing is brought along of it: its parts
  /// have rows of their own, and a record that was put right (art. 41) is no request of the table.
  bool is_uncounted(std::string_view words) const;

  /// The columns as a template and an export have them.
  const std::vector<sheets::Column>& columns() const { return columns_; }

 private:
  std::optional<std::string> find(std::string_view list, std::string_view words) const;

  std::vector<sheets::Column> columns_ = {};
  std::map<std::string, std::string> headings_ = {};
  std::map<std::pair<std::string, std::string>, std::string> words_ = {};  ///< (list, comparable words) -> code
};

/// Takes the rows of the first sheet that is not hidden. `today`: nothing of a ledger is of a day to come.
class LedgerReader final : public sheets::Receiver {
 public:
  LedgerReader(const LedgerWords& words, Date today) : words_(words), today_(today) {}

  sheets::Wish begin(const sheets::SheetHead& sheet) override;
  bool row(const sheets::Row& row) override;

  /// All problems at once: `ledger.no-heading`, `ledger.column-missing`, `ledger.rows` for more than kMostLedgerRows,
  /// `ledger.empty`; of a row `ledger.owed`, `ledger.date`, `ledger.future`, `ledger.before` (an end before receipt),
  /// `ledger.channel`, `ledger.applicant`, `ledger.purpose`, `ledger.topic`, `ledger.outcome`, `ledger.end-owed`,
  /// `ledger.outcome-owed`, `ledger.long`, `ledger.twice`; of how it was handled `ledger.consulted`, `ledger.order` for
  /// a day before what it follows on or after the end, `ledger.far`, `ledger.asked-owed` for an answer to what was not
  /// asked, `ledger.extension-owed` for one without its last day; while it is in hand also `ledger.supplement-owed` and
  /// `ledger.opinion-owed` where nobody says how long is waited, `ledger.said-owed` where something was done and no day
  /// is told.
  Ledger take();

 private:
  struct Line;
  void heading(const sheets::Row& row);
  void read(const sheets::Row& row);
  void note_unheaded(const sheets::Row& row);

  const LedgerWords& words_;
  Date today_;
  bool taken_ = false;
  std::optional<sheets::CodeRow> codes_ = {};  ///< of a template
  bool too_many_ = false;
  std::map<std::uint32_t, std::string> fields_ = {};  ///< by column
  std::set<std::uint32_t> headed_ = {};               ///< columns with a heading, or told to have none
  std::map<std::string, std::size_t> numbers_ = {};   ///< with their rows
  Ledger ledger_ = {};
};

}  // namespace dl::requests
