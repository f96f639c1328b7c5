// The tables of requests and their SQL. What reads within somebody's sight stands on the matters.
#pragma once

#include "db/database.h"
#include "requests/relief.h"
#include "requests/request.h"

namespace dl::requests {

/// The tables; after those of matters.
const std::vector<db::Migration>& migrations();

/// Without a topic: set_topic() gives it, with the form or by a step (gives_topic() in procedure.h).
Outcome<void> insert(db::Session& session, const Request& request);
/// With the topic that it has already.
Outcome<void> insert_with_topic(db::Session& session, const Request& request);
Outcome<void> set_topic(db::Session& session, std::int64_t matter, const std::string& topic);
/// What a request asks for since it was supplemented.
Outcome<void> set_clarified(db::Session& session, std::int64_t matter, const std::string& words);
/// Fault::NotFound `request.missing` for a matter of another kind.
Outcome<Request> load_request(db::Session& session, std::int64_t matter);
/// Of several matters, by their numbers; those of other kinds are left out.
Outcome<std::vector<Request>> load_requests(db::Session& session, const std::vector<std::int64_t>& matters);

/// Empty where the agency has not said.
Outcome<Bodies> load_bodies(db::Session& session, std::int64_t agency);
/// Of agencies in the scope that have said, by agency.
Outcome<std::map<std::int64_t, Bodies>> list_bodies(db::Session& session, const accounts::Scope& scope);
Outcome<void> put_bodies(db::Session& session, std::int64_t agency, const Bodies& bodies);

/// The number of the request that a mail has brought to an agency, by the digest of the mail; nothing for none.
Outcome<std::optional<std::string>> find_mailed(db::Session& session, std::int64_t agency, const std::string& message);
/// A mail that was filed.
struct MailedBy {
  std::string message = {};  ///< digest of the mail
  std::string sender = {};   ///< keyed digest of the address
  Date on = {};
};
Outcome<void> insert_mailed(db::Session& session, std::int64_t agency, const MailedBy& mail, std::int64_t matter);
/// How many mails of a sender an agency filed on a day.
Outcome<std::int64_t> count_mailed(db::Session& session, std::int64_t agency, const std::string& sender, Date on);

/// How people call an agency, and no other one: what its numbers of letters begin with.
Outcome<std::string> letter_word(db::Session& session, std::int64_t agency);
/// Fault::NotFound `agency.missing`.
Outcome<matters::Place> load_place(db::Session& session, std::int64_t agency);
/// The office (公开工作机构) that an agency's receipts name, with its address and telephone; where it has not said a
/// telephone, that of its first site. Empty where nothing is said.
Outcome<std::string> contact_of_office(db::Session& session, std::int64_t agency);

/// The applicant of a matter; empty where nothing tells.
Outcome<std::string> applicant_mark(db::Session& session, std::int64_t matter);
/// How many requests of the same person an agency received in the calendar month of a day, before this one: the counter
/// of fees by the piece (国办函〔2020〕109号 art. 4). By the day of receipt, and by the agency: neither is confirmed.
Outcome<std::int64_t> pieces_before(db::Session& session, const matters::Matter& matter);

}  // namespace dl::requests
