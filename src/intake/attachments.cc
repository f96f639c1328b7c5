#include "intake/attachments.h"

#include "base/numerals.h"
#include "base/text.h"
#include "intake/scan.h"
#include "intake/shape.h"

namespace dl::intake {

namespace {

/// 附件：…, 附件1：…, 附：…, 附件1.… 2.…; the position where the list begins, 0 when there is none.
std::size_t attachment_label(View text) {
  if (!starts_with(text, U"附")) return 0;
  std::size_t at = starts_with(text, U"附件") ? 2 : 1;
  auto list = at;
  auto digits = at;
  while (at < text.size() && at < digits + 3 &&
         (is_ascii_digit(half(text[at])) || is_one_of(text[at], U"一二三四五六七八九十 ")))
    ++at;
  if (at < text.size() && half(text[at]) == U':') return at + 1;
  while (list < text.size() && text::is_space(text[list])) ++list;
  return digits == 2 && mark_of(text.substr(list)).kind == MarkKind::Number ? list : 0;
}

/// Whether a file's name and the words of the list are nearly the same: nine of ten characters in the same order.
bool are_alike(const std::string& file, View name) {
  auto other = text::decode(file.substr(0, file.rfind('.')));
  if (other.size() > 200 || name.size() > 200) return false;
  std::vector<std::size_t> row(name.size() + 1);
  for (char32_t c : other) {
    std::size_t diagonal = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      auto above = row[i + 1];
      row[i + 1] = c == name[i] ? diagonal + 1 : std::max(row[i], above);
      diagonal = above;
    }
  }
  return row.back() * 10 >= std::max(other.size(), name.size()) * 9;
}

void add_attachment(Found& found, View name) {
  name = trimmed(name);
  auto mark = mark_of(name);
  if (mark.kind == MarkKind::Number || mark.kind == MarkKind::NumberBracket) name = trimmed(name.substr(mark.size));
  while (!name.empty() && is_one_of(half(name.back()), U"。；;,，、")) name.remove_suffix(1);
  if (name.empty() || name.size() > 200) return;
  auto text = text::encode(name);
  for (const auto& known : found.attachments)
    if (known.name == text || known.name.starts_with(text + ".") ||
        (!known.address.empty() && are_alike(known.name, name)))
      return;
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

/// The attachments whose text stands in the document.
struct TextsBelow {
  std::vector<int> numbers = {};
  std::vector<Chars> names = {};
  std::size_t heads = 0;

  /// Whether the text of the attachment with this number and name stands there; `of` are listed.
  bool has(std::size_t number, const std::string& name, std::size_t of) const {
    auto words = squeezed(text::decode(name));
    bool named = std::any_of(names.begin(), names.end(),
                             [&](const Chars& other) { return contains(other, words) || contains(words, other); });
    bool numbered = std::find(numbers.begin(), numbers.end(), static_cast<int>(number)) != numbers.end();
    return named || numbered || (heads >= of && heads > 0);
  }
};

/// Marks 附件1 and the title below it; the number of lines, 0 when line `i` is none.
std::size_t take_attachment_head(std::vector<Line>& lines, std::size_t i, TextsBelow& below) {
  auto head = attachment_head(lines[i].text);
  if (!head || i + 1 >= lines.size()) return 0;
  lines[i].role = Role::Left;
  ++below.heads;
  if (head->number > 0) below.numbers.push_back(head->number);
  if (!head->name.empty()) below.names.push_back(squeezed(head->name));
  auto& title = lines[i + 1];
  if (head->name.empty() && (title.role == Role::Unknown || title.role == Role::Center) &&
      title.zone == lines[i].zone && may_be_title(title)) {
    title.role = Role::Center;
    below.names.push_back(squeezed(title.text));
  }
  return 1;
}

void tell_missing(const TextsBelow& below, Found& found) {
  auto listed = static_cast<std::size_t>(std::ranges::count_if(found.attachments, [](const Attachment& attachment) {
    return attachment.bytes.empty() && attachment.address.empty();
  }));
  std::size_t number = 0;
  for (const auto& attachment : found.attachments) {
    if (!attachment.bytes.empty()) continue;
    if (!attachment.address.empty())
      warn(found, "attachment-linked",
           fmt::format("附件“{}”只有链接 {}，请下载后上传。", attachment.name, attachment.address), attachment.name);
    else if (!below.has(++number, attachment.name, listed))
      warn(found, "attachment-missing", fmt::format("文中列有附件“{}”，但没有随文件提供，请上传。", attachment.name),
           attachment.name);
  }
}

/// A file that is named below the text, unless the list names what is in it.
void add_file(Found& found, View name) {
  auto words = text::encode(squeezed(name));
  if (std::ranges::none_of(found.attachments,
                           [&](const Attachment& listed) { return words.find(listed.name) != words.npos; }))
    add_attachment(found, name);
}

/// Whether a line is the name of an attachment that is listed above.
bool is_listed(const Line& line, const Found& found) {
  if (!line.is_text() || line.text.size() > 120) return false;
  auto words = text::encode(line.text), bare = text::encode(squeezed(line.text));
  return std::ranges::any_of(found.attachments, [&](const Attachment& attachment) {
    return attachment.name == words || attachment.name == bare;
  });
}

/// Whether line `i` opens a list of attachments: 附件：1.…, or 附件 above 1.… and before the signature.
std::size_t list_label(const std::vector<Line>& lines, std::size_t i, bool before_signature) {
  View text = lines[i].text;
  auto label = attachment_label(text);
  bool bare = label > 0 ? trimmed(text.substr(label)).empty() : before_signature && is_attachment_head(text);
  if (!bare) return label;
  bool listed =
      i + 1 < lines.size() && mark_of(lines[i + 1].text).kind == MarkKind::Number && lines[i + 1].text.size() <= 120;
  return listed ? std::max(label, text.size()) : 0;
}

}  // namespace

bool is_file_name(View line) {
  if (line.size() > 120 || line.find_first_of(U"。；") != View::npos) return false;
  auto name = text::ascii_lower(text::encode(line));
  static constexpr std::string_view kEnds[] = {".pdf",  ".doc", ".docx", ".xls", ".xlsx", ".ppt",
                                               ".pptx", ".wps", ".et",   ".ofd", ".zip",  ".rar"};
  return std::ranges::any_of(kEnds,
                             [&](std::string_view end) { return name.size() > end.size() && name.ends_with(end); });
}

std::optional<AttachmentHead> attachment_head(View text) {
  if (!starts_with_any(text, {U"附件", U"附表", U"附录"}) || text.size() > 60) return std::nullopt;
  auto end = std::size_t{2};
  while (end < text.size() && (text::is_space(text[end]) || is_ascii_digit(half(text[end])) ||
                               is_one_of(text[end], U"一二三四五六七八九十")))
    ++end;
  auto value = text::parse_number(text::encode(squeezed(text.substr(2, end - 2))));
  AttachmentHead head{.number = value && *value < 1000 ? static_cast<int>(*value) : 0};
  auto rest = text.substr(end);
  if (!rest.empty() && is_one_of(half(rest.front()), U":.．、")) rest.remove_prefix(1);
  head.name = trimmed(rest);
  bool spaced = text::is_space(text[end - 1]) || end < text.size();
  bool named = head.number > 0 && spaced && head.name.size() >= 4 && head.name.find_first_of(U"。，；") == View::npos;
  return head.name.empty() || named ? std::optional(head) : std::nullopt;
}

bool is_attachment_head(View text) {
  auto head = attachment_head(text);
  return head && head->name.empty();
}

void mark_attachments(Draft& draft, Found& found) {
  auto& lines = draft.lines;
  std::vector<std::size_t> empty;
  TextsBelow below;
  auto date = std::ranges::find_if(lines, [](const Line& line) { return line.role == Role::Right; });
  auto signature = static_cast<std::size_t>(date - lines.begin());
  for (std::size_t i = 0; i < lines.size();) {
    auto& line = lines[i];
    if (!line.is_text() || line.zone == Zone::Before || line.role != Role::Unknown) {
      ++i;
      continue;
    }
    bool before_signature = signature < lines.size() && i < signature;
    auto label = list_label(lines, i, before_signature);
    auto bare = attachment_label(line.text);
    auto head = before_signature ? attachment_head(line.text) : std::nullopt;
    if (label > 0 && line.text.size() <= 300 &&
        (i < signature || !attachment_head(line.text) || label >= line.text.size()))
      i += take_attachment_list(lines, i, label, found);
    else if (head && !head->name.empty())  // 附件1 夜市摊位名单, where only a list can stand
      add_attachment(found, head->name), lines[i++].role = Role::Left;
    else if (auto taken = take_attachment_head(lines, i, below); taken > 0)
      i += taken;
    else if (signature < lines.size() && i > signature && is_file_name(line.text))
      add_file(found, line.text), lines[i++].role = Role::Left;
    else if (is_listed(line, found))  // its text follows, without 附件1
      below.names.push_back(squeezed(line.text)), lines[i++].role = Role::Center;
    else if (bare > 0 && trimmed(View(line.text).substr(bare)).empty() && i + 1 < lines.size() &&
             is_listed(lines[i + 1], found))
      lines[i++].role = Role::Left;
    else if (bare > 0 && trimmed(View(line.text).substr(bare)).empty())
      empty.push_back(i++);
    else
      ++i;
  }
  bool linked = std::any_of(found.attachments.begin(), found.attachments.end(),
                            [](const Attachment& attachment) { return !attachment.address.empty(); });
  std::size_t place = 0;
  std::erase_if(lines, [&](const Line&) { return std::ranges::binary_search(empty, place++); });
  for (std::size_t i = 0; i < empty.size() && !linked; ++i)
    warn(found, "attachment-missing", "文末写有“附件：”，但没有附件，请上传附件或删去这几个字。");
  tell_missing(below, found);
}

}  // namespace dl::intake
