// The furniture of a page: where one is, what one may click, who edited it, whom to follow.
#include "base/text.h"
#include "intake/clean.h"
#include "intake/page_tools.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::initializer_list<View> kAnywhere = {
    U"您的位置",   U"您现在的位置", U"当前位置",   U"您当前的位置", U"您所在的位置", U"你的位置",
    U"所在位置",   U"现在位置",     U"当前的位置", U"搜索推荐",     U"热门搜索",     U"热搜词",
    U"热门关键词", U"搜索热词",     U"大家都在搜", U"热词推荐",     U"推荐搜索"};

constexpr std::initializer_list<View> kFoot = {
    U"责任编辑",  U"本文编辑",       U"编辑：",    U"编辑:",     U"审核：",   U"审核:",    U"初审：",   U"初审:",
    U"终审：",    U"终审:",          U"上一篇",    U"下一篇",    U"上一条",   U"下一条",   U"相关阅读", U"相关链接",
    U"相关文章",  U"相关信息",       U"相关新闻",  U"相关稿件",  U"延伸阅读", U"热点推荐", U"版权所有", U"主办单位：",
    U"主办单位:", U"网站标识码",     U"网站地图",  U"网站声明",  U"网站导航", U"友情链接", U"备案序号", U"联系我们",
    U"扫一扫",    U"欢迎关注",       U"Copyright", U"copyright", U"©",        U"分享到",   U"分享至",   U"我要纠错",
    U"返回顶部",  U"温馨提示：本文", U"声明：本",  U"免责声明"};

/// 首页 > 政务公开 > 通知公告
bool is_trail(View line) {
  if (line.size() > 120 || line.find_first_of(U"。，") != View::npos) return false;
  int signs = 0;
  for (std::size_t i = 1; i + 1 < line.size(); ++i)
    if (is_one_of(half(line[i]), U">»›→") && line[i - 1] != line[i]) ++signs;
  return signs >= 2 || (signs == 1 && starts_with_any(line, {U"首页", U"网站首页"}));
}

bool is_follow_us(View line) {
  return line.size() <= 90 &&
         (contains(line, U"二维码") || contains(line, U"扫描") || contains(line, U"扫一扫") ||
          contains(line, U"公众号") || contains(line, U"官方微信")) &&
         contains_any(line, {U"关注", U"手机", U"打开微信", U"扫一扫", U"浏览"});
}

bool is_filing(View line) {
  return line.size() <= 120 && contains_any(line, {U"ICP备", U"公网安备", U"网站标识码", U"版权所有", U"技术支持："});
}

/// 【字体：…, 字号：… with whatever stands behind
bool is_type_size(View line) {
  auto text = squeezed(line);
  View view = text;
  if (view == U"字号" || view == U"字体") return true;
  return view.size() <= 24 &&
         starts_with_any(view, {U"【字体", U"字体：", U"字体:", U"[字体", U"【字号", U"字号：", U"字号:"}) &&
         view.find_first_of(U"，。；〔") == View::npos && !view.ends_with(U'号');
}

/// 欢迎您访问某某县人民政府门户网站 今天是：
bool is_greeting(View line) {
  return line.size() <= 60 && starts_with(line, U"欢迎") && contains_any(line, {U"访问", U"光临", U"来到"}) &&
         contains_any(line, {U"网站", U"门户", U"今天是", U"本站", U"主页"}) &&
         line.find_first_of(U"。；") == View::npos;
}

/// 相关解读： above a text: what a page offers beside it, when it has nothing to offer.
bool is_empty_offer(View line) {
  static constexpr View kOffers[] = {U"相关解读", U"相关文件", U"相关政策", U"政策解读", U"图解",
                                     U"关联文件", U"关联解读", U"相关图解", U"解读文件"};
  auto text = squeezed(line);
  if (text.size() < 3 || half(text.back()) != U':') return false;
  return std::ranges::find(kOffers, View(text).substr(0, text.size() - 1)) != std::end(kOffers);
}

/// 【1】【2】【3】: the pages of a text.
bool is_page_list(View line) {
  auto text = squeezed(line);
  auto brackets = std::count_if(text.begin(), text.end(), [](char32_t c) { return is_one_of(half(c), U"【["); });
  return text.size() <= 60 && brackets >= 2 && std::all_of(text.begin(), text.end(), [](char32_t c) {
           return is_ascii_digit(half(c)) || is_one_of(half(c), U"【】[]");
         });
}

bool is_anywhere(View text) {
  return (text.size() <= 160 && starts_with_any(text, kAnywhere)) || is_tools(text) || is_type_size(text) ||
         is_greeting(text) || is_page_list(text) || text == U"分享：" || text == U"分享:";
}

/// Settings that a word processor leaves before the text of a page: 7.8 磅 Normal 0 … MicrosoftInternetExplorer4.
View left_settings(View text) {
  auto at = text.substr(0, 300).find(U"MicrosoftInternetExplorer");
  if (at == View::npos) return {};
  auto is_setting = [](char32_t c) { return !text::is_han(c) && !text::is_cjk_punctuation(c) && c != U'\u3000'; };
  auto begin = at, end = at;
  while (begin > 0 && (is_setting(text[begin - 1]) || text[begin - 1] == U'磅')) --begin;
  while (end < text.size() && (is_setting(text[end]) || text[end] == U'磅')) ++end;
  return text.substr(begin, end - begin);
}

/// The last line that is surely part of the document: prose, a heading, a whole date or an attachment.
std::size_t body_end(const std::vector<Line>& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    const auto& line = lines[i];
    if (line.zone != Zone::Inside) continue;
    if (!line.is_text()) return i;
    bool prose = line.text.size() >= 30 && line.text.find_first_of(U"。；") != View::npos && !is_follow_us(line.text) &&
                 !is_filing(line.text) && !starts_with_any(line.text, kFoot);
    if (prose && line.text.size() >= 45) return i;
    if (whole_date(line.text) || starts_with(line.text, U"附件") || mark_of(line.text).kind != MarkKind::None) {
      // A mark may also stand in a follow-us list (① 打开微信); those are short and known.
      if (!is_follow_us(line.text)) return i;
    }
  }
  return 0;
}

struct Removed {
  std::vector<std::string> shown = {};
  std::vector<std::string> words = {};
  std::size_t count = 0;

  void add(const Line& line) {
    ++count;
    if (line.is_text()) words.push_back(text::encode(line.text));
    if (shown.size() < 5) shown.push_back(quote(line.text, 16));
  }
};

/// Where the foot begins: the first line behind the document that is furniture of the foot.
std::size_t foot_begin(const std::vector<Line>& lines, std::size_t end) {
  for (std::size_t i = end + 1; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (!line.is_text()) continue;
    if (starts_with_any(trimmed(line.text), kFoot) || is_follow_us(line.text) || is_filing(line.text)) return i;
    auto bare = View(line.text);
    if (auto tool = bare.find_first_of(U"】]"); tool != View::npos && is_tools(bare.substr(0, tool + 1)))
      bare.remove_prefix(tool + 1);  // 【纠错】责任编辑：…
    bare.remove_prefix(std::min(bare.find_first_not_of(U"【[（( "), bare.size()));
    if (starts_with_any(bare, {U"责任编辑", U"编辑", U"审核", U"责编", U"校对"}) && bare.size() <= 40) return i;
  }
  return lines.size();
}

/// Where a list of other texts begins below the first prose: 相关推荐, 热门评论 alone on a line, and links behind it.
std::size_t others_begin(const std::vector<Line>& lines) {
  static constexpr View kOthers[] = {U"为你推荐", U"猜你喜欢", U"相关推荐", U"热门推荐", U"精彩推荐", U"延伸阅读",
                                     U"相关阅读", U"网友评论", U"热门评论", U"最新评论", U"全部评论", U"推荐阅读"};
  bool prose = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text()) continue;
    prose = prose || (lines[i].text.size() >= 30 && contains(lines[i].text, U"。"));
    if (!prose || lines[i].text.size() > 10) continue;
    auto words = squeezed(lines[i].text);
    auto rest = std::span(lines).subspan(i + 1);
    if (std::ranges::find(kOthers, View(words)) != std::end(kOthers) &&
        std::ranges::count_if(rest, &Line::linked) * 3 >= std::ssize(rest))
      return i;
  }
  return lines.size();
}

void drop_settings(std::vector<Line>& lines, Removed& removed) {
  for (auto& line : lines) {
    auto settings = line.is_text() ? left_settings(line.text) : View();
    if (settings.empty()) continue;
    removed.add(text_line(settings));
    auto begin = static_cast<std::size_t>(settings.data() - line.text.data());
    line.erase(begin, begin + settings.size());
    line.trim();
  }
  std::erase_if(lines, [](const Line& line) { return line.is_text() && line.text.empty(); });
}

}  // namespace

void drop_furniture(Draft& draft) {
  auto& lines = draft.lines;
  Removed removed;
  drop_settings(lines, removed);
  std::size_t first_prose = 0;
  while (first_prose < lines.size() && (!lines[first_prose].is_text() || lines[first_prose].text.size() < 60))
    ++first_prose;
  auto tools = tool_lines(lines);
  auto others = others_begin(lines);
  std::vector<Line> kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& line = lines[i];
    bool furniture = line.is_text() && (tools[i] || is_anywhere(line.text) ||
                                        (i < first_prose && (is_trail(line.text) || is_empty_offer(line.text))));
    if (furniture || i >= others) {
      if (line.zone == Zone::Inside) removed.add(line);
    } else {
      kept.push_back(std::move(line));
    }
  }
  auto foot = foot_begin(kept, body_end(kept));
  for (std::size_t i = foot; i < kept.size(); ++i)
    if (kept[i].zone == Zone::Inside) removed.add(kept[i]);
  kept.resize(foot);
  lines = std::move(kept);
  if (removed.count == 0) return;
  std::string list;
  for (const auto& item : removed.shown) list += (list.empty() ? "" : "、") + item;
  warn_at(draft, kNoLine, "furniture-removed", fmt::format("已去掉 {} 行网页附带内容，如{}。", removed.count, list),
          lines_of(removed.words));
}

}  // namespace dl::intake
