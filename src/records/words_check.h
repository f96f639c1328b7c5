// What the desk asks before it takes words or a declaration: whether they are right, and whether they are alone.
#pragma once

#include "records/clocks.h"
#include "records/mask.h"
#include "records/projection.h"
#include "records/record.h"

namespace dl::records {

/// Words that can be taken.
struct Taken {
  Record record = {};     ///< with what is computed
  bool withheld = false;  ///< a rule keeps it from the public
};

/// The message key of a problem for people: a rule has its sentence behind the colon of `record.rule`.
std::string told_key(const Problem& problem);

/// Fault::Invalid `record.problems` with the fields that are wrong.
Outcome<Taken> take_words(const Register& made, const Read& read, const Times& times, Date today,
                          const OwnNumbers& own);

/// The numbers of the installation; none for a register that scans nothing.
Outcome<OwnNumbers> load_own_numbers(db::Session& session, const Register& made);

/// What still looks like personal data in the public copy of the words that are scanned, by a second pass that shares
/// no rule with the first: `record.residue`, which nobody can wave through.
std::vector<Problem> check_residue(const Register& made, const Record& record, const OwnNumbers& own);

/// Fault::Conflict `record.taken` with the fields, when another record of the keeper has the same key or unique value.
/// One that is withdrawn keeps its key, one that is erased does not.
Outcome<void> check_unique(db::Session& session, const Shape& shape, const Row& row, const Record& record);

/// Days of a period, the second no more among them.
struct Span {
  Date from = {};
  Date before = {};
};

/// Fault::Conflict `nil.none`, Fault::Invalid `nil.period`, `nil.early`, as RecordDesk::declare_nil.
Outcome<Span> span_of(const Register& made, const std::string& period, Date today);

/// Fault::Conflict `nil.records`.
Outcome<void> check_no_records(db::Session& session, const Shape& shape, std::int64_t agency, const Span& span);

/// The months from a day on in which an agency has records, the newest first: "2026-10". None for a register without a
/// day of its records (Register::at).
Outcome<std::vector<std::string>> months_with_records(db::Session& session, const Shape& shape, std::int64_t agency,
                                                      Date from);

struct NilDeclaration {
  std::string code = {};  ///< of the register
  std::int64_t agency = 0;
  std::string period = {};
  std::string actor = {};
  Instant at = {};
};
/// Fault::Conflict `nil.repeated`.
Outcome<std::int64_t> insert_nil(db::Session& session, const NilDeclaration& nil);
/// Of a register, the newest period first.
Outcome<std::vector<NilDeclaration>> list_nil(db::Session& session, std::string_view code,
                                              const accounts::Scope& scope);

}  // namespace dl::records
