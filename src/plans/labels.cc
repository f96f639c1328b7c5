#include "plans/labels.h"

#include <algorithm>

namespace dl::plans {
namespace {

struct Row {
  View words;
  Role role;
  int closeness = 0;
};

/// Whole labels. A longer one that ends in these words has their role (kEndings).
constexpr Row kWhole[] = {
    {U"序号", Role::Number},
    {U"编号", Role::Number},
    {U"序", Role::Number},
    {U"类别", Role::Group},
    {U"分类", Role::Group},
    {U"领域", Role::Group},
    {U"一级指标", Role::Group},
    {U"项目类别", Role::Group},
    {U"任务类别", Role::Group},
    {U"任务分类", Role::Group},
    {U"板块", Role::Group},
    {U"大类", Role::Group},
    {U"工作类别", Role::Group},
    {U"重点领域", Role::Group},
    {U"公开类别", Role::Group},
    {U"任务", Role::Work, 1},
    {U"工作任务", Role::Work, 1},
    {U"重点任务", Role::Work, 1},
    {U"主要任务", Role::Work, 1},
    {U"目标任务", Role::Work, 1},
    {U"工作事项", Role::Work, 1},
    {U"重点工作", Role::Work, 1},
    {U"工作项目", Role::Work, 1},
    {U"事项", Role::Work, 1},
    {U"公开事项", Role::Work, 1},
    {U"项目", Role::Work, 1},
    {U"任务名称", Role::Work, 1},
    {U"工作重点", Role::Work, 1},
    {U"二级指标", Role::Work, 1},
    {U"重点工作任务", Role::Work, 1},
    {U"工作内容", Role::Work, 2},
    {U"任务内容", Role::Work, 2},
    {U"主要内容", Role::Work, 2},
    {U"内容", Role::Work, 2},
    {U"公开内容", Role::Work, 2},
    {U"重点任务内容", Role::Work, 2},
    {U"工作任务及要求", Role::Work, 2},
    {U"任务要求", Role::Work, 2},
    {U"工作目标", Role::Work, 2},
    {U"目标要求", Role::Work, 2},
    {U"工作标准", Role::Work, 2},
    {U"工作要求", Role::Work, 3},
    {U"职责分工", Role::Work, 3},
    {U"具体要求", Role::Work, 3},
    {U"具体任务", Role::Work, 3},
    {U"具体内容", Role::Work, 3},
    {U"具体工作", Role::Work, 3},
    {U"工作措施", Role::Work, 3},
    {U"具体措施", Role::Work, 3},
    {U"主要措施", Role::Work, 3},
    {U"工作举措", Role::Work, 3},
    {U"具体举措", Role::Work, 3},
    {U"主要举措", Role::Work, 3},
    {U"落实措施", Role::Work, 3},
    {U"任务分解", Role::Work, 3},
    {U"具体事项", Role::Work, 3},
    {U"具体工作任务", Role::Work, 3},
    {U"细化任务", Role::Work, 3},
    {U"细化分工", Role::Work, 3},
    {U"分工内容", Role::Work, 3},
    {U"目标", Role::Group},
    {U"工作任务和要求", Role::Work, 2},
    {U"任务举措", Role::Work, 3},
    {U"工作安排", Role::Work, 2},
    {U"工作任务内容", Role::Work, 2},
    {U"重点工作内容", Role::Work, 2},
    {U"分解任务", Role::Work, 3},
    {U"工作任务分解", Role::Work, 3},
    {U"具体工作内容", Role::Work, 3},
    {U"推进措施", Role::Work, 3},
    {U"三级指标", Role::Work, 3},
    {U"牵头", Role::Lead},
    {U"主办", Role::Lead},
    {U"配合", Role::Responsible},
    {U"责任", Role::Responsible},
    {U"责任分工", Role::Responsible},
    {U"任务分工", Role::Responsible},
    {U"分工", Role::Responsible},
    {U"公开主体", Role::Responsible},
    {U"责任主体", Role::Responsible},
    {U"完成时限", Role::Limit},
    {U"时限", Role::Limit},
    {U"时限要求", Role::Limit},
    {U"完成时间", Role::Limit},
    {U"时间", Role::Limit},
    {U"时间节点", Role::Limit},
    {U"时间安排", Role::Limit},
    {U"时间要求", Role::Limit},
    {U"时间进度", Role::Limit},
    {U"进度安排", Role::Limit},
    {U"进度要求", Role::Limit},
    {U"工作时限", Role::Limit},
    {U"办理时限", Role::Limit},
    {U"办结时限", Role::Limit},
    {U"公开时限", Role::Limit},
    {U"完成期限", Role::Limit},
    {U"完成时间节点", Role::Limit},
    {U"落实时限", Role::Limit},
    {U"推进时限", Role::Limit},
    {U"更新频率", Role::Limit},
    {U"公开频次", Role::Limit},
    {U"频次", Role::Limit},
    {U"期限", Role::Limit},
    {U"更新时限", Role::Limit},
    {U"工作进度", Role::Limit},
    {U"实施时间", Role::Limit},
    {U"时间节点要求", Role::Limit},
    {U"计划完成时间", Role::Limit},
    {U"完成时限要求", Role::Limit},
    {U"责任时限", Role::Limit},
    {U"政策依据", Role::Basis},
    {U"依据", Role::Basis},
    {U"文件依据", Role::Basis},
    {U"工作依据", Role::Basis},
    {U"任务依据", Role::Basis},
    {U"任务来源", Role::Basis},
    {U"法律依据", Role::Basis},
    {U"法规依据", Role::Basis},
    {U"公开依据", Role::Basis},
    {U"相关依据", Role::Basis},
    {U"责任人", Role::Other},
    {U"责任领导", Role::Other},
    {U"分管领导", Role::Other},
    {U"联系人", Role::Other},
    {U"责任人员", Role::Other},
    {U"备注", Role::Other},
    {U"完成情况", Role::Other},
    {U"进展情况", Role::Other},
    {U"落实情况", Role::Other},
    {U"牵头领导", Role::Other},
    {U"联系电话", Role::Other},
    {U"公开渠道", Role::Other},
    {U"公开方式", Role::Other},
    {U"分值", Role::Other},
    {U"具体责任人", Role::Other},
    {U"佐证材料", Role::Other},
    {U"直接责任人", Role::Other},
};

constexpr View kBodies[] = {U"责任单位", U"责任部门", U"责任科室", U"责任处室", U"责任股室", U"责任机构", U"单位",
                            U"部门",     U"科室",     U"处室",     U"股室",     U"机构",     U"室",       U"站所",
                            U"责任主体", U"主体",     U"科",       U"局",       U"领域",     U"街道",     U"责任区",
                            U"责任科",   U"责任室",   U"责任局",   U"处",       U"（单位）"};
constexpr View kLeading[] = {U"牵头", U"主办", U"主责", U"牵头负责", U"主要责任", U"主体责任", U"第一责任", U"总牵头"};
constexpr View kTaking[] = {U"责任",     U"配合",     U"协办",     U"协同", U"参与",     U"参加",     U"承办",
                            U"落实",     U"实施",     U"执行",     U"分工", U"协助",     U"负责",     U"具体责任",
                            U"具体负责", U"相关",     U"完成",     U"协作", U"主要负责", U"配合责任", U"协同配合",
                            U"工作责任", U"任务责任", U"公开责任", U"承担", U"办理",     U"会办",     U"有关责任",
                            U"落实责任", U"责任落实", U"相关责任", U"督办", U"公开"};

std::optional<Label> unit_label(View words) {
  for (const View body : kBodies) {
    if (!ends_with(words, body)) continue;
    const auto head = words.substr(0, words.size() - body.size());
    if (std::ranges::find(kLeading, head) != std::end(kLeading)) return Label{Role::Lead};
    if (std::ranges::find(kTaking, head) != std::end(kTaking)) return Label{Role::Responsible};
    if (head.empty() && begins_with(body, U"责任")) return Label{Role::Responsible};
  }
  return std::nullopt;
}

/// 牵头（责任）单位, 牵头单位（责任单位）, 牵头和责任单位 … count as responsible when both are named in one.
std::optional<Label> joined_label(View words) {
  for (const View mark : {View(U"及"), View(U"和"), View(U"、"), View(U"/"), View(U"与")}) {
    const auto at = words.find(mark);
    if (at == View::npos || at == 0 || at + mark.size() >= words.size()) continue;
    auto first = label_of(words.substr(0, at)), second = label_of(words.substr(at + mark.size()));
    if (!second) continue;
    if (second->role == Role::Responsible || second->role == Role::Lead) {
      const bool other = first && first->role != second->role && first->role != Role::Other;
      return other && first->role != Role::Lead && first->role != Role::Responsible ? first : Label{Role::Responsible};
    }
    if (first) return first->closeness >= second->closeness ? first : second;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Label> label_of(View words) {
  Chars plain;
  const Chars folded = fold(words);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == U' ' || folded[i] == U':' || folded[i] == U'\n') continue;
    if (folded[i] == U'(' || folded[i] == U'[') {
      const auto end = closing_of(folded, i);
      if (end != View::npos && i > 0) {  // 完成时限（月份）, 牵头（责任）单位
        i = end;
        continue;
      }
    }
    plain += folded[i];
  }
  if (plain.empty() || plain.size() > 12) return std::nullopt;
  for (const auto& row : kWhole)
    if (row.words == plain) return Label{row.role, row.closeness};
  if (auto unit = unit_label(plain)) return unit;
  return joined_label(plain);
}

namespace {

bool may_stand_before(char32_t c) { return is_stop(c) || View(U" ,.([)]、").find(c) != View::npos; }

/// The label that ends at `colon`, taken back to what sets it apart.
std::optional<Labelled> label_before(View words, const Chars& folded, std::size_t colon) {
  std::size_t begin = colon;
  while (begin > 0 && colon - begin < 14 && !may_stand_before(folded[begin - 1])) --begin;
  // 牵头（责任）单位： has its own brackets, 责 任 单 位： spaces.
  for (int tries = 0; tries < 6; ++tries) {
    if (const auto label = label_of(words.substr(begin, colon - begin)))
      if (label->role != Role::Number && label->role != Role::Group) return Labelled{*label, begin, colon + 1, {}};
    if (begin == 0 || colon - begin > 14 || is_stop(folded[begin - 1])) return std::nullopt;
    --begin;
    while (begin > 0 && colon - begin < 14 && !may_stand_before(folded[begin - 1])) --begin;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Labelled> labels_within(View words) {
  const Chars folded = fold(words);
  std::vector<Labelled> found;
  std::vector<std::size_t> heads;  // where the value begins
  for (std::size_t i = 1; i < folded.size(); ++i) {
    const bool colon = folded[i] == U':';
    const bool closed = folded[i] == U']';  // 【责任单位】局办公室
    if (!colon && !closed) continue;
    std::optional<Labelled> one;
    if (colon) {
      one = label_before(words, folded, i);
    } else {
      std::size_t open = i;
      while (open > 0 && i - open < 14 && folded[open] != U'[') --open;
      const auto label = folded[open] == U'[' ? label_of(words.substr(open + 1, i - open - 1)) : std::nullopt;
      const bool told =
          label && label->role != Role::Number && label->role != Role::Group && label->role != Role::Other;
      if (told) one = Labelled{*label, open, i + 1, {}};
    }
    if (!one) continue;
    auto value = i + 1;
    if (closed && value < folded.size() && folded[value] == U':') ++value;
    if (!found.empty() && one->begin < heads.back()) continue;
    found.push_back(*one);
    heads.push_back(value);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto& one = found[i];
    std::size_t end = i + 1 < found.size() ? found[i + 1].begin : words.size();
    for (std::size_t at = heads[i]; at < end; ++at) {
      if (is_opening(folded[at])) {
        if (const auto close = closing_of(folded, at); close != View::npos && close < end) at = close;
      } else if (folded[at] == U'。' || folded[at] == U'\n' || folded[at] == U')' || folded[at] == U']') {
        end = at;
      }
    }
    one.value = trim(words.substr(heads[i], end - heads[i]));
    while (!one.value.empty() && View(U"，,；;、.（(［[【").find(one.value.back()) != View::npos)
      one.value.remove_suffix(1);
    one.end = end < words.size() && View(U"。)]").find(folded[end]) != View::npos ? end + 1 : end;
    if (one.begin > 0 && (folded[one.begin - 1] == U'(' || folded[one.begin - 1] == U'[')) --one.begin;
  }
  return found;
}

}  // namespace dl::plans
