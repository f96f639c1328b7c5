#include "base/text.h"
#include "intake/attachments.h"
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
  std::size_t first = 0;  ///< lines of names and date
  std::size_t end = 0;
  std::optional<Date> day = {};  ///< empty: the date is unfinished
};

/// 市长　甘某某, 局长：乙某某
bool is_person(View text) {
  auto name = squeezed(text);
  return name.size() <= 14 &&
         (starts_with_any(name, {U"省长", U"市长", U"县长", U"区长", U"局长", U"主任", U"部长", U"厅长", U"镇长",
                                 U"乡长", U"主席", U"总理", U"院长", U"书记", U"代市长", U"代县长", U"署长"}));
}

/// The names of public bodies on a line of a signature, the word of a seal apart.
std::vector<View> signers(const Line& line) {
  if (!line.is_text() || line.text.size() > 120 || line.source_level > 0 || mark_of(line.text).kind != MarkKind::None)
    return {};
  auto names = body_names(without_seal(line.text));
  return names.empty() ? body_names(line.text) : names;
}

bool is_signature_name(const Line& line) {
  bool seal = line.is_text() && !line.text.empty() && without_seal(line.text).empty();
  return seal || !signers(line).empty() || (line.is_text() && is_name_line(line) && is_person(line.text));
}

/// The line below the title that holds a date in brackets is no signature.
std::optional<Signature> find_signature(const std::vector<Line>& lines) {
  std::optional<Signature> dated;
  bool prose = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text() || lines[i].zone != Zone::Inside) continue;
    prose = prose || (lines[i].text.size() >= 6 && lines[i].text.find_first_of(U"。：") != View::npos);
    bool foot = i >= 3 && i + 1 == lines.size() && lines[i - 1].is_text() && is_body_name(lines[i - 1].text);
    if (!prose && !foot) continue;
    auto day = whole_date(lines[i].text);
    if (!day && !is_unfinished_date(lines[i].text)) continue;
    Signature found{.first = i, .end = i + 1, .day = day};
    while (found.first > 0 && i - found.first < 6 && is_signature_name(lines[found.first - 1])) --found.first;
    bool last = i + 4 >= lines.size() || (lines[i + 1].is_text() && attachment_head(lines[i + 1].text));
    if (found.first == i && day && i > 0 && is_name_line(lines[i - 1]) && lines[i - 1].text.size() <= 30) --found.first;
    while (found.first == i && last && found.end < lines.size() && !signers(lines[found.end]).empty()) ++found.end;
    if (found.end - found.first > 1) return found;
    if (last && day) dated = found;
  }
  return dated;
}

/// Takes the names of a line of the signature as issuers. In plain text, whose white space a page does not keep, what
/// stands between several is a 、 afterwards.
void take_signers(Line& line, bool plain, const Options& options, Chars& issuers, Found& found) {
  line.role = Role::Right;
  line.spans.clear();
  auto names = signers(line);
  if (names.empty() && (is_person(line.text) || without_seal(line.text).empty())) return;
  if (names.empty() && is_cut_short(squeezed(line.text), options)) {
    line.text = squeezed(line.text);
    warn(found, "truncated", fmt::format("署名 {} 可能不完整，请补全发文机关名称。", quote(line.text)),
         text::encode(line.text));
    return;
  }
  Chars listed;
  if (names.empty()) names.emplace_back(line.text);
  for (auto name : names) {
    auto bare = squeezed(without_seal(name));
    if (names.size() == 1 && is_cut_short(bare, options)) {
      warn(found, "truncated", fmt::format("署名 {} 可能不完整，请补全发文机关名称。", quote(bare)),
           text::encode(bare));
      continue;
    }
    issuers += (issuers.empty() ? U"" : U"、") + bare;
    listed += (listed.empty() ? U"" : U"、") + Chars(name);
  }
  if (!plain || names.size() < 2 || contains(line.text, U"、")) return;
  warn(found, "names-listed", fmt::format("落款 {} 几个机关之间的空格已改成顿号。", quote(line.text, 60)),
       text::encode(line.text));
  line.text = listed;
}

void mark_signature(Draft& draft, const Options& options, Found& found) {
  auto& lines = draft.lines;
  auto signature = find_signature(lines);
  if (!signature) return;
  found.signed_on = signature->day;
  Chars issuers;
  for (auto i = signature->first; i < signature->end; ++i) {
    auto& line = lines[i];
    if (whole_date(line.text)) {
      line.role = Role::Right;
    } else if (is_unfinished_date(line.text)) {
      line.role = Role::Right;
      warn(found, "date-incomplete", fmt::format("落款日期 {} 不完整，请补全成文日期。", quote(line.text)),
           text::encode(line.text));
    } else {
      take_signers(line, draft.plain, options, issuers, found);
    }
  }
  if (found.issuer.empty()) found.issuer = text::encode(issuers);
  // Behind the signature begins what was issued: its own title stands in the middle.
  for (auto i = signature->end; i < lines.size() && i < signature->end + 5; ++i) {
    auto& line = lines[i];
    if (line.role != Role::Unknown || !line.is_text() || is_attachment_head(line.text)) continue;
    if (!may_be_title(line) || is_file_name(line.text) || line.text.size() > 60) break;
    line.role = Role::Center;
    if (has_title_end(line.text)) break;
  }
}

/// （2021年8月5日） below the title: the day, in the middle.
void mark_bracket_date(std::vector<Line>& lines, Found& found) {
  for (std::size_t i = 0; i < lines.size() && i < 3; ++i) {
    if (!lines[i].is_text() || lines[i].text.empty() || lines[i].zone != Zone::Inside) continue;
    auto day = half(lines[i].text.front()) == U'(' ? whole_date(lines[i].text) : std::nullopt;
    if (!day) continue;
    lines[i].role = Role::Center;
    if (!found.issued_on) found.issued_on = day;
    return;
  }
}

}  // namespace

void take_title_issuer(Found& found) {
  auto title = text::decode(found.title);
  auto about = std::min({title.find(U"关于"), title.find(U"转发"), title.find(U"印发")});
  if (about == Chars::npos && has_title_end(title)) {  // 某某局2023年工作总结
    auto date = title.find_first_of(U"0123456789");
    bool year = date != Chars::npos && title.substr(date, 2) == U"20" && title.find(U'年', date) == date + 4;
    if (year || title.find(U"年度", date) == date + 4) about = date;
  }
  if (!found.issuer.empty() || about == Chars::npos) return;
  Chars issuers;
  for (auto name : body_names(View(title).substr(0, about))) issuers += (issuers.empty() ? U"" : U"、") + Chars(name);
  found.issuer = text::encode(issuers);
}

void mark_parts(Draft& draft, const Options& options, Found& found) {
  auto& lines = draft.lines;
  split_signatures(lines);
  mark_bracket_date(lines, found);
  for (std::size_t i = 0; i < lines.size() && i < 8; ++i)
    if (lines[i].role == Role::Unknown && lines[i].zone == Zone::Inside && is_addressee(lines[i])) {
      lines[i].role = Role::Left;
      break;
    }
  mark_signature(draft, options, found);
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
