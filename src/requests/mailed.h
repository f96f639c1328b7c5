// A request that came as an e-mail: what its lines 字段：值 say, what it lacks, and which of its files can be kept.
// Pure.
#pragma once

#include "mail/message.h"
#include "requests/request.h"
#include "work/attachment.h"

namespace dl::requests {

/// A file of a mail that is not kept, and the message key of the reason.
struct LeftOut {
  std::string name = {};
  std::string key = {};

  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// A request as a mail has it.
struct Mailed {
  Filing filing = {};
  std::string digest = {};  ///< the same for the same mail, whatever server it came through
  std::vector<work::NewFile> files = {};
  std::vector<LeftOut> left_out = {};
  std::vector<std::string> gaps = {};  ///< in Chinese: what art. 29 asks for and the mail does not say
  std::string remark = {};             ///< what whoever handles it has to know, in Chinese
};

/// Reads the sender, the lines of a form where it has some, and else takes all that it says for what is asked. It came
/// on the day on which the last server took it in, or was sent; today where neither tells or lies ahead. `largest` is
/// the number of bytes of a file that is taken. Fault::Invalid with the reason why it is no request: `mail.bounce`,
/// `mail.automatic`, `mail.list`, `mail.empty` without words and files, `mail.no-sender`.
Outcome<Mailed> read_mailed(const mail::Message& message, const matters::Place& place, Date today, std::size_t largest);

}  // namespace dl::requests
