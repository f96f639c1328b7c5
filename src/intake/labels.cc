#include "intake/labels.h"

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr Label kLabels[] = {
    {U"索引号", Field::IndexNumber, false, true},
    {U"信息索引号", Field::IndexNumber, false, true},
    {U"索引", Field::IndexNumber, false, false},
    {U"文件类型", Field::Kind, false, true},
    {U"公文种类", Field::Kind, false, true},
    {U"文种", Field::Kind, false, true},
    {U"体裁分类", Field::Kind, false, true},
    {U"体裁", Field::Kind, false, true},
    {U"发文单位", Field::Issuer, false, true},
    {U"发文机关", Field::Issuer, false, true},
    {U"发文机构", Field::Issuer, false, true},
    {U"发布机构", Field::Issuer, false, true},
    {U"发布机关", Field::Issuer, false, true},
    {U"发布单位", Field::Issuer, false, true},
    {U"制发机关", Field::Issuer, false, true},
    {U"制定机关", Field::Issuer, false, true},
    {U"公开机构", Field::Issuer, false, true},
    {U"公开责任部门", Field::Issuer, false, true},
    {U"信息公开机构", Field::Issuer, false, true},
    {U"发文字号", Field::DocumentNumber, false, true},
    {U"发文文号", Field::DocumentNumber, false, true},
    {U"文件编号", Field::DocumentNumber, false, true},
    {U"文件文号", Field::DocumentNumber, false, true},
    {U"文号", Field::DocumentNumber, false, true},
    {U"发布日期", Field::Published, false, true},
    {U"发布时间", Field::Published, false, true},
    {U"公开日期", Field::Published, false, true},
    {U"公开时间", Field::Published, false, true},
    {U"信息时间", Field::Published, false, false},
    {U"更新时间", Field::Published, false, false},
    {U"时间", Field::Published, false, false},
    {U"日期", Field::Published, false, false},
    {U"成文日期", Field::Issued, false, true},
    {U"成文时间", Field::Issued, false, true},
    {U"生成日期", Field::Issued, false, true},
    {U"印发日期", Field::Issued, false, true},
    {U"签发日期", Field::Issued, false, true},
    {U"发文日期", Field::Issued, false, true},
    {U"效力状态", Field::Validity, false, true},
    {U"有效性", Field::Validity, false, true},
    {U"是否有效", Field::Validity, false, true},
    {U"时效性", Field::Validity, false, true},
    {U"时效", Field::Validity, false, false},
    {U"主题分类", Field::Themes, false, true},
    {U"主题类别", Field::Themes, false, true},
    {U"信息分类", Field::Themes, false, true},
    {U"名称", Field::Title, false, false},
    {U"信息名称", Field::Title, false, true},
    {U"文件名称", Field::Title, false, true},
    {U"标题", Field::Title, false, false},
    {U"来源", Field::Source, false, false},
    {U"信息来源", Field::Source, false, true},
    {U"文章来源", Field::Source, false, true},
    {U"稿源", Field::Source, false, false},
    {U"作者", Field::Author, false, false},
    {U"关键词", Field::Keywords, false, false},
    {U"关键字", Field::Keywords, false, false},
    {U"主题词", Field::Keywords, false, false},
    {U"内容概述", Field::Summary, false, true},
    {U"内容概要", Field::Summary, false, true},
    {U"摘要", Field::Summary, false, false},
    {U"联系方式", Field::Contact, false, false},
    {U"统一编号", Field::Ignored, false, true},
    {U"规范性文件统一编号", Field::Ignored, false, true},
    {U"组配分类", Field::Ignored, false, true},
    {U"服务对象", Field::Ignored, false, true},
    {U"服务对象分类", Field::Ignored, false, true},
    {U"公开方式", Field::Ignored, false, true},
    {U"公开形式", Field::Ignored, false, true},
    {U"公开范围", Field::Ignored, false, true},
    {U"公开属性", Field::Ignored, false, true},
    {U"公开时限", Field::Ignored, false, true},
    {U"公开程序", Field::Ignored, false, true},
    {U"公开类别", Field::Ignored, false, true},
    {U"所属主题", Field::Ignored, false, true},
    {U"解读文件", Field::Ignored, false, true},
    {U"相关解读", Field::Ignored, false, true},
    {U"政策解读", Field::Ignored, false, true},
    {U"生效日期", Field::Ignored, false, true},
    {U"实施日期", Field::Ignored, false, true},
    {U"施行日期", Field::Ignored, false, true},
    {U"失效日期", Field::Ignored, false, true},
    {U"废止日期", Field::Ignored, false, true},
    {U"截止日期", Field::Ignored, false, true},
    {U"有效期", Field::Ignored, false, true},
    {U"语种", Field::Ignored, false, true},
    {U"载体类型", Field::Ignored, false, true},
    {U"发布人", Field::Ignored, false, false},
    {U"发布者", Field::Ignored, false, false},
    {U"录入者", Field::Ignored, false, false},
    {U"责任编辑", Field::Ignored, false, false},
    {U"编辑", Field::Ignored, false, false},
    {U"审核", Field::Ignored, false, false},
    {U"供稿", Field::Ignored, false, false},
    {U"字体", Field::Ignored, true, false},
    {U"字号", Field::Ignored, true, false},
    {U"点击量", Field::Ignored, true, false},
    {U"点击数", Field::Ignored, true, false},
    {U"点击次数", Field::Ignored, true, false},
    {U"点击率", Field::Ignored, true, false},
    {U"访问次数", Field::Ignored, true, false},
    {U"访问量", Field::Ignored, true, false},
    {U"浏览次数", Field::Ignored, true, false},
    {U"浏览量", Field::Ignored, true, false},
    {U"浏览", Field::Ignored, true, false},
    {U"阅读次数", Field::Ignored, true, false},
    {U"阅读量", Field::Ignored, true, false},
    {U"阅读", Field::Ignored, true, false},
};

/// The end of `name` when the line has it at `at`, white space between its characters allowed; else 0.
std::size_t match(View line, std::size_t at, View name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    while (i > 0 && at < line.size() && text::is_space(line[at])) ++at;
    if (at >= line.size() || line[at] != name[i]) return 0;
    ++at;
  }
  return at;
}

bool may_begin(View line, std::size_t at) {
  return at == 0 || text::is_space(line[at - 1]) || is_one_of(half(line[at - 1]), U"|[【(》>;；,，、·•*");
}

std::optional<LabelAt> label_at(View line, std::size_t at) {
  std::optional<LabelAt> best;
  for (const auto& label : kLabels) {
    if (label.name.front() != line[at]) continue;
    auto end = match(line, at, label.name);
    if (end == 0) continue;
    auto next = end;
    while (next < line.size() && text::is_space(line[next])) ++next;
    bool colon = next < line.size() && half(line[next]) == U':';
    bool closed = next == line.size() || next > end || is_one_of(line[end], U"】]");
    if (!colon && !closed) continue;
    if (best && best->label->name.size() >= label.name.size()) continue;
    best = LabelAt{&label, at, colon || (end < line.size() && is_one_of(line[end], U"】]")) ? next + 1 : end, colon};
  }
  return best;
}

}  // namespace

std::vector<LabelAt> find_labels(View line) {
  std::vector<LabelAt> found;
  if (line.size() > 600) return found;
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::size_t skipped = at == 0 ? line.find_first_not_of(U"【[·•* ") : at;
    if (at == 0 && (skipped == View::npos || skipped > 2)) skipped = 0;
    if (!may_begin(line, skipped)) continue;
    auto label = label_at(line, skipped);
    if (!label) continue;
    if (at == 0) label->begin = 0;
    found.push_back(*label);
    at = std::max(at, label->end - 1);
  }
  return found;
}

}  // namespace dl::intake
