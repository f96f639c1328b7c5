#include "requests/channels.h"

#include <algorithm>

#include "base/text.h"
#include "db/sql.h"
#include "mail/address.h"
#include "matters/parties.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using matters::Channel;

struct Word {
  const char* field;
  Text Channels::*member;
};
constexpr Word kWords[] = {{"office", &Channels::office},
                           {"address", &Channels::address},
                           {"hours", &Channels::hours},
                           {"phone", &Channels::phone},
                           {"post_address", &Channels::post_address},
                           {"postcode", &Channels::postcode},
                           {"fax_number", &Channels::fax_number},
                           {"mailbox", &Channels::mailbox}};

bool is_postcode(std::string_view text) {
  constexpr std::size_t kDigits = 6;
  return text.size() == kDigits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Outcome<std::map<Id, Channels>> read_channels(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, bool, bool, bool, Text, Text, Text, Text, Text, Text, Text, Text>(db::Sql(
                        "SELECT agency, online, fax, mail, office, address, hours, phone, post_address, postcode, "
                        "fax_number, mailbox FROM request_channels WHERE ?",
                        condition))));
  std::map<Id, Channels> all;
  for (auto& [agency, online, fax, mail, office, address, hours, phone, post, postcode, number, mailbox] : rows)
    all[agency] = {online,
                   fax,
                   mail,
                   std::move(office),
                   std::move(address),
                   std::move(hours),
                   std::move(phone),
                   std::move(post),
                   std::move(postcode),
                   std::move(number),
                   std::move(mailbox)};
  return all;
}

Outcome<void> put_channels(db::Session& session, Id agency, const Channels& said) {
  DL_CHECK(session.run(
      "INSERT INTO request_channels (agency, online, fax, mail, office, address, hours, phone, post_address, postcode, "
      "fax_number, mailbox) VALUES (:agency, :online, :fax, :mail, :office, :address, :hours, :phone, :post, "
      ":postcode, "
      ":number, :mailbox) ON CONFLICT (agency) DO UPDATE SET online = excluded.online, fax = excluded.fax, mail = "
      "excluded.mail, office = excluded.office, address = excluded.address, hours = excluded.hours, phone = "
      "excluded.phone, post_address = excluded.post_address, postcode = excluded.postcode, fax_number = "
      "excluded.fax_number, mailbox = excluded.mailbox",
      agency, said.online, said.fax, said.mail, said.office, said.address, said.hours, said.phone, said.post_address,
      said.postcode, said.fax_number, said.mailbox));
  return {};
}

/// Which of those that may be closed are open, for people.
Text words_of(const Channels& said) {
  std::vector<std::string_view> open = {"当面提交", "邮寄", "口头申请"};
  for (const auto& [channel, is_said] :
       {std::pair(Channel::Online, said.online), {Channel::Fax, said.fax}, {Channel::Mail, said.mail}})
    if (is_said) open.push_back(chinese_of(channel));
  return fmt::format("{}", fmt::join(open, "、"));
}

Channels tidy(Channels said) {
  for (const auto& word : kWords) said.*word.member = Text(text::trim(said.*word.member));
  return said;
}

}  // namespace

Outcome<void> check(const Channels& channels) {
  std::vector<FieldProblem> problems;
  const auto owes = [&](bool open, const Text& word, const char* field, const char* key) {
    if (open && text::trim(word).empty()) problems.push_back({field, key});
  };
  owes(channels.fax, channels.fax_number, "fax_number", "request.fax-owed");
  owes(channels.mail, channels.mailbox, "mailbox", "request.mailbox-owed");
  const auto mailbox = text::trim(channels.mailbox);
  if (!mailbox.empty() && !mail::is_address(mailbox)) problems.push_back({"mailbox", "request.email"});
  const auto postcode = text::trim(channels.postcode);
  if (!postcode.empty() && !is_postcode(postcode)) problems.push_back({"postcode", "request.postcode"});
  for (const auto& word : kWords)
    if (text::length(channels.*word.member) > matters::kLongestWord) problems.push_back({word.field, "request.long"});
  if (problems.empty()) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "request.channels", .fields = std::move(problems)});
}

bool is_open(const std::optional<Channels>& said, Channel channel) {
  if (channel == Channel::Inner) return false;
  if (!said) return true;
  switch (channel) {
    case Channel::Online: return said->online;
    case Channel::Fax: return said->fax;
    case Channel::Mail: return said->mail;
    default: return true;
  }
}

Outcome<std::optional<Channels>> load_channels(db::Session& session, Id agency) {
  DL_TRY(auto found, read_channels(session, db::Sql("agency = ?", agency)));
  if (found.empty()) return std::optional<Channels>();
  return std::optional<Channels>(std::move(found.begin()->second));
}

Outcome<std::map<Id, Channels>> list_channels(db::Session& session, const accounts::Scope& scope) {
  return read_channels(session, db::Sql("?", scope.condition("agency")));
}

Outcome<void> set_channels(journal::Journal& journal, Id agency, const Channels& channels,
                           const accounts::Principal& by) {
  DL_CHECK(by.require(accounts::Right::ApproveRequests, agency));
  DL_CHECK(check(channels));
  return journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    const auto subject = fmt::format("agency:{}", agency);
    DL_CHECK(transaction.hold(subject));
    DL_CHECK(put_channels(transaction.sql(), agency, tidy(channels)));
    transaction.record({.actor = by.actor(),
                        .verb = Text(event("request.channels-set").verb),
                        .subject = subject,
                        .agency = agency,
                        .reason = words_of(channels)});
    return {};
  });
}

}  // namespace dl::requests
