#include "intake/page_tools.h"

#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::size_t kLongest = 120;  ///< characters of a line of tools

constexpr View kButtons[] = {U"打印本页",   U"打印此页",   U"打印页面",
                             U"打印文章",   U"打印正文",   U"关闭窗口",
                             U"关闭本页",   U"关闭页面",   U"返回顶部",
                             U"返回首页",   U"返回列表",   U"返回上页",
                             U"加入收藏",   U"收藏本页",   U"添加收藏",
                             U"设为首页",   U"分享到",     U"分享至",
                             U"一键分享",   U"分享本页",   U"我要分享",
                             U"复制链接",   U"我要纠错",   U"我要收藏",
                             U"网页纠错",   U"我要打印",   U"扫一扫在手机打开当前页",
                             U"扫一扫",     U"手机扫一扫", U"在手机打开当前页",
                             U"手机查看",   U"手机浏览",   U"字体大小",
                             U"字体",       U"字号",       U"文字大小",
                             U"字体颜色",   U"背景色",     U"默认",
                             U"超大",       U"微信",       U"微博",
                             U"新浪微博",   U"腾讯微博",   U"QQ空间",
                             U"朋友圈",     U"更多",       U"打印",
                             U"关闭",       U"返回",       U"收藏",
                             U"分享",       U"下载",       U"纠错",
                             U"朗读",       U"无障碍",     U"保存",
                             U"大",         U"中",         U"小",
                             U"特大",       U"上一页",     U"下一页",
                             U"首页",       U"尾页",       U"评论",
                             U"点赞",       U"语音播报",   U"播报",
                             U"视力保护色", U"语音",       U"QQ",
                             U"播放",       U"暂停",       U"适老模式",
                             U"长者模式",   U"大字版",     U"全真版",
                             U"文字版",     U"文件下载",   U"下载文件",
                             U"正文下载",   U"收听",       U"附件下载",
                             U"下载附件",   U"相关链接",   U"登录",
                             U"注册",       U"无障碍浏览", U"无障碍阅读",
                             U"简体",       U"繁体",       U"A",
                             U"A+",         U"A-"};

/// Counters, longest first; a number may follow.
constexpr View kCounters[] = {U"浏览次数", U"浏览量",   U"浏览数",   U"浏览",   U"阅读次数", U"阅读量",
                              U"阅读数",   U"阅读",     U"点击次数", U"点击量", U"点击数",   U"点击率",
                              U"点击",     U"访问次数", U"访问量",   U"访问",   U"人气",     U"点赞数"};

bool is_between(char32_t c) {
  return text::is_space(c) || is_one_of(half(c), U"|[]()【】《》<>:：·/-+_.×、•『』「」→←，,");
}

/// The longest of the words that the text begins with.
std::size_t word_at(View text, std::span<const View> words) {
  std::size_t longest = 0;
  for (View word : words)
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  return longest;
}

/// Characters of tool words when the line holds nothing else, else 0.
std::size_t tool_characters(View line) {
  if (line.size() > kLongest) return 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (is_between(line[at])) {
      ++at;
      continue;
    }
    auto rest = line.substr(at);
    if (auto counter = word_at(rest, kCounters); counter > 0 && counter >= word_at(rest, kButtons)) {
      count += counter;
      at += counter;
      while (at < line.size() &&
             (is_between(line[at]) || is_ascii_digit(half(line[at])) || is_one_of(line[at], U"次人万")))
        ++at;
    } else if (auto button = word_at(rest, kButtons); button > 0) {
      count += button;
      at += button;
    } else {
      return 0;
    }
  }
  return count;
}

/// Characters of tools on a line that stands among others.
std::size_t tools_among_others(View line) {
  auto text = trimmed(line);
  return text.size() > 20 ? 0 : tool_characters(text);
}

bool in_brackets(View text) {
  return text.size() > 2 && is_one_of(half(text.front()), U"【[") && is_one_of(half(text.back()), U"】]");
}

}  // namespace

bool is_tools(View line) {
  // 大, 中, 下载 alone may be words of the text; three characters of them, or some in brackets, may not.
  auto text = trimmed(line);
  auto count = tool_characters(text);
  return count >= 3 || (count >= 2 && in_brackets(text));
}

std::size_t behind_tools(View line, std::size_t at) {
  auto end = at;
  while (at < line.size()) {
    while (at < line.size() && is_between(line[at])) ++at;
    auto rest = line.substr(at);
    auto word = std::max(word_at(rest, kButtons), word_at(rest, kCounters));
    if (word == 0 || (word < rest.size() && !is_between(rest[word]))) break;
    end = at += word;
  }
  while (end < line.size() && (text::is_space(line[end]) || is_one_of(half(line[end]), U"->:|"))) ++end;
  return end;
}

std::vector<bool> tool_lines(const std::vector<Line>& lines) {
  std::vector<bool> tools(lines.size(), false);
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i, words = 0;
    auto is_number = [&](std::size_t at) {
      return at > i && lines[at].text.size() <= 8 && std::ranges::all_of(lines[at].text, [](char32_t c) {
               return is_ascii_digit(half(c)) || is_one_of(c, U"次人 ");
             });
    };
    for (; end < lines.size() && lines[end].is_text() && lines[end].zone == lines[i].zone; ++end) {
      auto count = tools_among_others(lines[end].text);
      if (count == 0 && !is_number(end)) break;
      if (count >= 2) ++words;
    }
    for (auto k = i; words >= 2 && k < end; ++k) tools[k] = true;
    if (words == 1 && end > i && is_tools(lines[i].text))
      for (auto k = i; k < end; ++k) tools[k] = true;
    i = std::max(end, i + 1);
  }
  return tools;
}

View without_tools(View value) {
  value = trimmed(value);
  for (std::size_t at = 1; at < value.size(); ++at) {
    bool begins =
        text::is_space(value[at - 1]) || is_one_of(half(value[at]), U"【[") || is_one_of(value[at - 1], U"】]|｜");
    if (begins && !text::is_space(value[at]) && tool_characters(value.substr(at)) >= 2) {
      value = trimmed(value.substr(0, at));
      break;
    }
  }
  while (!value.empty() && is_one_of(half(value.back()), U"|[【")) value = trimmed(value.substr(0, value.size() - 1));
  return value;
}

}  // namespace dl::intake
