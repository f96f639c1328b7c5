// What is entered to open a matter from the office: a request that came to the counter or by post, a problem to be put
// right.
#pragma once

#include <algorithm>

#include "api/matters/views.h"
#include "compliance/rectification.h"
#include "requests/forms.h"
#include "requests/request.h"

namespace dl::api {

/// What whoever brought a matter follows it by; the code is shown this once.
struct MatterOpened {
  std::int64_t id = 0;
  std::string number = {};
  std::string code = {};
};
BOOST_DESCRIBE_STRUCT(MatterOpened, (), (id, number, code))

struct NewRequestInput {
  std::int64_t agency = 0;
  matters::Channel channel = matters::Channel::Counter;
  Date came_on = {};
  requests::Purpose purpose = {};
  requests::Applicant applicant = {};
  MatterContact contact = {};
  std::optional<MatterContact> agent = {};
  std::string wanted = {};
  std::optional<std::string> document_number = {};
  requests::Way way = {};
  requests::Carrier carrier = {};
  std::optional<bool> helped = {};
  std::optional<std::string> topic = {};
  std::optional<bool> suggests_public = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"channel",
       "提交方式",
       {.help = "当面提交的，收到之日为提交之日；平常信函、传真、电子邮件的，双方确认之日为收到之日。"}},
      {"came_on", "提交日期", {.help = "当面提交或者邮件到达本机关的日期。"}},
      {"purpose", "申请事项", {}},
      {"applicant", "申请人类别", {}},
      {"wanted",
       "所需信息的名称、文号或者其他特征描述",
       {.characters = requests::kLongestWanted, .owed = true, .asked = Asked::Long, .help = "不要求说明用途。"}},
      {"document_number", "文号", {.characters = 100, .hint = "知道的请填写"}},
      {"way", "获取信息的方式", {}},
      {"carrier", "载体形式", {}},
      {"helped", "申请人书写有困难，由工作人员代为填写", {}},
      {"topic", "主题", {.characters = 63, .vocabulary = requests::kTopics, .help = "供统计用，以后可以再归类。"}},
      {"suggests_public", "申请人建议主动公开这项信息", {.help = "条例第四十四条"}},
  });
};
BOOST_DESCRIBE_STRUCT(NewRequestInput, (),
                      (agency, channel, came_on, purpose, applicant, contact, agent, wanted, document_number, way,
                       carrier, helped, topic, suggests_public))

struct NewRectificationInput {
  std::int64_t agency = 0;
  std::string title = {};
  std::optional<std::string> origin_number = {};
  std::string origin = {};
  std::string kind = {};
  std::string problem = {};
  std::string place = {};
  std::optional<std::string> measures = {};
  Date found_on = {};
  std::optional<bool> assessed = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"origin", 63}, {"kind", 63}});
  static constexpr auto kFields = [] {
    constexpr auto& said = compliance::NewRectification::kFields;
    std::array<Field, said.size() + 1> all = {Field{"agency", "整改机关", {.asked = Asked::Place}}};
    std::ranges::copy(said, all.begin() + 1);
    return all;
  }();
};
BOOST_DESCRIBE_STRUCT(NewRectificationInput, (),
                      (agency, title, origin_number, origin, kind, problem, place, measures, found_on, assessed))

}  // namespace dl::api
