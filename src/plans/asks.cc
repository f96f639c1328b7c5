#include "plans/asks.h"

#include <algorithm>

namespace dl::plans {
namespace {

/// What stands before the verb of an order.
constexpr std::initializer_list<View> kAdverbs = {
    U"进一步", U"切实", U"认真",   U"积极",   U"全面",   U"严格",     U"及时",   U"持续", U"不断",
    U"深入",   U"扎实", U"着力",   U"大力",   U"主动",   U"依法依规", U"依法",   U"按时", U"定期",
    U"定时",   U"统一", U"集中",   U"重点",   U"主要",   U"充分",     U"有效",   U"稳步", U"加快",
    U"继续",   U"逐步", U"统筹",   U"协同",   U"努力",   U"探索",     U"精准",   U"准确", U"规范",
    U"科学",   U"动态", U"同步",   U"有序",   U"常态化", U"多渠道",   U"多形式", U"更好", U"更加",
    U"共同",   U"坚决", U"狠抓",   U"紧盯",   U"高质量", U"从严",     U"全力",   U"系统", U"分级分类",
    U"分类",   U"每年", U"每月",   U"每季度", U"每周",   U"并",       U"并且",   U"同时", U"做到",
    U"力争",   U"鼓励", U"特别要", U"要",     U"应当",   U"应",       U"须",     U"必须", U"需",
    U"可",     U"还要", U"也要",   U"不得",   U"不能",   U"避免",     U"防止",   U"杜绝", U"再"};
/// Verbs of orders that clauses begin with.
constexpr std::initializer_list<View> kVerbs = {
    U"加强", U"推进", U"做好", U"完善", U"公开", U"发布",   U"公布", U"建立", U"健全", U"落实", U"开展", U"组织",
    U"优化", U"提升", U"提高", U"强化", U"深化", U"规范",   U"编制", U"制定", U"修订", U"梳理", U"清理", U"更新",
    U"维护", U"回应", U"解读", U"答复", U"办理", U"报送",   U"推动", U"推行", U"推送", U"推广", U"拓展", U"拓宽",
    U"丰富", U"设置", U"设立", U"开设", U"建设", U"打造",   U"举办", U"召开", U"邀请", U"参加", U"参与", U"征集",
    U"收集", U"听取", U"征求", U"监督", U"检查", U"督促",   U"督查", U"考核", U"评估", U"整改", U"培训", U"学习",
    U"指导", U"宣传", U"展示", U"明确", U"细化", U"确保",   U"保障", U"保持", U"实行", U"实施", U"实现", U"执行",
    U"贯彻", U"配备", U"配齐", U"安排", U"审查", U"审核",   U"登记", U"归档", U"备案", U"调整", U"汇编", U"整合",
    U"归集", U"共享", U"公示", U"告知", U"提供", U"支持",   U"运用", U"利用", U"用好", U"抓好", U"抓实", U"抓紧",
    U"办好", U"管好", U"畅通", U"加大", U"增强", U"增加",   U"增设", U"扩大", U"列明", U"列入", U"纳入", U"转为",
    U"把好", U"严把", U"严守", U"压实", U"构建", U"形成",   U"创新", U"通报", U"约谈", U"总结", U"培育", U"选取",
    U"选聘", U"聚焦", U"围绕", U"突出", U"紧扣", U"把握",   U"接受", U"处理", U"处置", U"解决", U"受理", U"接听",
    U"关注", U"监测", U"研判", U"排查", U"防范", U"化解",   U"巡查", U"关停", U"注销", U"整治", U"治理", U"改进",
    U"改版", U"升级", U"开发", U"完成", U"启动", U"出台",   U"印发", U"转载", U"转发", U"链接", U"标注", U"分析",
    U"研究", U"部署", U"汇报", U"上报", U"签收", U"填报",   U"统计", U"撰写", U"编写", U"编辑", U"编发", U"刊发",
    U"录入", U"上传", U"采取", U"采用", U"综合", U"协调",   U"争取", U"引导", U"依托", U"借助", U"发挥", U"坚持",
    U"夯实", U"巩固", U"理顺", U"厘清", U"界定", U"区分",   U"出具", U"送达", U"减少", U"降低", U"压减", U"压缩",
    U"简化", U"对照", U"对标", U"查找", U"补齐", U"补短板", U"树立", U"注重", U"杜绝", U"禁止", U"不得", U"合理",
    U"促进", U"助力", U"服务", U"满足", U"打通", U"延伸",   U"实时", U"摸清", U"开放", U"开通", U"申报", U"交流",
    U"派",   U"抽查", U"追究", U"问责", U"表扬", U"激励",   U"编印", U"印制", U"发放", U"张贴", U"悬挂", U"设计",
    U"录制", U"拍摄", U"推出", U"投放", U"采购", U"委托",   U"聘请", U"倾听", U"走访", U"调研", U"起草", U"拟定",
    U"拟订", U"草拟", U"汇总", U"整理", U"核对", U"核实",   U"校对", U"采集", U"报告", U"反馈", U"回复", U"跟踪",
    U"跟进", U"督办", U"调度", U"遴选", U"评选", U"评议",   U"测评", U"考评", U"表彰", U"控制", U"遵守", U"保护",
    U"删除", U"清除", U"取消", U"废止", U"修改", U"结合",   U"融合", U"汇集", U"集成", U"汇聚", U"提炼", U"提示",
    U"提交", U"上线", U"运行", U"试点", U"试行", U"配合",   U"配置", U"动员", U"营造", U"打响", U"做大", U"做强",
    U"做优", U"做实", U"做细", U"做精", U"守住", U"守牢",   U"筑牢", U"严防", U"严查", U"统筹", U"负责", U"牵头",
    U"管理", U"运营", U"公布", U"会同", U"科普", U"联合",   U"成立", U"下发", U"报备", U"存档", U"建好", U"用足",
    U"盘活", U"深挖", U"扩展", U"加快", U"履行", U"倒排",   U"挂图", U"列出", U"召集", U"分解", U"检视", U"补充",
    U"补正", U"延期", U"保证", U"改善", U"着重", U"编",     U"订",   U"报"};
constexpr std::initializer_list<View> kExhortations = {
    U"提高认识",           U"提高思想认识", U"提高政治站位", U"提高站位",     U"充分认识",
    U"高度重视",           U"统一思想",     U"深刻认识",     U"深刻领会",     U"增强责任感",
    U"增强紧迫感",         U"增强使命感",   U"增强政治自觉", U"增强责任意识", U"增强主动性",
    U"切实增强",           U"牢固树立",     U"牢记",         U"树牢",         U"增强“四个意识”",
    U"坚定“四个自信”",     U"以习近平",     U"坚持以习近平", U"深入贯彻党的", U"全面贯彻党的",
    U"深入学习贯彻习近平", U"站在",         U"从讲政治",     U"解放思想",     U"凝心聚力",
    U"再接再厉",           U"奋发有为",     U"意义重大",     U"务必高度重视", U"强化责任意识",
    U"提高政治",           U"不忘初心",     U"勇于担当"};

/// A character that demands, unless what stands beside it makes another word of it: 主要, 回应, 应急.
struct Modal {
  char32_t word;
  View not_behind;
  View not_before;
};
constexpr Modal kModals[] = {{U'要', U"主重需必摘纪概紧首只", U"求点素件闻害事"},
                             {U'应', U"回相供响效对反适", U"急用对"},
                             {U'须', U"", U""},
                             {U'需', U"所按急供内", U"求"}};

bool demands(View clause) {
  for (std::size_t i = 0; i < clause.size(); ++i)
    for (const auto& modal : kModals) {
      if (clause[i] != modal.word) continue;
      const bool behind = i > 0 && modal.not_behind.find(clause[i - 1]) != View::npos;
      const bool before = i + 1 < clause.size() && modal.not_before.find(clause[i + 1]) != View::npos;
      if (!behind && !before) return true;
    }
  return has_any(clause, {U"不得", U"不能", U"确保", U"务必", U"严禁", U"负责"});
}

View without_adverbs(View clause) {
  for (View last = {}; clause != last;) {
    last = clause;
    // A word that is both stays: 规范, 重点, 主要公开.
    for (const View word : kAdverbs)
      if (begins_with(clause, word) && clause.size() > word.size()) {
        clause.remove_prefix(word.size());
        break;
      }
  }
  return clause;
}

/// 各单位要…, 市政府办公室将…, 对…进行…, 将…公开, 在…公开: the verb stands later in the clause.
bool led_order(View clause) {
  const View lead = first_of(clause, {U"对", U"将", U"在", U"按照", U"依据", U"根据", U"围绕", U"针对", U"通过",
                                      U"结合", U"以", U"把", U"从", U"由", U"向", U"与"});
  if (lead.empty()) return false;
  for (std::size_t i = lead.size() + 1; i < clause.size(); ++i)
    if (!first_of(clause.substr(i), kVerbs).empty()) return true;
  return false;
}

bool exhorts(View clause) {
  const View bare = without_adverbs(clause);
  return !first_of(clause, kExhortations).empty() || !first_of(bare, kExhortations).empty() ||
         has_any(clause, {U"充分认识", U"高度重视", U"提高认识", U"提高思想认识", U"统一思想", U"增强责任感",
                          U"责任感和", U"意义重大", U"提高政治站位", U"紧迫感", U"使命感", U"深刻认识"});
}

/// 执行和结果公开 and 办理情况 are names, not orders.
bool is_order(View clause) {
  const View verb = first_of(clause, kVerbs);
  return !verb.empty() && first_of(clause.substr(verb.size()), {U"和", U"与", U"及", U"的", U"情况", U"结果"}).empty();
}
bool begins_with_verb(View clause) { return is_order(without_adverbs(clause)) || is_order(clause); }

/// 主要包括…, …是…的重要组成部分.
bool lists(View clause) {
  return !first_of(clause, {U"主要包括", U"主要为", U"主要对", U"主要是", U"主要指", U"是指", U"包括", U"其中"})
              .empty();
}
bool defines(View clause) {
  const auto is = clause.find(U"是");
  return is != View::npos && is > 1 && is < 40 && !begins_with(clause.substr(is), U"是否");
}

}  // namespace

bool heads_no_tasks(View head) {
  const Chars plain = essence(head);
  if (plain.empty() || plain.size() > 12) return false;
  if (has_any(plain, {U"做好", U"加强", U"推进", U"落实", U"完善", U"实现", U"健全", U"建立", U"调整", U"强化"}))
    return false;
  return has_any(plain, {U"总体要求", U"指导思想", U"基本原则", U"工作原则", U"总体目标", U"工作目标", U"总体思路",
                         U"主要目标", U"目标任务和原则", U"重要意义", U"工作思路", U"领导小组成员", U"联系方式",
                         U"名词解释", U"工作背景", U"目标要求", U"总体考虑", U"主要意义"});
}

bool gives_order(View text) {
  const Chars folded = fold(text);
  return std::ranges::any_of(split(folded, is_pause),
                             [](View clause) { return begins_with_verb(trim(clause)) || demands(clause); });
}

bool asks(View text) {
  const Chars folded = fold(text);
  bool order = false, modal = false, exhortation = false, description = false;
  for (const View part : split(folded, is_pause)) {
    const View clause = trim(part);
    if (clause.empty()) continue;
    if (lists(clause)) {
      description = true;
    } else if (exhorts(clause)) {
      exhortation = true;
    } else {
      order = order || begins_with_verb(clause) || (!description && led_order(clause));
      modal = modal || demands(clause);
      description = description || (!order && defines(clause));
    }
  }
  if (order) return true;
  if (exhortation) return modal;
  return !description || modal;
}

}  // namespace dl::plans
