#include "requests/mail_desk.h"

#include "base/keyed_hash.h"
#include "base/text.h"
#include "requests/request_store.h"

namespace dl::requests {

Outcome<matters::Opened> MailDesk::file(const Mailed& mailed, const Principal& by) {
  constexpr auto kRight = accounts::Right::AnswerRequests;
  const auto agency = mailed.filing.place.agency;
  DL_CHECK(by.require(kRight, agency));
  DL_CHECK(check(mailed.filing));
  const auto sender =
      keyed_hash_hex(matters_.house().key.derive("mail-senders"), text::ascii_lower(mailed.filing.contact.email));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<matters::Opened> {
    auto& session = transaction.sql();
    DL_TRY(const auto known, find_mailed(session, agency, mailed.digest));
    if (known) return fail(Fault::Conflict, "mail.known", *known);
    const MailedBy mail{mailed.digest, sender, transaction.now().date()};
    DL_TRY(const auto before, count_mailed(session, agency, mail.sender, mail.on));
    if (before >= kMostMails) return fail(Fault::TooMany, "mail.too-often");
    DL_TRY(auto opened, requests_.file(transaction, mailed.filing, by.actor()));
    DL_CHECK(insert_mailed(session, agency, mail, opened.id));
    for (const auto& file : mailed.files) DL_CHECK(matters_.add_file(transaction, opened.id, file, kRight, by));
    DL_CHECK(matters_.remark(transaction, opened.id, mailed.remark, kRight, by));
    return opened;
  });
}

}  // namespace dl::requests
