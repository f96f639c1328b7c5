// By which channels an agency takes requests for information (申请接收渠道): data of an agency, from which its guide,
// its online form and its counter's form are drawn.
//
// Handing in, post and, for whoever cannot well write, the spoken word stand open everywhere (国办公开办函〔2017〕19号;
// 条例 art. 29): nobody can close them. Online form, fax and e-mail are open where the agency says so, and bind it
// then. An agency that has said nothing takes what comes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "journal/journal.h"
#include "matters/matter.h"

namespace dl::requests {

/// What an agency says of its channels. Words that are empty are those of its office (agencies::OpennessOffice).
struct Channels {
  bool online = true;
  bool fax = false;
  bool mail = false;
  std::string office = {};        ///< who takes what is handed in, and to whom letters are addressed
  std::string address = {};       ///< of the counter
  std::string hours = {};         ///< of the counter
  std::string phone = {};         ///< for questions
  std::string post_address = {};  ///< where it is not that of the counter
  std::string postcode = {};      ///< six digits
  std::string fax_number = {};    ///< owed with `fax`
  std::string mailbox = {};       ///< owed with `mail`

  friend bool operator==(const Channels&, const Channels&) = default;
};

/// Fault::Invalid `request.channels` with the fields: "fax_number" `request.fax-owed`, "mailbox" `request.mailbox-owed`
/// and `request.email`, "postcode" `request.postcode`, any `request.long`. Pure.
Outcome<void> check(const Channels& channels);

/// Whether requests come by a channel. Pure.
bool is_open(const std::optional<Channels>& said, matters::Channel channel);

/// Nothing where the agency has not said.
Outcome<std::optional<Channels>> load_channels(db::Session& session, std::int64_t agency);
/// Of agencies in the scope that have said, by agency.
Outcome<std::map<std::int64_t, Channels>> list_channels(db::Session& session, const accounts::Scope& scope);

/// With the event request.channels-set, from which the agency's pages are drawn anew. ApproveRequests. Fails as
/// check().
Outcome<void> set_channels(journal::Journal& journal, std::int64_t agency, const Channels& channels,
                           const accounts::Principal& by);

}  // namespace dl::requests
