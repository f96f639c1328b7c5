// Whole plans, a style each: what is a task, and what holds for it.
#include "plans/read_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plans/plan_fixture.h"

namespace dl::plans {
namespace {

using testing::ElementsAre;

TEST(Plan, ItemsLabelledAsBasisAndDutyMakeOneTask) {
  const auto tasks = read_plan(plan_of({
      "#一、重点领域信息公开",
      "#（一）行政处罚信息公开",
      "#1.政策依据：",
      "《停车管理办法》（江政办发〔2019〕8号）要求每年4月1日前公布目录。",
      "#2.职责分工：",
      "⑴处罚决定作出之日起7个工作日内公开；⑵图文解读比例不低于50%；⑶栏目设置合理，功能不重叠。",
      "牵头科室：法规科",
      "责任单位：局属各单位、机关各科室",
  }));
  EXPECT_EQ(told(tasks),
            "一（一）2⑴|处罚决定作出|法规科|局属各单位,机关各科室|7个工作日\n"
            "一（一）2⑵|图文解读比例|法规科|局属各单位,机关各科室|不低于50%\n"
            "一（一）2⑶|栏目设置合理|法规科|局属各单位,机关各科室|\n");
  EXPECT_THAT(tasks.at(0).basis, ElementsAre("《停车管理办法》", "江政办发〔2019〕8号"));
  EXPECT_EQ(tasks.at(0).title, "行政处罚信息公开");
}

TEST(Plan, UnitsInBracketsBelongToTheirItem) {
  EXPECT_EQ(told(read_plan(plan_of({
                "#一、推进重点工作公开",
                "#（一）做好项目信息公开",
                "1.公开重大项目批准和实施信息。（市发展改革委、市住房和城乡建设局分别负责落实）",
                "2.每季度公开整治情况，12月底前完成计划公开。（市城管局牵头，各街道办事处配合）",
                "#（二）做好民生信息公开",
                "3.持续推进医疗信息公开。（市卫生健康委负责）",
            }))),
            "一（一）1|公开重大项目||市发展改革委,市住房和城乡建设局|\n"
            "一（一）2|每季度公开整|市城管局|各街道办事处|每季度,12月底前\n"
            "一（二）3|持续推进医疗||市卫生健康委|持续推进\n");
}

TEST(Plan, UnitsOfAHeadingAndOfTheLastLineHoldForAll) {
  EXPECT_EQ(told(read_plan(plan_of({
                "#一、重点任务",
                "#（一）强化政策解读（办公室牵头，各科室按职责分工负责）",
                "1.政策文件印发后3个工作日内发布解读材料。",
                "2.至少举办2次新闻发布会。",
                "#（二）规范申请办理",
                "①规范接收和登记；②15日内作出答复；③每月5日前报送台账。【责任单位】办公室、法规科",
            }))),
            "一（一）1|政策文件印发|办公室|各科室|3个工作日\n"
            "一（一）2|至少举办2次|办公室|各科室|至少举办2次\n"
            "一（二）①|规范接收和登||办公室,法规科|\n"
            "一（二）②|15日内作出||办公室,法规科|15日\n"
            "一（二）③|每月5日前报||办公室,法规科|每月5日前\n");
}

TEST(Plan, TellsAndExhortsWithoutTasks) {
  EXPECT_EQ(told(read_plan(plan_of({
                "各科室：",
                "2024年要进一步做好政务公开工作。",
                "#一、总体要求",
                "1.坚持以公开促落实，加强解读回应。",
                "#二、工作要点",
                "（一）决策公开。主要包括规范性文件公开和政策解读的情况。",
                "（二）平台建设。本市平台是2019年建成的统一系统，查询便捷。",
                "（三）完善平台。开设互动栏目，及时答复留言。",
                "#三、保障措施",
                "第一，加强组织领导。主要负责人每半年听取一次汇报。",
                "第二，提高思想认识。政务公开是法治政府建设的重要内容，各科室要充分认识其重要性。",
                "各科室要结合实际制定计划，年底前报办公室。",
                "附件：1.任务分解表",
                "2.主动公开目录",
            }))),
            "二（三）|完善平台。开|||\n"
            "三第一|加强组织领导|||每半年听取一次\n");
}

TEST(Plan, RowsOfATableAreTasksByTheirHeads) {
  auto paper = plan_of({"根据上级要求，制定本表。"});
  paper.body.blocks.push_back(table_of_rows({
      "时限要求|责任单位|工作任务|<|<|具体要求",
      "持续推进|各科室，信息中心负责落实|一、夯实基础|（一）规范平台|1|规范设置专栏，集中发布信息。",
      "9月底前|办公室牵头，各科室配合|^|^|2|开设专题，公布办事指南。",
      "^|法规科|二、加强解读|（二）丰富形式|3|图解比例不低于60%。",
  }));
  const auto tasks = read_plan(paper);
  EXPECT_EQ(told(tasks),
            "一（一）1|规范设置专栏||各科室,信息中心|持续推进\n"
            "一（一）2|开设专题，公|办公室|各科室|9月底前\n"
            "二（二）3|图解比例不低||法规科|不低于60%,9月底前\n");
  EXPECT_EQ(tasks.at(0).title, "规范平台");
}

TEST(Plan, ATableThatRepeatsTheOutlineAddsToIt) {
  auto paper =
      plan_of({"#一、主动公开", "（一）公开权力清单。及时调整并公布清单。", "（二）公开办事指南。", "=任务分解表"});
  paper.body.blocks.push_back(table_of_rows({
      "序号|任务|责任科室|完成时限",
      "1|公开权力清单|法规科|6月底前",
      "2|公开办事指南|审批科|长期",
      "3|组织开放日活动|办公室|9月",
  }));
  EXPECT_EQ(told(read_plan(paper)),
            "一（一）|公开权力清单||法规科|6月底前\n"
            "一（二）|公开办事指南||审批科|长期\n"
            "3|组织开放日活||办公室|9月\n");
}

TEST(Plan, YearComesFromTitleNumberOrWords) {
  struct Case {
    const char* title;
    const char* number;
    const char* line;
    std::optional<int> year;
  } cases[] = {
      {"某局2024年政务公开工作要点", "某发〔2023〕9号", "一、公开", 2024},
      {"某局二〇二三年工作要点", "", "一、公开", 2023},
      {"某局政务公开工作要点", "某发〔2022〕9号", "一、公开", 2022},
      {"某局政务公开工作要点", "", "2021年政务公开工作要抓落实。", 2021},
      {"某局政务公开工作要点", "", "一、公开", std::nullopt},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.title);
    auto paper = plan_of({c.line}, c.title);
    paper.number = c.number;
    EXPECT_EQ(year_of(paper), c.year);
  }
}

}  // namespace
}  // namespace dl::plans
