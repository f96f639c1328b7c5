// File-sharing sites wrap a document in their own sentences and cut its text at page ends with a
// number: "…随机抽查事⏎2、项清单…". This file undoes that.
#include "base/text.h"
#include "intake/clean.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::size_t kShortest = 150;  ///< characters of a page that a mark stands for

bool is_wrapper(View text) {
  if (text.size() > 400) return false;
  int cues = 0;
  for (View cue : {U"会员分享", U"在线阅读", U"珍藏版", U"文库", U"上搜索", U"文档分享", U"用户上传", U"下载文档",
                   U"资源描述", U"网友分享", U"文档网", U"共享文档", U"收藏版", U"资料网"})
    if (contains(text, cue)) ++cues;
  return cues >= 2;
}

/// The name of the file in 《…》, without its ending.
std::string title_in(View text) {
  auto open = text.find(U'《');
  auto close = text.find(U'》', open == View::npos ? 0 : open);
  if (open == View::npos || close == View::npos) return {};
  auto name = text.substr(open + 1, close - open - 1);
  for (View end : {U".docx", U".doc", U".pdf", U".wps", U".txt", U".rtf"})
    if (ends_with(name, end)) name.remove_suffix(end.size());
  return text::encode(trimmed(name));
}

/// Whether the lines carry page marks 1、 2、 3、 … that cut sentences: counting up from one, most of
/// them behind a line that does not end a sentence.
bool has_page_marks(const std::vector<Line>& lines, bool wrapper) {
  int expected = 1, cut = 0;
  const Line* previous = nullptr;
  for (const auto& line : lines) {
    if (!line.is_text() || line.text.empty()) continue;
    auto mark = mark_of(line.text);
    if (mark.kind == MarkKind::Number && mark.number == expected && line.text.size() >= kShortest) {
      if (previous != nullptr && expected > 1 && !ends_sentence(previous->text.back()) &&
          previous->text.size() >= kShortest)
        ++cut;
      ++expected;
    }
    previous = &line;
  }
  int marks = expected - 1;
  return wrapper ? marks >= 1 : marks >= 3 && cut * 2 >= marks;
}

/// Removes the marks and joins what they cut; returns how many joints there were.
std::size_t join_pages(std::vector<Line>& lines) {
  std::vector<Line> out;
  int expected = 1;
  std::size_t joints = 0;
  for (auto& line : lines) {
    auto mark = line.is_text() ? mark_of(line.text) : Mark();
    if (mark.kind != MarkKind::Number || mark.number != expected) {
      out.push_back(std::move(line));
      continue;
    }
    line.erase(0, mark.size);
    ++expected;
    if (expected > 2 && !out.empty() && out.back().is_text() && !out.back().text.empty()) {
      out.back().append(line);
      ++joints;
    } else {
      out.push_back(std::move(line));
    }
  }
  lines = std::move(out);
  return joints;
}

struct Expected {
  int first = 1;   ///< the next 一、
  int second = 1;  ///< the next （一） below it
};

/// Where the next heading begins inside a line of run-on text: 一、 behind a full stop, （一） behind a
/// full stop or behind the words of the heading above it.
std::size_t next_heading(View text, Expected& expected) {
  auto own = mark_of(text);
  bool heading = own.kind == MarkKind::Han;
  if (heading) expected = {own.number + 1, 1};
  if (own.kind == MarkKind::HanBracket) expected.second = own.number + 1;
  for (std::size_t i = std::max<std::size_t>(own.size, 1); i < text.size(); ++i) {
    char32_t c = half(text[i]);
    if (c != U'(' && !is_one_of(c, U"一二三四五六七八九十")) continue;
    bool behind_stop = is_one_of(text[i - 1], U"。！？）)”") || text::is_space(text[i - 1]);
    auto mark = mark_of(text.substr(i, 8));
    if (mark.kind == MarkKind::Han && mark.number == expected.first && behind_stop) return i;
    if (mark.kind == MarkKind::HanBracket && mark.number == expected.second && (behind_stop || (heading && i < 70)))
      return i;
  }
  return View::npos;
}

void cut_at_headings(std::vector<Line>& lines) {
  std::vector<Line> out;
  Expected expected;
  for (auto& line : lines) {
    if (line.is_text() && line.text.size() > 300) {
      for (auto at = next_heading(line.text, expected); at != View::npos; at = next_heading(line.text, expected)) {
        Line rest = line.split(at);
        out.push_back(std::move(line));
        line = std::move(rest);
      }
    }
    out.push_back(std::move(line));
  }
  lines = std::move(out);
}

/// The title of the file often runs on into the first sentence.
void cut_title(std::vector<Line>& lines, const std::string& title) {
  auto wanted = text::decode(title);
  if (wanted.size() < 4) return;
  for (std::size_t i = 0; i < lines.size() && i < 5; ++i) {
    if (!lines[i].text.starts_with(wanted) || lines[i].text.size() == wanted.size()) continue;
    Line rest = lines[i].split(wanted.size());
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
    return;
  }
}

}  // namespace

void unwrap_sharing_site(Draft& draft) {
  bool wrapper = false;
  std::erase_if(draft.lines, [&](const Line& line) {
    if (!line.is_text() || !is_wrapper(line.text)) return false;
    wrapper = true;
    if (auto title = title_in(line.text); !title.empty() && draft.title.empty()) {
      draft.title = title;
      draft.title_certain = true;
    }
    return true;
  });
  if (wrapper) warn_at(draft, kNoLine, "furniture-removed", "已去掉文件分享网站加在文中的说明。");
  if (!wrapper && draft.lines.size() > 400) return;
  if (!has_page_marks(draft.lines, wrapper)) {
    if (wrapper) cut_title(draft.lines, draft.title), cut_at_headings(draft.lines);
    return;
  }
  if (auto joints = join_pages(draft.lines); joints > 0)
    warn_at(draft, kNoLine, "joined-sentences",
            fmt::format("有 {} 处句子被页码（如“2、”）隔断，已接上，请核对。", joints));
  cut_title(draft.lines, draft.title);
  cut_at_headings(draft.lines);
}

}  // namespace dl::intake
