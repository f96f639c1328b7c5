// Files requests that came as e-mails: each mail once, with its files and a remark for whoever handles it.
#pragma once

#include "journal/journal.h"
#include "requests/mailed.h"
#include "requests/request_desk.h"

namespace dl::requests {

/// Of one sender on one day; what is more waits for the next one, so that nobody fills the list of an office by night.
inline constexpr std::int64_t kMostMails = 20;

class MailDesk {
 public:
  using Principal = accounts::Principal;
  MailDesk(journal::Journal& journal, matters::MatterDesk& matters, RequestDesk& requests)
      : journal_(journal), matters_(matters), requests_(requests) {}

  /// All in one transaction: received on no day until both sides confirm it (条例 art. 31(3)). AnswerRequests.
  /// Fault::Conflict `mail.known` for a mail that has brought one to the agency, Fault::TooMany `mail.too-often` beyond
  /// kMostMails; as RequestDesk::file.
  Outcome<matters::Opened> file(const Mailed& mailed, const Principal& by);

 private:
  journal::Journal& journal_;
  matters::MatterDesk& matters_;
  RequestDesk& requests_;
};

}  // namespace dl::requests
