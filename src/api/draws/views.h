// What the API says of random draws: the list, one with its lists and its result, and what is asked to make one.
#pragma once

#include "api/listing.h"
#include "api/steps.h"
#include "draws/draw_desk.h"

namespace dl::api {

struct DrawLine {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string number = {};
  std::string plan = {};
  draws::State state = {};
  std::string state_name = {};
  Instant prepared_at = {};
  Instant reveal_from = {};
  std::optional<Instant> sealed_at = {};
  std::optional<Instant> revealed_at = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency_name", "机关"},
      {"number", "抽取编号"},
      {"plan", "抽查计划编号"},
      {"state_name", "状态"},
      {"prepared_at", "准备时间"},
      {"reveal_from", "预告揭示时间"},
      {"sealed_at", "封存时间"},
      {"revealed_at", "揭示时间"},
  });
};
BOOST_DESCRIBE_STRUCT(DrawLine, (),
                      (id, agency, agency_name, number, plan, state, state_name, prepared_at, reveal_from, sealed_at,
                       revealed_at))

struct DrawObject {
  std::string code = {};
  std::string name = {};
};
BOOST_DESCRIBE_STRUCT(DrawObject, (), (code, name))

struct DrawRecusal {
  std::string object = {};     ///< its code
  std::string inspector = {};  ///< number of the licence
};
BOOST_DESCRIBE_STRUCT(DrawRecusal, (), (object, inspector))

struct DrawResult {
  std::string code = {};
  std::string name = {};
  std::vector<std::string> inspectors = {};
};
BOOST_DESCRIBE_STRUCT(DrawResult, (), (code, name, inspectors))

struct DrawView : DrawLine {
  std::vector<DrawObject> objects = {};
  std::vector<std::string> inspectors = {};
  std::int64_t objects_drawn = 0;
  std::int64_t inspectors_each = 0;
  std::vector<DrawRecusal> recused = {};
  std::string beacon_source = {};
  std::string list_digest = {};
  std::string seed_digest = {};
  std::string seed = {};  ///< once it is revealed
  std::string beacon = {};
  std::int64_t record = 0;  ///< of the register `draws`; 0 before it is sealed
  std::string prepared_by_name = {};
  std::string sealed_by_name = {};
  std::string revealed_by_name = {};
  std::vector<DrawResult> result = {};
  std::vector<StepView> steps = {};
};
BOOST_DESCRIBE_STRUCT(DrawView, (DrawLine),
                      (objects, inspectors, objects_drawn, inspectors_each, recused, beacon_source, list_digest,
                       seed_digest, seed, beacon, record, prepared_by_name, sealed_by_name, revealed_by_name, result,
                       steps))

struct DrawRecusalInput {
  std::string object = {};
  std::string inspector = {};
  std::string reason = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"object", "检查对象代码", {.characters = 50, .owed = true}},
      {"inspector", "执法证号", {.characters = 50, .owed = true}},
      {"reason", "回避的理由", {.characters = kLongestReason, .owed = true, .help = "密封保存，不公开。"}},
  });
};
BOOST_DESCRIBE_STRUCT(DrawRecusalInput, (), (object, inspector, reason))

struct NewDrawInput {
  std::int64_t agency = 0;
  std::string number = {};
  std::string plan = {};
  std::optional<std::string> risk = {};                ///< only objects of this grade
  std::optional<std::string> trade = {};               ///< only of this 行业或者领域
  std::optional<std::vector<std::string>> codes = {};  ///< only these
  std::optional<std::string> enforcement = {};         ///< only inspectors of this field
  std::int64_t objects_drawn = 0;
  std::int64_t inspectors_each = 0;
  std::optional<std::vector<DrawRecusalInput>> recused = {};
  Instant reveal_from = {};
  std::optional<std::string> beacon_source = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"number", "抽取编号", {.characters = draws::kLongestNumber, .owed = true, .hint = "如：CQ-2026-01"}},
      {"plan",
       "抽查计划编号",
       {.characters = draws::kLongestNumber, .owed = true, .help = "已公布的年度抽查计划里的编号。"}},
      {"risk", "风险等级", {.characters = 63, .hint = "不限"}},
      {"trade", "行业或者领域", {.characters = 100, .hint = "不限"}},
      {"codes",
       "只从这些对象抽取",
       {.characters = 50,
        .entries = draws::kMostObjects,
        .help = "每行一个统一社会信用代码（注册号）；不填为名录库中的全部对象。"}},
      {"enforcement", "执法领域", {.characters = 63, .hint = "不限"}},
      {"objects_drawn", "抽取对象数", {}},
      {"inspectors_each", "每个对象的检查人员数", {.help = "至少2人。"}},
      {"recused", "回避", {.entries = draws::kMostRecused}},
      {"reveal_from", "预告揭示时间", {}},
      {"beacon_source",
       "公开随机数来源",
       {.characters = draws::kLongestBeacon,
        .hint = "如：双色球第2026052期开奖号码",
        .help = "可不填。填写的，揭示时把公布的号码混入种子，掌握系统的人也不能预知结果。"}},
  });
};
BOOST_DESCRIBE_STRUCT(NewDrawInput, (),
                      (agency, number, plan, risk, trade, codes, enforcement, objects_drawn, inspectors_each, recused,
                       reveal_from, beacon_source))

struct DrawStepInput {
  draws::Step step = {};
  std::optional<std::string> list_digest = {};  ///< to seal: of the lists that were looked at
  std::optional<std::string> beacon = {};       ///< to reveal: the number that was announced
  std::optional<std::string> reason = {};       ///< owed to discard
  static constexpr auto kLimits =
      std::to_array<Limit>({{"list_digest", 64}, {"beacon", draws::kLongestBeacon}, {"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(DrawStepInput, (), (step, list_digest, beacon, reason))

struct OpenedRecusalInput {
  std::string object = {};
  std::string inspector = {};
  std::string reason = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"reason", "查看的理由", {.characters = kLongestReason, .owed = true, .asked = Asked::Long}},
  });
  static constexpr auto kLimits = std::to_array<Limit>({{"object", 50}, {"inspector", 50}});
};
BOOST_DESCRIBE_STRUCT(OpenedRecusalInput, (), (object, inspector, reason))

struct OpenedRecusalView {
  std::string text = {};
};
BOOST_DESCRIBE_STRUCT(OpenedRecusalView, (), (text))

}  // namespace dl::api
