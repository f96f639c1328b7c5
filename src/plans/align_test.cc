#include "plans/align.h"

#include <gtest/gtest.h>

#include "plans/plan_fixture.h"

namespace dl::plans {
namespace {

TEST(Align, ShortRowsGoBelowTheHeadsThatTheyFit) {
  auto paper = plan_of({}, "任务清单");
  paper.body.blocks.push_back(table_of_rows({
      "工作任务|具体要求|责任科室|时限要求",
      "一、公开|1.公布权力清单和办事指南。|法规科|6月底前",
      "2.反馈网民对征集信息的意见。|办公室牵头，各科室配合|长期",
  }));
  EXPECT_EQ(told(read_plan(paper)),
            "一1|公布权力清单||法规科|6月底前\n"
            "一2|反馈网民对征|办公室|各科室|长期\n");
}

TEST(Align, CellsOnLinesOfTheirOwnBecomeRows) {
  EXPECT_EQ(told(read_plan(plan_of({
                "工作任务",
                "|",
                "具体要求",
                "|",
                "责任科室",
                "|",
                "时限要求",
                "|",
                "规范公开",
                "|",
                "1",
                "|",
                "对规范性文件进行清理并公布目录。",
                "|",
                "办公室",
                "|",
                "年底前",
                "|",
                "2",
                "|",
                "规范专栏，集中发布信息。",
                "|",
                "各科室",
                "|",
                "持续推进",
                "|",
            }))),
            "1|对规范性文件||办公室|年底前\n"
            "2|规范专栏，集||各科室|持续推进\n");
  EXPECT_EQ(told(read_plan(plan_of({
                "目标",
                "任务",
                "主要内容",
                "责任单位",
                "#一、稳增长",
                "#（一）加强引导",
                "围绕经济形势，及时宣传解读。",
                "市发改委牵头落实",
                "公开财政收支，按月说明增减原因。",
                "市财政局、市税务局分别负责",
            }))),
            "一（一）|围绕经济形势|市发改委||\n"
            "一（一）|公开财政收支||市财政局,市税务局|按月\n");
}

TEST(Align, LabelsAloneAreNoTable) {
  EXPECT_FALSE(flat_table({U"责任单位", U"办公室", U"时限"}, 0));
  EXPECT_FALSE(flat_table({U"工作任务", U"责任单位", U"完成时限"}, 0));
}

}  // namespace
}  // namespace dl::plans
