#include "base/text.h"
#include "intake/scan.h"
#include "intake/shape.h"

namespace dl::intake {

namespace {

/// 各县市区人民政府、市直有关单位：
bool is_addressee(const Line& line) {
  if (!line.is_text() || line.text.size() > 200 || line.text.size() < 3) return false;
  View text = line.text;
  if (half(text.back()) != U':' || mark_of(text).kind != MarkKind::None) return false;
  auto words = text.substr(0, text.size() - 1);
  if (words.find_first_of(U"。；：:") != View::npos ||
      contains_any(words, {U"如下", U"附件", U"以下", U"下列", U"包括"}))
    return false;
  return starts_with_any(words, {U"各", U"尊敬", U"广大", U"市", U"县", U"区", U"省", U"局", U"全"}) ||
         ends_with_any(words, {U"单位", U"部门", U"政府", U"委", U"局", U"科室", U"处室", U"公司", U"代表", U"委员",
                               U"管委会", U"办事处", U"会", U"机构", U"大队", U"中心"});
}

/// 附件：…, 附件1：…, 附：…; the position behind the colon, 0 when it is none.
std::size_t attachment_label(View text) {
  if (!starts_with(text, U"附")) return 0;
  std::size_t at = starts_with(text, U"附件") ? 2 : 1;
  auto digits = at;
  while (at < text.size() && at < digits + 3 &&
         (is_ascii_digit(half(text[at])) || is_one_of(text[at], U"一二三四五六七八九十 ")))
    ++at;
  if (at >= text.size() || half(text[at]) != U':') return 0;
  return at + 1;
}

/// 附件1, 附件: where the text of an attachment begins.
bool is_attachment_head(View text) {
  if (!starts_with(text, U"附件") || text.size() > 6) return false;
  return std::all_of(text.begin() + 2, text.end(),
                     [](char32_t c) { return is_ascii_digit(half(c)) || is_one_of(c, U"一二三四五六七八九十：: "); });
}

void add_attachment(Found& found, View name) {
  name = trimmed(name);
  auto mark = mark_of(name);
  if (mark.kind == MarkKind::Number || mark.kind == MarkKind::NumberBracket) name = trimmed(name.substr(mark.size));
  while (!name.empty() && is_one_of(half(name.back()), U"。；;,，、")) name.remove_suffix(1);
  if (name.empty() || name.size() > 200) return;
  auto text = text::encode(name);
  for (const auto& known : found.attachments)
    if (known.name == text || known.name.starts_with(text + ".")) return;
  found.attachments.push_back({.name = text});
}

/// "1.名单 2.表格" on one line, each with its mark.
void add_list(Found& found, View list) {
  std::size_t begin = 0;
  int expected = 2;
  if (mark_of(list).kind != MarkKind::Number) return add_attachment(found, list);
  for (std::size_t i = 1; i < list.size(); ++i) {
    auto mark = text::is_space(list[i - 1]) || is_one_of(list[i - 1], U"；;。") ? mark_of(list.substr(i)) : Mark();
    if (mark.kind != MarkKind::Number || mark.number != expected) continue;
    add_attachment(found, list.substr(begin, i - begin));
    begin = i;
    ++expected;
  }
  add_attachment(found, list.substr(begin));
}

/// Reads the list of attachments that begins at line `i`; returns the lines that belong to it.
std::size_t take_attachment_list(std::vector<Line>& lines, std::size_t i, std::size_t label, Found& found) {
  auto list = trimmed(View(lines[i].text).substr(label));
  if (!list.empty()) add_list(found, list);
  lines[i].role = Role::Left;
  auto first = mark_of(list);
  int expected = first.kind == MarkKind::Number ? first.number + 1 : 1;
  std::size_t count = 1;
  for (std::size_t k = i + 1; k < lines.size() && lines[k].is_text() && lines[k].text.size() <= 120; ++k, ++count) {
    auto mark = mark_of(lines[k].text);
    if (mark.kind != MarkKind::Number || mark.number != expected) {
      // 附件：1.… 2.… may come with several marks on the last line.
      break;
    }
    add_list(found, lines[k].text);
    lines[k].role = Role::Left;
    ++expected;
  }
  return count;
}

/// 某某局 2021年8月5日 on one line becomes two.
void split_signatures(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text() || lines[i].text.size() > 70 || lines[i].text.size() < 14) continue;
    auto date = find_date(lines[i].text);
    if (!date || date->begin < 3 || date->end != lines[i].text.size()) continue;
    auto name = trimmed(View(lines[i].text).substr(0, date->begin));
    if (!is_body_name(name) || starts_with_any(name, {U"抄送", U"截至", U"自"})) continue;
    Line rest = lines[i].split(date->begin);
    lines[i].trim();
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

bool is_name_line(const Line& line) {
  if (!line.is_text() || line.text.size() > 45 || line.text.size() < 3) return false;
  if (mark_of(line.text).kind != MarkKind::None || line.source_level > 0) return false;
  return line.text.find_first_of(U"。，；：、,;:！？《》") == View::npos;
}

/// A name that is cut short: it is the beginning of a known name, or ends like none.
bool is_cut_short(const Chars& name, const Options& options) {
  auto utf8 = text::encode(name);
  for (const auto& known : options.agency_names)
    if (known == utf8) return false;
  for (const auto& known : options.agency_names)
    if (known.size() > utf8.size() && known.starts_with(utf8)) return true;
  return !is_body_name(name);
}

struct Signature {
  std::size_t date = 0;   ///< the line with the date
  std::size_t names = 0;  ///< lines above it with the names
  Date day = {};
};

/// The line below the title that holds a date in brackets is no signature.
std::optional<Signature> find_signature(const std::vector<Line>& lines) {
  std::optional<Signature> dated;
  bool prose = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text() || lines[i].zone != Zone::Inside) continue;
    prose = prose || (lines[i].text.size() >= 6 && lines[i].text.find_first_of(U"。：") != View::npos);
    bool foot = i >= 3 && i + 1 == lines.size() && lines[i - 1].is_text() && is_body_name(lines[i - 1].text);
    auto day = prose || foot ? whole_date(lines[i].text) : std::nullopt;
    if (!day) continue;
    Signature found{.date = i, .day = *day};
    while (found.names < 6 && found.names < i && is_name_line(lines[i - found.names - 1]) &&
           is_body_name(lines[i - found.names - 1].text))
      ++found.names;
    bool last = i + 4 >= lines.size();
    if (found.names == 0 && i > 0 && is_name_line(lines[i - 1]) && lines[i - 1].text.size() <= 30) found.names = 1;
    if (found.names > 0) return found;
    if (last) dated = found;
  }
  return dated;
}

void mark_signature(std::vector<Line>& lines, const Options& options, Found& found) {
  auto signature = find_signature(lines);
  if (!signature) return;
  found.signed_on = signature->day;
  lines[signature->date].role = Role::Right;
  for (std::size_t i = signature->date - signature->names; i < signature->date; ++i) {
    auto name = squeezed(lines[i].text);
    lines[i].role = Role::Right;
    lines[i].text = name;
    lines[i].spans.clear();
    if (is_cut_short(name, options))
      warn(found, "truncated", fmt::format("署名 {} 可能不完整，请补全发文机关名称。", quote(name)),
           text::encode(name));
    else if (found.issuer.empty())
      found.issuer = text::encode(name);
  }
  // Behind the signature begins what was issued: its own title stands in the middle.
  for (std::size_t i = signature->date + 1; i < lines.size() && i <= signature->date + 5; ++i) {
    auto& line = lines[i];
    if (line.role != Role::Unknown || !line.is_text() || is_attachment_head(line.text)) continue;
    if (!may_be_title(line) || line.text.size() > 60) break;
    line.role = Role::Center;
    if (has_title_end(line.text)) break;
  }
}

/// （2021年8月5日） below the title: the day, in the middle.
void mark_bracket_date(std::vector<Line>& lines, Found& found) {
  for (std::size_t i = 0; i < lines.size() && i < 3; ++i) {
    if (!lines[i].is_text() || lines[i].zone != Zone::Inside) continue;
    auto day = half(lines[i].text.front()) == U'(' ? whole_date(lines[i].text) : std::nullopt;
    if (!day) continue;
    lines[i].role = Role::Center;
    if (!found.issued_on) found.issued_on = day;
    return;
  }
}

void mark_attachments(Draft& draft, Found& found) {
  auto& lines = draft.lines;
  std::vector<std::size_t> empty;
  bool text_follows = false;
  for (std::size_t i = 0; i < lines.size();) {
    auto& line = lines[i];
    if (!line.is_text() || line.zone == Zone::Before || line.role != Role::Unknown) {
      ++i;
      continue;
    }
    auto label = attachment_label(line.text);
    bool bare = label > 0 && trimmed(View(line.text).substr(label)).empty();
    bool listed = bare && i + 1 < lines.size() && mark_of(lines[i + 1].text).kind == MarkKind::Number &&
                  lines[i + 1].text.size() <= 120;
    if (is_attachment_head(line.text) && i + 1 < lines.size() && !listed) {
      line.role = Role::Left;
      text_follows = true;
      if (may_be_title(lines[i + 1]) && lines[i + 1].role == Role::Unknown) lines[i + 1].role = Role::Center;
      ++i;
    } else if (bare && !listed) {
      empty.push_back(i++);
    } else if (label > 0 && line.text.size() <= 300) {
      i += take_attachment_list(lines, i, label, found);
    } else {
      ++i;
    }
  }
  bool nothing = std::all_of(found.attachments.begin(), found.attachments.end(),
                             [](const Attachment& attachment) { return attachment.bytes.empty(); });
  bool linked = std::any_of(found.attachments.begin(), found.attachments.end(),
                            [](const Attachment& attachment) { return !attachment.address.empty(); });
  std::size_t place = 0;
  std::erase_if(lines, [&](const Line&) { return std::ranges::binary_search(empty, place++); });
  for (std::size_t i = 0; i < empty.size() && !linked; ++i)
    warn(found, "attachment-missing", "文末写有“附件：”，但没有附件，请上传附件或删去这几个字。");
  for (const auto& attachment : found.attachments) {
    if (!attachment.bytes.empty() || (nothing && text_follows && attachment.address.empty())) continue;
    if (attachment.address.empty())
      warn(found, "attachment-missing", fmt::format("文中列有附件“{}”，但没有随文件提供，请上传。", attachment.name),
           attachment.name);
    else
      warn(found, "attachment-linked",
           fmt::format("附件“{}”只有链接 {}，请下载后上传。", attachment.name, attachment.address), attachment.name);
  }
}

}  // namespace

void mark_parts(Draft& draft, const Options& options, Found& found) {
  auto& lines = draft.lines;
  split_signatures(lines);
  mark_bracket_date(lines, found);
  for (std::size_t i = 0; i < lines.size() && i < 8; ++i)
    if (lines[i].role == Role::Unknown && lines[i].zone == Zone::Inside && is_addressee(lines[i])) {
      lines[i].role = Role::Left;
      break;
    }
  mark_signature(lines, options, found);
  mark_attachments(draft, found);
  for (auto& line : lines) {
    if (!line.is_text() || line.role != Role::Unknown) continue;
    if (starts_with_any(line.text, {U"抄送：", U"抄送:", U"抄报：", U"抄报:", U"（此件", U"(此件"}))
      line.role = Role::Left;
    if (found.contact.empty() && line.text.size() <= 100 &&
        starts_with_any(line.text, {U"联系人：", U"联系人:", U"联系电话：", U"联系电话:", U"联系方式：", U"联系方式:"}))
      found.contact = text::encode(line.text);
    if (line.centered && line.text.size() <= 60 && line.source_level == 0 &&
        mark_of(line.text).kind == MarkKind::None && !is_one_of(half(line.text.back()), U":。；，;,"))
      line.role = Role::Center;
  }
}

}  // namespace dl::intake
