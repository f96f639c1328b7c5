// What is sent of a request beside its steps: its parts, who else is concerned, who gives relief, by which
// channels requests come.
#pragma once

#include "api/matters/views.h"
#include "requests/channels.h"
#include "requests/request_desk.h"
#include "requests/tellings.h"

namespace dl::api {

struct RequestPartInput {
  std::string wanted = {};
  std::optional<std::string> document_number = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"wanted",
       "所需信息的名称、文号或者其他特征描述",
       {.characters = requests::kLongestWanted, .owed = true, .asked = Asked::Long}},
      {"document_number", "文号", {.characters = 100}},
  });
};
BOOST_DESCRIBE_STRUCT(RequestPartInput, (), (wanted, document_number))

struct RequestDivisionInput {
  std::vector<RequestPartInput> parts = {};
  std::string reason = {};
  std::int64_t revision = 0;  ///< what was looked at; 0 asks nothing
  static constexpr auto kFields = std::to_array<Field>({
      {"parts", "各部分", {.entries = requests::kMostParts, .owed = true}},
      {"reason", "拆分的理由", {.characters = matters::kLongestWords, .owed = true, .asked = Asked::Long}},
  });
};
BOOST_DESCRIBE_STRUCT(RequestDivisionInput, (), (parts, reason, revision))

struct RequestPartyInput {
  matters::PartyRole role = {};
  MatterContact contact = {};
  static constexpr auto kFields = std::to_array<Field>({{"role", "身份", {}}});
};
BOOST_DESCRIBE_STRUCT(RequestPartyInput, (), (role, contact))

/// A note by e-mail to the applicant.
struct RequestNoteView {
  std::int64_t fact = 0;  ///< that it tells of
  requests::TellingState state = {};
  std::string state_name = {};
  int attempts = 0;
};
BOOST_DESCRIBE_STRUCT(RequestNoteView, (), (fact, state, state_name, attempts))

/// A proof of identity that lies encrypted.
struct IdentityPaperView {
  std::string paper = {};  ///< by which it is opened
  std::string type = {};
  std::int64_t size = 0;
  Instant sent_at = {};
};
BOOST_DESCRIBE_STRUCT(IdentityPaperView, (), (paper, type, size, sent_at))

struct IdentityPaperInput {
  std::string reason = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"reason", "打开的理由", {.characters = kLongestReason, .owed = true, .asked = Asked::Long}},
  });
};
BOOST_DESCRIBE_STRUCT(IdentityPaperInput, (), (reason))

struct ReliefQuery {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(ReliefQuery, (), (agency))

struct ReliefView {
  std::string reconsideration = {};
  std::string court = {};
  std::string online = {};
};
BOOST_DESCRIBE_STRUCT(ReliefView, (), (reconsideration, court, online))

/// Of an agency; empty where it has not said.
struct ReliefLine : ReliefView {
  std::int64_t agency = 0;
  std::string agency_name = {};
  static constexpr auto kFields = std::to_array<Field>({{"agency_name", "机关"},
                                                        {"reconsideration", "行政复议机关"},
                                                        {"court", "管辖法院"},
                                                        {"online", "网上申请行政复议的途径"}});
};
BOOST_DESCRIBE_STRUCT(ReliefLine, (ReliefView), (agency, agency_name))

struct ReliefInput {
  std::int64_t agency = 0;
  std::string reconsideration = {};
  std::string court = {};
  std::optional<std::string> online = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"reconsideration",
       "行政复议机关",
       {.characters = 200,
        .owed = true,
        .help = "部门填本级人民政府，不填上级主管部门；人民政府填上一级人民政府，省级人民政府和国务院部门填本机关；"
                "海关、金融、外汇管理、税务、国家安全等实行垂直领导的机关填上一级主管部门（行政复议法第二十四条、第二十"
                "五条、"
                "第二十七条）。"}},
      {"court", "管辖法院", {.characters = 200, .owed = true}},
      {"online",
       "网上申请行政复议的途径",
       {.characters = 200, .help = "网上送达的答复须告知（行政复议法第二十二条）。"}},
  });
};
BOOST_DESCRIBE_STRUCT(ReliefInput, (), (agency, reconsideration, court, online))

struct ChannelsQuery {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelsQuery, (), (agency))

struct ChannelsView {
  bool said = false;  ///< the agency has said so; otherwise it takes what comes
  bool online = true;
  bool fax = true;
  bool mail = true;
  std::string office = {};
  std::string address = {};
  std::string hours = {};
  std::string phone = {};
  std::string post_address = {};
  std::string postcode = {};
  std::string fax_number = {};
  std::string mailbox = {};
};
BOOST_DESCRIBE_STRUCT(ChannelsView, (),
                      (said, online, fax, mail, office, address, hours, phone, post_address, postcode, fax_number,
                       mailbox))

struct ChannelsLine : ChannelsView {
  std::int64_t agency = 0;
  std::string agency_name = {};
  static constexpr auto kFields = std::to_array<Field>({{"agency_name", "机关"},
                                                        {"online", "网上提交"},
                                                        {"fax_number", "传真"},
                                                        {"mailbox", "电子邮件"},
                                                        {"office", "受理机构"}});
};
BOOST_DESCRIBE_STRUCT(ChannelsLine, (ChannelsView), (agency, agency_name))

struct ChannelsInput {
  std::int64_t agency = 0;
  bool online = true;
  bool fax = false;
  bool mail = false;
  std::optional<std::string> office = {};
  std::optional<std::string> address = {};
  std::optional<std::string> hours = {};
  std::optional<std::string> phone = {};
  std::optional<std::string> post_address = {};
  std::optional<std::string> postcode = {};
  std::optional<std::string> fax_number = {};
  std::optional<std::string> mailbox = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"online", "接收网上提交的申请", {.help = "不接收的，网站不出现申请表，指南只列其他渠道。"}},
      {"fax", "接收传真申请", {}},
      {"fax_number", "传真号码", {.characters = matters::kLongestWord}},
      {"mail", "接收电子邮件申请", {}},
      {"mailbox", "邮箱地址", {.characters = matters::kLongestWord}},
      {"office",
       "受理机构",
       {.characters = matters::kLongestWord, .help = "信封上写的收件人。不填的，用机构信息里的公开工作机构。"}},
      {"address",
       "当面提交的地点",
       {.characters = matters::kLongestWord, .help = "不填的，用公开工作机构的办公地址。"}},
      {"hours", "当面提交的时间", {.characters = matters::kLongestWord, .help = "不填的，用公开工作机构的办公时间。"}},
      {"phone", "咨询电话", {.characters = matters::kLongestWord, .help = "不填的，用公开工作机构的联系电话。"}},
      {"post_address", "通信地址", {.characters = matters::kLongestWord, .help = "与当面提交的地点相同的，不用填。"}},
      {"postcode", "邮政编码", {.characters = 6}},
  });
};
BOOST_DESCRIBE_STRUCT(ChannelsInput, (),
                      (agency, online, fax, mail, office, address, hours, phone, post_address, postcode, fax_number,
                       mailbox))

}  // namespace dl::api
