#include "intake/labels.h"

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr Label kLabels[] = {
    {U"索引号", Field::IndexNumber, false, true},
    {U"信息索引号", Field::IndexNumber, false, true},
    {U"信息索引", Field::IndexNumber, false, true},
    {U"索引编号", Field::IndexNumber, false, true},
    {U"索引", Field::IndexNumber, false, false},
    {U"文件类型", Field::Kind, false, true},
    {U"公文种类", Field::Kind, false, true},
    {U"文种", Field::Kind, false, true},
    {U"体裁分类", Field::Kind, false, true},
    {U"体裁", Field::Kind, false, true},
    {U"公文体裁", Field::Kind, false, true},
    {U"文件种类", Field::Kind, false, true},
    {U"发文单位", Field::Issuer, false, true},
    {U"发文机关", Field::Issuer, false, true},
    {U"发文机构", Field::Issuer, false, true},
    {U"发文部门", Field::Issuer, false, true},
    {U"发布机构", Field::Issuer, false, true},
    {U"发布机关", Field::Issuer, false, true},
    {U"发布单位", Field::Issuer, false, true},
    {U"发布部门", Field::Issuer, false, true},
    {U"发布主体", Field::Issuer, false, true},
    {U"制发机关", Field::Issuer, false, true},
    {U"制发单位", Field::Issuer, false, true},
    {U"制定机关", Field::Issuer, false, true},
    {U"制文机关", Field::Issuer, false, true},
    {U"制作单位", Field::Issuer, false, true},
    {U"公开机构", Field::Issuer, false, true},
    {U"公开单位", Field::Issuer, false, true},
    {U"公开部门", Field::Issuer, false, true},
    {U"公开主体", Field::Issuer, false, true},
    {U"公开责任部门", Field::Issuer, false, true},
    {U"责任部门", Field::Issuer, false, true},
    {U"信息公开机构", Field::Issuer, false, true},
    {U"信息发布机构", Field::Issuer, false, true},
    {U"信息公开单位", Field::Issuer, false, true},
    {U"公布机关", Field::Issuer, false, true},
    {U"发文字号", Field::DocumentNumber, false, true},
    {U"发文文号", Field::DocumentNumber, false, true},
    {U"发文号", Field::DocumentNumber, false, true},
    {U"文件编号", Field::DocumentNumber, false, true},
    {U"文件文号", Field::DocumentNumber, false, true},
    {U"文件字号", Field::DocumentNumber, false, true},
    {U"公文文号", Field::DocumentNumber, false, true},
    {U"公文字号", Field::DocumentNumber, false, true},
    {U"文号", Field::DocumentNumber, false, true},
    {U"文件号", Field::DocumentNumber, false, true},
    {U"令号", Field::DocumentNumber, false, true},
    {U"发布日期", Field::Published, false, true},
    {U"发布时间", Field::Published, false, true},
    {U"公开日期", Field::Published, false, true},
    {U"公开时间", Field::Published, false, true},
    {U"公布日期", Field::Published, false, true},
    {U"公布时间", Field::Published, false, true},
    {U"发表时间", Field::Published, false, true},
    {U"发表日期", Field::Published, false, true},
    {U"信息发布日期", Field::Published, false, true},
    {U"信息发布时间", Field::Published, false, true},
    {U"上传时间", Field::Published, false, true},
    {U"上网时间", Field::Published, false, true},
    {U"信息时间", Field::Published, false, false},
    {U"信息日期", Field::Published, false, false},
    {U"更新时间", Field::Published, false, false},
    {U"更新日期", Field::Published, false, false},
    {U"录入时间", Field::Published, false, false},
    {U"添加时间", Field::Published, false, false},
    {U"创建时间", Field::Published, false, false},
    {U"时间", Field::Published, false, false},
    {U"日期", Field::Published, false, false},
    {U"成文日期", Field::Issued, false, true},
    {U"成文时间", Field::Issued, false, true},
    {U"生成日期", Field::Issued, false, true},
    {U"生成时间", Field::Issued, false, true},
    {U"印发日期", Field::Issued, false, true},
    {U"印发时间", Field::Issued, false, true},
    {U"签发日期", Field::Issued, false, true},
    {U"发文日期", Field::Issued, false, true},
    {U"发文时间", Field::Issued, false, true},
    {U"制发日期", Field::Issued, false, true},
    {U"制定日期", Field::Issued, false, true},
    {U"形成日期", Field::Issued, false, true},
    {U"形成时间", Field::Issued, false, true},
    {U"产生日期", Field::Issued, false, true},
    {U"产生时间", Field::Issued, false, true},
    {U"信息生成日期", Field::Issued, false, true},
    {U"效力状态", Field::Validity, false, true},
    {U"有效性", Field::Validity, false, true},
    {U"是否有效", Field::Validity, false, true},
    {U"时效性", Field::Validity, false, true},
    {U"时效状态", Field::Validity, false, true},
    {U"有效状态", Field::Validity, false, true},
    {U"文件效力", Field::Validity, false, true},
    {U"文件状态", Field::Validity, false, true},
    {U"文件时效", Field::Validity, false, true},
    {U"公文时效", Field::Validity, false, true},
    {U"公文有效性", Field::Validity, false, true},
    {U"时效", Field::Validity, false, false},
    {U"效力", Field::Validity, false, false},
    {U"生效日期", Field::Effective, false, true},
    {U"生效时间", Field::Effective, false, true},
    {U"实施日期", Field::Effective, false, true},
    {U"实施时间", Field::Effective, false, true},
    {U"施行日期", Field::Effective, false, true},
    {U"施行时间", Field::Effective, false, true},
    {U"执行日期", Field::Effective, false, true},
    {U"执行时间", Field::Effective, false, true},
    {U"起始日期", Field::TermBegin, false, true},
    {U"起始时间", Field::TermBegin, false, true},
    {U"失效日期", Field::Expires, false, true},
    {U"失效时间", Field::Expires, false, true},
    {U"废止日期", Field::Expires, false, true},
    {U"废止时间", Field::Expires, false, true},
    {U"有效期至", Field::Expires, false, true},
    {U"终止日期", Field::TermEnd, false, true},
    {U"终止时间", Field::TermEnd, false, true},
    {U"到期日期", Field::Expires, false, true},
    {U"有效截止日期", Field::Expires, false, true},
    {U"主题分类", Field::Themes, false, true},
    {U"主题类别", Field::Themes, false, true},
    {U"信息分类", Field::Themes, false, true},
    {U"信息类别", Field::Themes, false, true},
    {U"公文主题", Field::Themes, false, true},
    {U"名称", Field::Title, false, false},
    {U"标题", Field::Title, false, false},
    {U"信息名称", Field::Title, false, true},
    {U"文件名称", Field::Title, false, true},
    {U"文件标题", Field::Title, false, true},
    {U"信息标题", Field::Title, false, true},
    {U"公文名称", Field::Title, false, true},
    {U"公文标题", Field::Title, false, true},
    {U"文件题名", Field::Title, false, true},
    {U"题名", Field::Title, false, false},
    {U"来源", Field::Source, false, false},
    {U"稿源", Field::Source, false, false},
    {U"信息来源", Field::Source, false, true},
    {U"文章来源", Field::Source, false, true},
    {U"稿件来源", Field::Source, false, true},
    {U"内容来源", Field::Source, false, true},
    {U"作者", Field::Author, false, false},
    {U"撰稿", Field::Author, false, false},
    {U"记者", Field::Author, false, false},
    {U"关键词", Field::Keywords, false, false},
    {U"关键字", Field::Keywords, false, false},
    {U"主题词", Field::Keywords, false, false},
    {U"主题关键词", Field::Keywords, false, false},
    {U"内容概述", Field::Summary, false, true},
    {U"内容概要", Field::Summary, false, true},
    {U"内容摘要", Field::Summary, false, true},
    {U"摘要", Field::Summary, false, false},
    {U"联系方式", Field::Contact, false, false},
    {U"统一编号", Field::Ignored, false, true},
    {U"规范性文件统一编号", Field::Ignored, false, true},
    {U"规范性文件编号", Field::Ignored, false, true},
    {U"登记号", Field::Ignored, false, true},
    {U"备案号", Field::Ignored, false, true},
    {U"组配分类", Field::Ignored, false, true},
    {U"服务对象", Field::Ignored, false, true},
    {U"服务对象分类", Field::Ignored, false, true},
    {U"服务分类", Field::Ignored, false, true},
    {U"公开方式", Field::Ignored, false, true},
    {U"公开形式", Field::Ignored, false, true},
    {U"公开范围", Field::Ignored, false, true},
    {U"公开属性", Field::Ignored, false, true},
    {U"公开时限", Field::Ignored, false, true},
    {U"公开程序", Field::Ignored, false, true},
    {U"公开类别", Field::Ignored, false, true},
    {U"公开类型", Field::Ignored, false, true},
    {U"公开目录", Field::Ignored, false, true},
    {U"公文目录", Field::Ignored, false, true},
    {U"信息目录", Field::Ignored, false, true},
    {U"所属目录", Field::Ignored, false, true},
    {U"所属主题", Field::Ignored, false, true},
    {U"所属分类", Field::Ignored, false, true},
    {U"所属类别", Field::Ignored, false, true},
    {U"所属机构", Field::Ignored, false, true},
    {U"解读文件", Field::Ignored, false, true},
    {U"相关解读", Field::Ignored, false, true},
    {U"政策解读", Field::Ignored, false, true},
    {U"有效期", Field::Ignored, false, true},
    {U"有效期限", Field::Ignored, false, true},
    {U"截止日期", Field::Ignored, false, true},
    {U"归档日期", Field::Ignored, false, true},
    {U"归档时间", Field::Ignored, false, true},
    {U"归档状态", Field::Ignored, false, true},
    {U"存档日期", Field::Ignored, false, true},
    {U"语种", Field::Ignored, false, true},
    {U"载体类型", Field::Ignored, false, true},
    {U"记录形式", Field::Ignored, false, true},
    {U"信息格式", Field::Ignored, false, true},
    {U"信息有效期", Field::Ignored, false, true},
    {U"信息标识", Field::Ignored, false, true},
    {U"效力级别", Field::Ignored, false, true},
    {U"效力等级", Field::Ignored, false, true},
    {U"公文分类", Field::Ignored, false, true},
    {U"文件分类", Field::Ignored, false, true},
    {U"栏目", Field::Ignored, false, true},
    {U"所属栏目", Field::Ignored, false, true},
    {U"栏目名称", Field::Ignored, false, true},
    {U"原文链接", Field::Ignored, false, true},
    {U"原文网址", Field::Ignored, false, true},
    {U"原文地址", Field::Ignored, false, true},
    {U"发布人", Field::Ignored, false, false},
    {U"发布者", Field::Ignored, false, false},
    {U"录入者", Field::Ignored, false, false},
    {U"录入人", Field::Ignored, false, false},
    {U"责任编辑", Field::Ignored, false, false},
    {U"责任编审", Field::Ignored, false, false},
    {U"责编", Field::Ignored, false, false},
    {U"编辑", Field::Ignored, false, false},
    {U"编审", Field::Ignored, false, false},
    {U"审核", Field::Ignored, false, false},
    {U"审核人", Field::Ignored, false, false},
    {U"初审", Field::Ignored, false, false},
    {U"复审", Field::Ignored, false, false},
    {U"终审", Field::Ignored, false, false},
    {U"签发", Field::Ignored, false, false},
    {U"供稿", Field::Ignored, false, false},
    {U"供稿单位", Field::Ignored, false, false},
    {U"通讯员", Field::Ignored, false, false},
    {U"摄影", Field::Ignored, false, false},
    {U"校对", Field::Ignored, false, false},
    {U"备注", Field::Ignored, false, false},
    {U"行业", Field::Ignored, false, false},
    {U"分类", Field::Ignored, false, false},
    {U"类别", Field::Ignored, false, false},
    {U"字体", Field::Ignored, true, false},
    {U"字号", Field::Ignored, true, false},
    {U"字体大小", Field::Ignored, true, false},
    {U"文字大小", Field::Ignored, true, false},
    {U"点击量", Field::Ignored, true, false},
    {U"点击数", Field::Ignored, true, false},
    {U"点击次数", Field::Ignored, true, false},
    {U"点击率", Field::Ignored, true, false},
    {U"访问次数", Field::Ignored, true, false},
    {U"访问量", Field::Ignored, true, false},
    {U"浏览次数", Field::Ignored, true, false},
    {U"浏览量", Field::Ignored, true, false},
    {U"浏览数", Field::Ignored, true, false},
    {U"浏览", Field::Ignored, true, false},
    {U"阅读次数", Field::Ignored, true, false},
    {U"阅读量", Field::Ignored, true, false},
    {U"阅读数", Field::Ignored, true, false},
    {U"阅读", Field::Ignored, true, false},
    {U"人气", Field::Ignored, true, false},
    {U"分享", Field::Ignored, true, false},
    {U"分享到", Field::Ignored, true, false},
    {U"分享至", Field::Ignored, true, false},
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

std::optional<LabelAt> label_at(View line, std::size_t at, bool glued) {
  std::optional<LabelAt> best;
  for (const auto& label : kLabels) {
    if (label.name.front() != line[at]) continue;
    auto end = match(line, at, label.name);
    if (end == 0) continue;
    auto next = end;
    while (next < line.size() && text::is_space(line[next])) ++next;
    bool colon = next < line.size() && half(line[next]) == U':';
    bool closed = next == line.size() || next > end || is_one_of(line[end], U"】]");
    if (!colon && (glued || !closed)) continue;
    if (best && best->label->name.size() >= label.name.size()) continue;
    bool bracket = end < line.size() && is_one_of(line[end], U"】]");
    best = LabelAt{&label, at, colon || bracket ? next + 1 : end, colon || bracket};
  }
  return best;
}

/// Two to eight characters and a colon: 公文目录：, 文  种：.
std::optional<LabelAt> unknown_label(View line, std::size_t at) {
  static constexpr Label kUnknown = {};
  std::size_t letters = 0, spaces = 0, end = at;
  for (; end < line.size() && letters <= 8; ++end) {
    if (text::is_han(line[end]))
      ++letters;
    else if (text::is_space(line[end]) && letters > 0)
      ++spaces;
    else
      break;
  }
  if (letters < 2 || letters > 8 || (spaces > 0 && letters > 3) || end >= line.size() || half(line[end]) != U':')
    return std::nullopt;
  return LabelAt{&kUnknown, at, end + 1, true};
}

/// A label of three characters or more, or one that pages glue to what stands before it.
bool may_be_glued(const Label& label) {
  return label.name.size() >= 3 || label.counter || is_one_of(label.name.front(), U"来作编审稿责文");
}

}  // namespace

bool begins_with_label(View line) { return !line.empty() && (label_at(line, 0, true) || unknown_label(line, 0)); }

std::optional<LabelAt> glued_label(View line) {
  const Label* best = nullptr;
  for (const auto& label : kLabels)
    if (label.strong && label.name.size() >= 3 && starts_with(line, label.name) &&
        (best == nullptr || best->name.size() < label.name.size()))
      best = &label;
  if (best == nullptr || line.size() == best->name.size()) return std::nullopt;
  char32_t next = line[best->name.size()];
  if (!text::is_han(next) && !is_ascii_digit(half(next))) return std::nullopt;
  return LabelAt{best, 0, best->name.size(), false};
}

std::vector<LabelAt> find_labels(View line) {
  std::vector<LabelAt> found;
  if (line.size() > 1000) return found;
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::size_t skipped = at == 0 ? line.find_first_not_of(U"【[·•*●◆■▪- ") : at;
    if (at == 0 && (skipped == View::npos || skipped > 2)) skipped = 0;
    bool glued = !may_begin(line, skipped);
    if (glued && (found.empty() || !found.front().colon)) continue;
    auto label = label_at(line, skipped, glued);
    if (label && glued && !may_be_glued(*label->label)) label.reset();
    if (!label && !glued) label = unknown_label(line, skipped);
    if (!label) continue;
    if (at == 0) label->begin = 0;
    found.push_back(*label);
    at = std::max(at, label->end - 1);
  }
  bool known = std::any_of(found.begin(), found.end(), [](const LabelAt& label) { return label.known(); });
  if (!known) found.clear();
  return found;
}

}  // namespace dl::intake
