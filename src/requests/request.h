// A request for information (政府信息公开申请) as somebody files it, and what is kept of it beside the matter.
//
// Only what 政府信息公开条例 art. 29 names is mandatory: who asks, with a proof of identity and a way to be reached;
// what is asked for; in which form it is wanted. The purpose is not asked (the 条例 of 2019 has no such condition).
#pragma once

#include "matters/matter_desk.h"

namespace dl::requests {

/// The class of an applicant: a column of table 3 of the annual report. Stored by name; do not rename.
enum class Applicant : std::uint8_t { Natural, Business, Research, Welfare, Legal, Other };
inline constexpr auto kApplicants = named_table<Applicant>({{Applicant::Natural, "natural", "自然人"},
                                                            {Applicant::Business, "business", "商业企业"},
                                                            {Applicant::Research, "research", "科研机构"},
                                                            {Applicant::Welfare, "welfare", "社会公益组织"},
                                                            {Applicant::Legal, "legal", "法律服务机构"},
                                                            {Applicant::Other, "other", "其他"}});
constexpr Names<Applicant> table_of(Applicant) { return kApplicants; }

/// How the information is wanted (获取信息的方式). Stored by name; do not rename.
enum class Way : std::uint8_t { Post, Electronic, Collect, Read };
inline constexpr auto kWays = named_table<Way>({{Way::Post, "post", "邮寄"},
                                                {Way::Electronic, "electronic", "网上获取"},
                                                {Way::Collect, "collect", "当面领取"},
                                                {Way::Read, "read", "当场查阅、抄录"}});
constexpr Names<Way> table_of(Way) { return kWays; }

/// On what it is wanted (载体形式). Stored by name; do not rename.
enum class Carrier : std::uint8_t { Paper, Electronic };
inline constexpr auto kCarriers =
    named_table<Carrier>({{Carrier::Paper, "paper", "纸质"}, {Carrier::Electronic, "electronic", "电子文档"}});
constexpr Names<Carrier> table_of(Carrier) { return kCarriers; }

/// What is asked for: information (art. 27), or that a record about oneself be put right (art. 41), which is no request
/// of table 3. Stored by name; do not rename.
enum class Purpose : std::uint8_t { Information, Correction };
inline constexpr auto kPurposes = named_table<Purpose>({{Purpose::Information, "information", "获取政府信息"},
                                                        {Purpose::Correction, "correction", "更正与本人有关的信息"}});
constexpr Names<Purpose> table_of(Purpose) { return kPurposes; }

inline constexpr std::size_t kLongestWanted = 2'000;  ///< characters
/// The words of the first fact of a request whose applicant suggests that the information be made public (art. 44).
inline constexpr std::string_view kSuggestsPublic = "申请人建议主动公开这项信息";

/// What stands in a form, online or at the counter.
struct Filing {
  matters::Place place = {};
  matters::Channel channel = matters::Channel::Online;
  Date came_on = {};  ///< the day on which it was handed in or came; today for the online form
  Purpose purpose = Purpose::Information;
  Applicant applicant = Applicant::Natural;
  matters::Contact contact = {};               ///< name, identity, telephone or another way to be reached
  std::optional<matters::Contact> agent = {};  ///< with an authority
  std::string wanted = {};                     ///< name, or what it can be found by; at most kLongestWanted
  std::string document_number = {};            ///< 文号, where it is known
  Way way = Way::Electronic;
  Carrier carrier = Carrier::Electronic;
  bool helped =
      false;  ///< written down by the office for somebody who could not (art. 29); or who reads with difficulty
  /// Written by somebody in a letter of their own: filed as it is, and what it lacks is asked for (art. 30).
  bool as_came = false;
  std::string topic = {};        ///< code of a list (forms.h); empty while nobody has classified it
  bool suggests_public = false;  ///< that it be made public (art. 44); its first fact says so
};

/// The row beside the matter.
struct Request {
  std::int64_t matter = 0;
  Purpose purpose = Purpose::Information;
  std::string wanted = {};
  std::string document_number = {};
  Way way = Way::Electronic;
  Carrier carrier = Carrier::Electronic;
  bool helped = false;
  std::string clarified = {};  ///< what was asked for, as its supplement put it; empty where nothing was supplemented
  std::string topic = {};      ///< code of a list (forms.h), given with the form or by the last step that gives one

  /// As it has to be answered.
  const std::string& asks_for() const { return clarified.empty() ? wanted : clarified; }
};

/// What art. 29 asks for and a letter of somebody's own may lack, by the problem of check().
struct Gap {
  std::string_view key = {};
  std::string_view chinese = {};

  friend bool operator==(const Gap&, const Gap&) = default;
};
inline constexpr auto kGaps = std::to_array<Gap>({{"request.name-owed", "姓名或者名称"},
                                                  {"request.identity-owed", "身份证明的号码"},
                                                  {"request.identity", "正确的身份证明号码"},
                                                  {"request.identity-kind-owed", "身份证明的种类"},
                                                  {"request.reach-owed", "联系方式"},
                                                  {"request.address-owed", "邮寄地址"}});
/// The gaps of a filing, in the order of kGaps.
std::vector<Gap> gaps_of(const Filing& filing);

/// What is wrong with a form, all at once, by the names of its fields: "contact.name" `request.name-owed`,
/// "contact.identity_number" `request.identity` (a number whose check digit is wrong; an organisation's unified code),
/// "contact.identity_kind" `request.identity-kind-owed` for a person's number that is none of an identity card,
/// "contact" `request.reach-owed` without telephone, e-mail and address, "wanted" `request.wanted-owed`,
/// `request.long`, "contact.address" `request.address-owed` for what is to be posted, "contact.email" … What is filed
/// as it came has no gap that is wrong.
Outcome<void> check(const Filing& filing);

/// What a request is called in lists: its document, or the beginning of its words without what tells of people.
std::string title_of(std::string_view wanted, std::string_view document_number);

}  // namespace dl::requests
