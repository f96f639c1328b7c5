// Requests that an office had before it came to this program, out of its ledger: what had ended counts as reported,
// what is in hand runs on from its day of receipt.
#pragma once

#include "journal/journal.h"
#include "requests/ledger.h"

namespace dl::requests {

/// The number that a request had in the ledger with which it came, and 文号 of its answer there; empty for others.
std::string old_number(const matters::Case& now);
std::string old_letter(const matters::Case& now);

struct TakenOver {
  std::int64_t reported = 0;  ///< that had ended
  std::int64_t open = 0;
};

class LedgerDesk {
 public:
  LedgerDesk(journal::Journal& journal, matters::MatterDesk& matters) : journal_(journal), matters_(matters) {}

  /// Rows whose number the agency brought along before: `ledger.again`.
  static Outcome<std::vector<LedgerProblem>> find_known(db::Session& session, std::int64_t agency,
                                                        const std::vector<LedgerRow>& rows);

  /// Notes on rows in hand that say another day than the one on which they will be due: `ledger.due-differs`.
  static Outcome<std::vector<LedgerProblem>> find_differing(const std::vector<LedgerRow>& rows,
                                                            const matters::Times& times);

  /// All of them or none, with events as those of other requests, and with what was done before; no letter is written.
  /// What is in hand stands where its course left it (state_after). ApproveRequests.
  /// Fault::Conflict `ledger.again` where a number was brought along meanwhile, `ledger.empty`.
  Outcome<TakenOver> take_over(const matters::Place& place, const std::vector<LedgerRow>& rows, const work::Seat& seat);

 private:
  journal::Journal& journal_;
  matters::MatterDesk& matters_;
};

}  // namespace dl::requests
