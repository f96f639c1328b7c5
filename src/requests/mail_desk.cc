#include "requests/mail_desk.h"

#include "requests/request_store.h"

namespace dl::requests {

Outcome<matters::Opened> MailDesk::file(const Mailed& mailed, const Principal& by) {
  constexpr auto kRight = accounts::Right::AnswerRequests;
  const auto agency = mailed.filing.place.agency;
  DL_CHECK(by.require(kRight, agency));
  DL_CHECK(check(mailed.filing));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<matters::Opened> {
    auto& session = transaction.sql();
    DL_TRY(const auto known, find_mailed(session, agency, mailed.digest));
    if (known) return fail(Fault::Conflict, "mail.known", *known);
    DL_TRY(auto opened, requests_.file(transaction, mailed.filing, by.actor()));
    DL_CHECK(insert_mailed(session, agency, mailed.digest, opened.id));
    for (const auto& file : mailed.files) DL_CHECK(matters_.add_file(transaction, opened.id, file, kRight, by));
    DL_CHECK(matters_.remark(transaction, opened.id, mailed.remark, kRight, by));
    return opened;
  });
}

}  // namespace dl::requests
