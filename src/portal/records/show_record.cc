// A record's address: the card of what is public of it, as it is or as it was on a day; the tombstone of one that was
// withdrawn.
#include "base/markup.h"
#include "base/text.h"
#include "portal/leaving.h"
#include "portal/lines.h"
#include "portal/records/place_map.h"
#include "portal/records/registers.h"
#include "records/mask.h"
#include "records/record_proof.h"
#include "records/write.h"

namespace dl::portal {

using records::Field;
using records::Live;
using records::Record;
using records::Type;

namespace {

constexpr int kMostBelow = 200;
constexpr std::size_t kShort = 24;  // characters of a value that takes half the width

/// What one card is drawn from.
struct Reading {
  const Visit& visit;
  const Portal& portal;
  db::Session& session;
  const Live& live;

  const records::Register& made() const { return *live.made; }
  records::Viewer viewer() const { return {{}, visit.today}; }
};

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

/// Public records of a register whose field has a value, by the same keeper.
Outcome<std::vector<records::Listed>> records_by(const Reading& read, const records::Register& target,
                                                 const Field& field, const records::Value& value, int most) {
  records::Asked asked{.filters = {{.field = &field, .is = value}}};
  if (target.keeper == records::Keeper::Agency) asked.agency = read.live.row.agency;
  DL_TRY(auto found, records::list_records(read.session, *read.portal.projection, target.code, read.viewer(), asked,
                                           std::nullopt, most));
  return std::move(found.rows);
}

/// The register that a link leads into, where it has one field as its key.
const records::Register* target_of(const Reading& read, const Field& link) {
  const auto target = read.portal.registers->find(link.links);
  return target && (*target)->key.size() == 1 ? *target : nullptr;
}

Outcome<std::string> link_html(const Reading& read, const Field& field, const records::Value& value) {
  const auto* target = field.many ? nullptr : target_of(read, field);
  if (target == nullptr) return records::html_of(value, field);
  DL_TRY(const auto found, records_by(read, *target, *target->key.front(), value, 1));
  if (found.empty()) return records::html_of(value, field);
  return fmt::format("<a href=\"{}\">{}</a>", escaped(read.visit.url(record_path(found.front().record))),
                     escaped(records::shown_name(*target, found.front().shown)));
}

std::string phone_html(const records::Value& value, const Field& field) {
  const auto number = records::shown_of(value, field);
  if (number.find_first_not_of("0123456789-+") != std::string::npos) return records::html_of(value, field);
  return fmt::format("<a href=\"tel:{}\">{}</a>", number, number);
}

std::string place_html(const records::Value& value, const Field& field) {
  const auto at = read_place(value);
  if (!at) return records::html_of(value, field);
  return fmt::format("东经 {:.6f}°，北纬 {:.6f}°（2000 国家大地坐标系 CGCS2000）", at->longitude, at->latitude);
}

Outcome<web::Html> value_html(const Reading& read, const Field& field, const records::Value& value) {
  switch (field.type) {
    case Type::Link: {
      DL_TRY(auto html, link_html(read, field, value));
      return web::Html{std::move(html)};
    }
    case Type::Place: return web::Html{place_html(value, field)};
    case Type::Phone: return web::Html{phone_html(value, field)};
    case Type::WebAddress: {
      const auto address = records::shown_of(value, field);
      return web::Html{fmt::format("<a href=\"{}\" rel=\"nofollow\">{}</a>",
                                   escaped(leaving_address(address, read.visit)), escaped(address))};
    }
    default: return web::Html{records::html_of(value, field)};
  }
}

std::vector<FileView> file_views(const Reading& read, const records::Value& value) {
  std::vector<FileView> views;
  for (const auto& file : records::files_of(value))
    views.push_back(file_view(records::attachment_of(file), read.visit.url(record_path(read.live.row.id))));
  return views;
}

SheetView sheet_of(const Field& field, const records::Value& value) {
  SheetView sheet{.sheet_title = field.title, .sheet_id = "sheet-" + field.code};
  for (const auto& column : field.fields) sheet.heads.push_back({column.title});
  for (const auto& row : *value.several()) {
    RecordLine line;
    for (const auto& column : field.fields)
      line.cells.push_back({column.title, records::shown_of(row.several()->at(column.place), column), {}});
    sheet.records.push_back(std::move(line));
  }
  return sheet;
}

/// The group of the form in which a field is entered; nullptr for one that the program fills in.
const records::Group* group_of(const records::Register& made, const Field& field) {
  for (const auto& group : made.console.groups)
    if (std::ranges::find(group.fields, &field) != group.fields.end()) return &group;
  return nullptr;
}

/// A short value without a neighbour takes the whole line.
void fill_lines(std::vector<FactRow>& facts) {
  bool alone = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (alone && facts[i].fact_whole) facts[i - 1].fact_whole = true;
    alone = !facts[i].fact_whole && !alone;
  }
  if (alone) facts.back().fact_whole = true;
}

/// Fields of the page in the groups of the form. What is computed stands where the page's order has it.
Outcome<void> fill_groups(RecordPage& page, const Reading& read, const Record& shown) {
  const auto& made = read.made();
  for (const auto& group : made.console.groups)
    page.groups.push_back({group.title, fmt::format("facts-{}", page.groups.size() + 1), {}});
  if (page.groups.empty()) page.groups.push_back({made.entry, "facts-1", {}});
  std::size_t at = 0;
  for (const auto* field : made.page.detail) {
    if (const auto* group = group_of(made, *field)) at = static_cast<std::size_t>(group - made.console.groups.data());
    const auto& value = shown.at(field->place);
    if (value.empty()) continue;
    if (field->type == Type::Table) {
      page.sheets.push_back(sheet_of(*field, value));
      continue;
    }
    if (field->type == Type::File) {
      page.groups[at].facts.push_back(
          {.fact_label = field->title, .fact_whole = true, .files = file_views(read, value)});
      continue;
    }
    DL_TRY(auto html, value_html(read, *field, value));
    const bool whole = field->type == Type::Place || field->type == Type::Link ||
                       text::length(records::shown_of(value, *field)) > kShort;
    page.groups[at].facts.push_back({field->title, std::move(html), whole, {}});
  }
  std::erase_if(page.groups, [](const FactGroup& group) { return group.facts.empty(); });
  for (auto& group : page.groups) fill_lines(group.facts);
  return {};
}

/// Records of the same register that name this one: the parts of a power.
Outcome<void> fill_below(RecordPage& page, const Reading& read, const Record& shown) {
  const auto& made = read.made();
  for (const auto* link : records::links_of(made)) {
    const auto* target = link->links == made.code && !link->many ? target_of(read, *link) : nullptr;
    if (target == nullptr || shown.at(target->key.front()->place).empty()) continue;
    DL_TRY(const auto found, records_by(read, made, *link, shown.at(target->key.front()->place), kMostBelow));
    if (found.empty()) continue;
    BelowList list{fmt::format("本项下的{}", made.entry), "below-" + link->code, {}};
    for (const auto& one : found)
      list.below_links.push_back({records::shown_name(made, one.shown), read.visit.url(record_path(one.record))});
    page.below.push_back(std::move(list));
  }
  return {};
}

/// What was done for the public to see, the newest first.
void fill_passages(RecordPage& page, const Live& live) {
  bool first = true;
  bool reachable = true;
  std::vector<PassageView> views;
  for (const auto& passage : live.passages) {
    PassageView view{.passage_at = passage.at.text(), .passage_machine = passage.at.rfc3339()};
    const bool again = passage.act == records::Act::Publish && !first;
    view.passage_act = again ? "更正" : chinese_of(passage.act);
    view.passage_ground = passage.ground;
    views.push_back(std::move(view));
    first = false;
  }
  // From the newest back: days on which other words were public, as far as a withdrawal does not lie between.
  for (std::size_t i = live.passages.size(); i-- > 0;) {
    const auto& passage = live.passages[i];
    if (passage.words == 0) reachable = false;
    const auto then = records::words_on(live.passages, passage.at.date());
    if (reachable && passage.words != live.row.shown && then == passage.words) {
      views[i].passage_url = fmt::format("{}?at={}", page.record_url, passage.at.date().text());
      page.had_other_words = true;
    }
    page.passages.push_back(std::move(views[i]));
  }
}

Outcome<void> fill_proof(RecordPage& page, const Reading& read) {
  DL_TRY(const auto proof, records::proof_of(read.session, *read.portal.registers, read.live.row.id, read.visit.today));
  page.fingerprint = std::string_view(proof.at("fingerprint").as_string());
  page.proof_url = page.record_url + "/proof.json";
  page.script_to_check = read.visit.url(fmt::format("{}/{}", kOpenDataPath, kScriptToCheck));
  return {};
}

Instant shown_since(const Live& live) {
  for (auto passage = live.passages.rbegin(); passage != live.passages.rend(); ++passage)
    if (passage->words != 0) return passage->at;
  return {};
}

void fill_heading(RecordPage& page, const Reading& read, const Record& shown) {
  const auto& [visit, portal, session, live] = read;
  const auto path = record_path(live.row.id);
  page.record_title = records::shown_name(*live.made, shown);
  if (page.record_title.empty()) page.record_title = live.made->entry;
  fill_register_shell(page, visit,
                      {.title = fmt::format("{} - {}", page.record_title, live.made->title),
                       .path = path,
                       .crumbs = {{kRegistersTitle, visit.url(kRegistersPath)},
                                  {live.made->title, visit.url(register_path(*live.made))},
                                  {page.record_title, {}}}});
  page.record_url = visit.url(path);
  page.page_address = visit.absolute(path);
  const auto since = shown_since(live);
  page.record_published = since.text();
  page.record_machine = since.rfc3339();
  const auto* agency = visit.directory->agency(live.row.agency);
  page.record_source = agency == nullptr ? page.agency_name : agency->name;
  page.record_number = live.row.number;
  page.register_basis = live.made->source;
  add_meta(page, "PubDate", page.record_published);
  add_meta(page, "ContentSource", page.record_source);
}

std::vector<std::string> topics_of(const Reading& read) {
  const auto& live = read.live;
  std::vector<std::string> topics = {read.visit.facts_topic(), accounts::subject_text(records::kRecord, live.row.id)};
  if (live.row.shown_until) topics.emplace_back(kDayTopic);
  for (const auto* link : records::links_of(*live.made)) topics.push_back(topic_of_register(link->links));
  return topics;
}

Outcome<web::Response> show_withdrawn(std::int64_t id, const Visit& visit, Portal& portal) {
  DL_TRY(const auto tombstone, portal.database.read([&](db::Session& session) {
    return records::load_tombstone(session, *portal.registers, id, visit.today);
  }));
  const auto& made = *tombstone.made;
  if (!is_kept_here(visit, made, tombstone.agency)) return fail(Fault::NotFound, "record.missing");
  RecordTombstonePage page;
  fill_register_shell(page, visit,
                      {.title = fmt::format("已撤下：{}", tombstone.key.empty() ? made.entry : tombstone.key),
                       .path = record_path(id),
                       .crumbs = {{kRegistersTitle, visit.url(kRegistersPath)},
                                  {made.title, visit.url(register_path(made))},
                                  {"已撤下", {}}}});
  add_meta(page, "robots", "noindex");
  page.withdrawn_title = tombstone.key;
  page.withdrawn = tombstone.withdrawn_at.text();
  page.withdrawn_machine = tombstone.withdrawn_at.rfc3339();
  page.published = tombstone.published_at.text();
  page.ground = tombstone.ground;
  page.register_title = made.title;
  page.register_address = visit.url(register_path(made));
  auto response = page_of(portal.pages.record_tombstone.render(page),
                          {visit.facts_topic(), accounts::subject_text(records::kRecord, id)});
  response.status = web::status_of(Fault::Gone);
  return response;
}

/// The words that were public on a day. Fault::NotFound `record.other-day` for a day on which there were none.
Outcome<Record> words_of_day(db::Session& session, const Live& live, const Date& day) {
  const auto words = records::words_on(live.passages, day);
  if (!words) return fail(Fault::NotFound, "record.other-day", day.text());
  return records::load_shown(session, *live.made, *words);
}

/// The day of `?at=`; nothing without one. Fault::NotFound `record.other-day` for a text that is no day.
Outcome<std::optional<Date>> read_day(const web::Request& http) {
  const auto text = http.argument("at");
  if (text.empty()) return std::optional<Date>();
  const auto day = Date::parse(text);
  if (!day) return fail(Fault::NotFound, "record.other-day", std::string(text));
  return std::optional(*day);
}

Outcome<std::vector<std::string>> fill_page(RecordPage& page, const Reading& read, const std::optional<Date>& day) {
  auto shown = read.live.shown;
  if (day) {
    DL_TRY(shown, words_of_day(read.session, read.live, *day));
  }
  fill_heading(page, read, shown);
  DL_CHECK(fill_groups(page, read, shown));
  DL_CHECK(fill_below(page, read, shown));
  fill_passages(page, read.live);
  if (!day) {
    DL_CHECK(fill_proof(page, read));
    DL_CHECK(fill_draw(page, read.visit, read.session, read.live));
    return topics_of(read);
  }
  page.old_words = OldWords{day->text()};
  page.page_title = fmt::format("（{} 的内容）{}", day->text(), page.page_title);
  page.page_address += "?at=" + day->text();
  add_meta(page, "robots", "noindex");
  return std::vector<std::string>();  // of days there are many: they would only push others out of the cache
}

}  // namespace

Outcome<web::Response> send_record_proof(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id || portal.registers == nullptr) return fail(Fault::NotFound, "record.missing");
  DL_TRY(const auto proof, portal.database.read([&](db::Session& session) -> Outcome<std::string> {
    DL_TRY(const auto row, records::load_row(session, accounts::Scope::everywhere(), *id));
    DL_TRY(const auto* made, portal.registers->find(row.code));
    if (!is_kept_here(visit, *made, row.agency)) return fail(Fault::NotFound, "record.missing");
    DL_TRY(const auto whole, records::proof_of(session, *portal.registers, *id, visit.today));
    return boost::json::serialize(whole);
  }));
  auto response = web::text(200, proof, "application/json; charset=utf-8");
  response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"record-{}.json\"", *id));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

Outcome<web::Response> show_record(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id || portal.registers == nullptr) return fail(Fault::NotFound, "record.missing");
  DL_TRY(const auto day, read_day(http));

  RecordPage page;
  auto topics = portal.database.read([&](db::Session& session) -> Outcome<std::vector<std::string>> {
    DL_TRY(const auto live, records::load_live(session, *portal.registers, *id, visit.today));
    if (!is_kept_here(visit, *live.made, live.row.agency)) return fail(Fault::NotFound, "record.missing");
    return fill_page(page, Reading{visit, portal, session, live}, day);
  });
  if (!topics && topics.error().fault == Fault::Gone) return show_withdrawn(*id, visit, portal);
  if (!topics) return Failure(std::move(topics).error());
  return page_of(portal.pages.record.render(page), std::move(*topics));
}

}  // namespace dl::portal
