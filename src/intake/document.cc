#include "intake/document.h"

#include "base/identifiers.h"
#include "base/text.h"
#include "intake/card.h"
#include "intake/checks.h"
#include "intake/clean.h"
#include "intake/csv_file.h"
#include "intake/decode.h"
#include "intake/docx_file.h"
#include "intake/head_line.h"
#include "intake/html_page.h"
#include "intake/mhtml_file.h"
#include "intake/ofd_file.h"
#include "intake/pdf_file.h"
#include "intake/scan.h"
#include "intake/shape.h"
#include "intake/text_page.h"
#include "intake/unfold.h"
#include "intake/xlsx_file.h"

namespace dl::intake {

namespace {

Failure too_many(std::string_view of_what) { return fail(Fault::TooLarge, "intake.too-many", std::string(of_what)); }

/// Whether there are more bytes of text than the most characters can take.
bool is_too_long(std::string_view bytes) { return bytes.size() > Tally::kMostCharacters * 4; }

/// The words of a PDF come with their places, some 70 bytes each; pdftotext is cut off a little later (ChildLimits).
constexpr std::size_t kMostPlacedBytes = 30U << 20U;

std::string stem_of(std::string_view file_name) { return std::string(file_name.substr(0, file_name.rfind('.'))); }

Outcome<Draft> read_draft(const Source& source) {
  if (source.form == Form::PdfText) {
    if (source.bytes.size() > kMostPlacedBytes) return too_many("characters");
    auto [beside, text] = open_pdf_text(source.bytes);
    auto draft = read_pdf_text(text, beside);
    draft.plain = true;
    if (draft.lines.empty() && beside.fonts_missing)
      return fail(Fault::Unreadable, "intake.pdf-fonts", "poppler-data is not installed");
    return draft;
  }
  auto format = format_of(source.file_name, source.bytes);
  if (format == Format::Unknown || format == Format::Office)
    return fail(Fault::Unreadable, "intake.format", source.file_name);
  if (format == Format::Docx) return read_docx(source.bytes);
  if (format == Format::Ofd) return read_ofd(source.bytes);
  if (format == Format::Mhtml) return read_mhtml(source.bytes);
  if (format == Format::Xlsx) {
    DL_TRY(auto draft, read_xlsx(source.bytes));
    draft.title = stem_of(source.file_name);
    return draft;
  }
  if (format != Format::Html && is_too_long(source.bytes)) return too_many("characters");
  auto decoded = decode(source.bytes, format);
  Draft draft;
  if (format == Format::Html) {
    DL_TRY(draft, read_html(decoded.text));
  } else if (format == Format::Csv) {
    draft = read_csv(decoded.text);
    draft.title = stem_of(source.file_name);
  } else if (format == Format::Markdown) {
    draft = read_markdown(decoded.text);
  } else {
    draft = read_text(decoded.text);
    draft.plain = true;
    join_page_lines(draft);
    unfold(draft);
  }
  if (*decoded.guess != '\0')
    warn_at(draft, kNoLine, "encoding-doubtful",
            fmt::format("文件没有写明编码，已按 {} 读取，请对照原件核对文字。", decoded.guess));
  return draft;
}

std::string value_of(const Card& card, const Draft& draft, Field field, std::string_view fact) {
  auto found = card.values.find(field);
  if (found != card.values.end()) return found->second;
  for (const auto& [label, value] : draft.facts)
    if (label == fact && !fact.empty()) return value;
  return {};
}

/// The one of the vocabulary that a title ends with behind 的, perhaps with a word for its manner between: 关于…的通知,
/// …的指导意见. Anything else is not certain.
std::string kind_in_title(std::string_view title, const std::vector<std::string>& kinds) {
  auto chars = text::decode(title);
  View view = chars;
  if (view.ends_with(U"）") || view.ends_with(U")"))
    if (auto open = view.find_last_of(U"（("); open != View::npos && open > 0) view = view.substr(0, open);
  static constexpr View kManners[] = {U"",     U"指导", U"实施", U"若干", U"补充", U"紧急", U"处理", U"工作",
                                      U"更正", U"复",   U"贯彻", U"审核", U"审查", U"监督", U"具体", U"情况"};
  for (const auto& kind : kinds) {
    auto word = text::decode(kind);
    if (!view.ends_with(word)) continue;
    auto before = view.substr(0, view.size() - word.size());
    for (View manner : kManners)
      if (before.ends_with(manner) && before.substr(0, before.size() - manner.size()).ends_with(U"的")) return kind;
  }
  return {};
}

void take_facts(const Card& card, const Draft& draft, const Options& options, Found& found) {
  found.index_number = value_of(card, draft, Field::IndexNumber, "");
  found.issuer = value_of(card, draft, Field::Issuer, "");
  found.source = value_of(card, draft, Field::Source, "来源");
  found.author = value_of(card, draft, Field::Author, "作者");
  found.validity = value_of(card, draft, Field::Validity, "");
  found.keywords = value_of(card, draft, Field::Keywords, "关键词");
  found.summary = value_of(card, draft, Field::Summary, "摘要");
  found.contact = value_of(card, draft, Field::Contact, "");
  found.theme_text = value_of(card, draft, Field::Themes, "");
  found.themes = themes_in(found.theme_text, options.themes);
  auto kind = value_of(card, draft, Field::Kind, "");
  if (std::find(options.kinds.begin(), options.kinds.end(), kind) != options.kinds.end()) found.kind = kind;
  found.document_number = value_of(card, draft, Field::DocumentNumber, "");
  if (auto number = DocumentNumber::parse(found.document_number))
    warn_departures(found.document_number, *number, found);
  if (auto number = written_number(text::decode(found.document_number)); !number.empty())
    found.document_number = number;
  found.issued_on = card.issued_on;
  found.effective_on = card.effective_on;
  found.expires_on = card.expires_on;
  found.published_at = card.published_at;
  found.published_has_time = card.published_has_time;
  if (found.published_at) return;
  for (const auto& [label, value] : draft.facts)
    if (auto date = label == "发布日期" ? find_date(text::decode(value)) : std::nullopt) {
      found.published_at = Instant::at(date->date, date->hour, date->minute, date->second);
      found.published_has_time = date->has_time;
    }
}

/// 起始日期 and 终止日期 are the days of force of a document that is in force, and else those in which people are asked
/// or told: of a 公示 they have no field.
void take_term(Card& card, Found& found) {
  auto title = text::decode(found.title);
  const bool asks = contains_any(title, {U"公示", U"征求意见", U"征集", U"招标", U"招聘", U"招录", U"采购", U"拍卖",
                                         U"听证", U"报名", U"遴选", U"挂牌", U"出让"});
  auto take = [&](const char* label, const std::optional<Date>& day, std::optional<Date>& field) {
    if (!day) return;
    if (!asks && !field)
      field = day;
    else if (asks || field != day)
      card.dropped.push_back(fmt::format("{}：{}", label, day->text()));
  };
  take("起始日期", card.term_begin, found.effective_on);
  take("终止日期", card.term_end, found.expires_on);
}

/// 2021年7月22日 某某部令第43号公布: number and issuer of a rule; false when the words behind the day are no such.
bool take_decree(View words, Found& found) {
  auto end = words.find(U'号');
  if (end == View::npos || end > 40) return false;
  auto rest = trimmed(words.substr(end + 1));
  if (!rest.empty() && !starts_with_any(rest, {U"公布", U"发布", U"颁布", U"施行", U"，", U"；", U"）", U")", U"根据"}))
    return false;
  auto number = squeezed(words.substr(0, end + 1));
  auto order = number.find(U"令第");
  if (order == Chars::npos || written_number(number).empty()) return false;
  if (found.document_number.empty()) found.document_number = text::encode(number);
  auto issuer = View(number).substr(0, order);
  if (issuer.size() >= 10 && starts_with(issuer, U"中华人民共和国")) issuer.remove_prefix(7);
  if (found.issuer.empty()) found.issuer = text::encode(issuer);
  return true;
}

/// 第十届人民代表大会…第三十一次会议 of 2007年5月31日 某省第十届人民代表大会…: who adopted a statute.
void take_assembly(View words, Found& found) {
  auto body = squeezed(words);
  auto first = body.find(U'第'), term = body.find(U"届"), meeting = body.find(U"第", term == Chars::npos ? 0 : term);
  if (first == Chars::npos || term == Chars::npos || meeting == Chars::npos || first > term || !found.issuer.empty())
    return;
  found.issuer = text::encode(body.substr(0, first) + body.substr(term + 1, meeting - term - 1));
}

/// How a statute came about, above its text: 2007年5月31日 某省第十届人民代表大会常务委员会第三十一次会议通过.
void take_adoption(const Draft& draft, Found& found) {
  bool stated = found.issued_on.has_value();
  for (std::size_t i = 0; i < draft.lines.size() && !stated; ++i) {
    const auto& line = draft.lines[i];
    if (!line.is_text() || line.text.empty()) continue;
    if (!line.centered && (i > 2 || half(line.text.front()) != U'(')) continue;
    auto date = find_date(line.text);
    if (!date) continue;
    auto adopted = line.text.find(U"通过");
    if (adopted == Chars::npos) adopted = std::min(line.text.find(U"修订"), line.text.find(U"修正"));
    bool decree = take_decree(View(line.text).substr(date->end), found);
    if (!decree && (adopted == Chars::npos || date->begin > adopted || found.issued_on)) continue;
    if (!found.issued_on) found.issued_on = date->date;
    if (!decree) take_assembly(View(line.text).substr(date->end, adopted - date->end), found);
  }
}

}  // namespace

Outcome<Found> read_document(const Source& source, const Options& options) {
  if (source.bytes.size() > options.max_bytes) return fail(Fault::TooLarge, "intake.too-large", source.file_name);
  if (source.form == Form::File && format_of(source.file_name, source.bytes) == Format::Pdf) {
    DL_TRY(auto text, take_pdf_text(source.bytes, {}));
    return read_document({source.file_name, std::move(text), Form::PdfText}, options);
  }
  DL_TRY(auto draft, read_draft(source));

  if (draft.tally.full())
    return too_many(
        fmt::format("{} lines, {} cells, {} characters", draft.tally.lines, draft.tally.cells, draft.tally.characters));
  for (std::size_t i = 0; i < draft.lines.size(); ++i) draft.lines[i].origin = i;
  for (auto& line : draft.behind) line.origin = draft.lines.size();
  drop_forbidden(draft);
  std::erase_if(draft.lines, [](const Line& line) { return line.is_text() && line.text.empty(); });
  if (draft.lines.empty()) return fail(Fault::Unreadable, "intake.empty", source.file_name);
  drop_embedded_addresses(draft);
  unwrap_sharing_site(draft);
  drop_furniture(draft);
  auto card = take_card(draft);
  // Only now: white space is what keeps the fields of a card's line apart.
  for (auto& line : draft.lines) tidy_spaces(line);

  Found found;
  take_facts(card, draft, options, found);
  found.attachments = std::move(draft.attachments);
  find_title(draft, card, found);
  take_term(card, found);
  take_adoption(draft, found);
  join_cut_sentences(draft);
  mark_parts(draft, options, found);
  take_title_issuer(found);
  if (!found.issued_on) found.issued_on = found.signed_on;
  if (found.kind.empty()) found.kind = kind_in_title(found.title, options.kinds);
  mark_headings(draft, text::decode(found.title));
  // The rule that sets notes apart on a page is drawn with them.
  while (!draft.behind.empty() && draft.lines.size() > 1 && draft.lines.back().kind == LineKind::Rule)
    draft.lines.pop_back();
  for (auto& line : draft.behind) {
    line.trim();
    line.role = Role::Left;
    draft.lines.push_back(std::move(line));
  }
  finish(draft, found);
  if (found.body.blocks.size() > Tally::kMostLines) return too_many("blocks");
  check_document(card, options, found);
  place_warnings(found);
  return found;
}

content::Tree read_body(std::string_view text, const Options& options) {
  auto draft = read_text(decode(text, Format::Text).text);
  drop_forbidden(draft);
  join_page_lines(draft);
  for (auto& line : draft.lines) tidy_spaces(line);
  Found found;
  mark_parts(draft, options, found);
  mark_headings(draft);
  finish(draft, found);
  return std::move(found.body);
}

}  // namespace dl::intake
