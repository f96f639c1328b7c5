// What is sent of a request beside its steps: its parts, who else is concerned, who gives relief.
#pragma once

#include "api/matters/views.h"
#include "requests/request_desk.h"

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

}  // namespace dl::api
