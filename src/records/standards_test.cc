// The items that laws, standards and published tables give a register: each stands in its file, as a field, a column of
// a sub-table, or a heading under which a field is taken in.
#include <sstream>

#include "base/text.h"
#include "records/records_fixture.h"

namespace dl::records {
namespace {

struct Items {
  const char* code;   ///< of the register
  const char* names;  ///< as the source has them, with a space between
};

constexpr Items kItems[] = {
    // clang-format off
    // 政府信息公开条例 art. 12 and a published directory
    {"basic_directory",
     "一级目录 二级目录 公开内容（要素） 公开依据 公开对象 索引 名称 内容概述 生成日期"},
    // directories of 公共资源交易
    {"biddings",
     "招标内容 招标范围 招标组织形式 招标方式 招标估算金额 核准部门"},
    // 预算法 art. 14, its decree art. 6, 财办发〔2019〕77号
    {"budgets",
     "收入总计 支出总计 收入总体情况 支出总体情况 一般公共预算支出（按功能分类至项） 一般公共预算基本支出（按经济分类至款） 政府性基金预算支出 财政拨款收入总计 "
     "财政拨款支出总计 机关运行经费 机关运行经费说明 “三公”经费合计 因公出国（境）费 公务用车购置及运行费 公务用车购置费 公务用车运行维护费 公务接待费 "
     "增减变化说明 批复日期"},
    // 优化营商环境条例 art. 44 and lists of two cities
    {"certificates",
     "设定依据 索要单位 开具单位 办理指南 取消后的替代方式 取消或者保留的理由 年受理量 相关部门意见"},
    // 河南省社会信用条例 art. 11
    {"credit_catalogue",
     "数据代码 名称 格式 提供单位 主体类型 信息性质 共享属性 覆盖范围 更新周期 信息项"},
    // 突发事件应对法 art. 64
    {"emergency_events",
     "类别 级别 起始时间 可能影响范围 警示事项 应采取的措施 发布单位 发布时间"},
    // 生产安全事故应急条例 art. 5
    {"emergency_plans",
     "名称 类型 编制单位 版本 发布日期 备案号 修订情形 演练记录"},
    // 一单两库
    {"enforcement_staff",
     "姓名 执法证号 执法领域"},
    // 国办发〔2015〕58号 and published lists
    {"inspection_items",
     "序号 抽查事项 检查对象 事项类别 抽查依据 抽查主体 抽查内容 抽查方式 抽查比例（%） 抽查频次 备注"},
    // 一单两库
    {"inspection_objects",
     "名称 统一社会信用代码（注册号） 法定代表人 注册地址 联络人 联系方式"},
    // a published table of a city
    {"inspection_plans",
     "序号 抽查事项 检查对象 事项类别 抽查比例（%） 抽查频次 预估抽查对象数 预估抽查对象风险等级 检查时间 责任科室 检查主体 抽查计划编号 任务名称 "
     "抽查类型 发起方式 抽查基数"},
    // the union of published layouts
    {"inspection_results",
     "抽查计划编号 抽查任务 检查对象名称 统一社会信用代码 抽查事项 检查机关 检查人员（执法证号） 检查日期 检查方式 检查结果 处理情况（查处结果） 公示日期"},
    // 国办发〔2017〕94号
    {"major_projects",
     "项目名称 项目统一代码 申报材料清单 批准流程 办理时限 受理机构联系方式 申报要求 审批结果 批复时间 批复文号 批复单位 质量安全监督机构 "
     "质量安全监督机构联系方式"},
    // 国办发〔2018〕123号: least useful fields
    {"media_accounts",
     "账号名称 账号ID 平台类型 账号类型 主办单位 统一社会信用代码 主管单位 承办或者运维单位 负责人 负责人电话 认证状态 认证主体 开设日期 功能定位 "
     "是否主账号 互动方式 最近更新日期 状态 备案号 关停公告日期"},
    // 发改办财金〔2018〕424号
    {"permits",
     "行政相对人名称 行政相对人类别 统一社会信用代码 工商注册号 行政相对人代码_3（组织机构代码） 行政相对人代码_4（税务登记号） "
     "行政相对人代码_5（事业单位证书号） 行政相对人代码_6（社会组织登记证号） 法定代表人 法定代表人证件类型 法定代表人证件号码 证件类型 证件号码 "
     "行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可编号 许可内容 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 "
     "当前状态 数据来源单位 数据来源单位统一社会信用代码 备注"},
    // 政府采购法实施条例 art. 43
    {"procurement_results",
     "采购人名称 采购人地址 采购人联系方式 采购代理机构名称 采购代理机构地址 采购代理机构联系方式 项目名称 项目编号 中标、成交供应商名称 供应商地址 "
     "中标、成交金额 名称 规格型号 数量 单价 服务要求 评审专家名单"},
    // 国办发〔2014〕46号
    {"proposals",
     "届次 类别 编号 标题 领衔代表 主办、协办 承办处室 交办日期 答复日期 办理结果类别 满意度 公开属性 不公开理由 复文全文 公开日期"},
    // lists of three places
    {"rectifications",
     "问题编号 来源 问题描述 类别 涉及栏目或者链接 责任单位 责任人 整改措施 整改时限 整改链接 完成状态 复核人 复核结果 复核日期 销号日期 是否计入考核"},
    // GB/T 39046—2020, table 4, and the national exchange table
    {"service_items",
     "事项名称 基本编码 实施编码 事项类型 设定依据 行使层级 权限划分 行使内容 实施主体 实施主体代码 实施主体性质 法定办结时限 法定办结时限单位 "
     "法定办结时限说明 承诺办结时限 承诺办结时限单位 承诺办结时限说明 受理条件 办理流程 共同实施部门 共同实施部门代码 承办机构 承办机构代码 中介服务 "
     "数量限制 结果名称 结果样本 是否收费 收费依据 通办范围 服务对象 服务主题 法人服务主题代码 自然人服务主题代码 办理形式 特别程序 行政管辖 行政管辖代码 "
     "是否支持预约办理 是否支持网上支付 是否支持物流快递 是否网办 网办地址 运行系统层级 办理地点 办理时间 咨询方式 咨询电话 监督电话 常见问题 材料名称 "
     "出具机构 出具时间要求 材料办理说明 材料办理地点 材料使用说明 原件份数 复印件份数 是否必备材料 到办事现场次数 权力来源 办件类型 监督投诉方式 事项状态 "
     "事项版本 委托部门 计划生效日期 计划取消日期"},
    // 国办发〔2019〕54号 and published directories
    {"standard_directory",
     "序号 一级事项 二级事项 公开内容（要素） 公开依据 公开时限 公开主体 公开渠道和载体 公开渠道和载体（可选） 公开对象 公开方式 公开层级 责任科室（单位） "
     "咨询电话"},
    // clang-format on
};

bool has(const Register& made, const std::string& name) {
  if (made.import.headings.contains(text::remove_space(text::fold_for_search(name)))) return true;
  return std::ranges::any_of(made.fields, [&](const Field& field) {
    return std::ranges::find(field.fields, name, &Field::title) != field.fields.end();
  });
}

TEST(Standards, GiveARegisterItemsThatItsFileHas) {
  for (const auto& [code, names] : kItems) {
    SCOPED_TRACE(code);
    ASSERT_TRUE(registers().all().contains(code));
    std::istringstream all(names);
    for (std::string name; all >> name;) EXPECT_TRUE(has(registers().all().at(code), name)) << name;
  }
}

}  // namespace
}  // namespace dl::records
