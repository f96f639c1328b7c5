#include "requests/sheets.h"

#include <algorithm>

#include "base/numerals.h"
#include "base/text.h"
#include "matters/matter_store.h"
#include "matters/parties.h"
#include "requests/clocks.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using Text = std::string;
using matters::Case;
using matters::Fact;
using matters::Letter;

void put(paper::Facts& facts, std::string_view name, std::string_view value) {
  if (!value.empty()) facts.rows.push_back({Text(name), Text(value)});
}

/// A row to be filled in by hand where nothing is on record.
void put_or_blank(paper::Facts& facts, std::string_view name, std::string_view value) {
  facts.rows.push_back({Text(name), Text(value)});
}

Date came_on(const Case& now) { return now.matter.received_on.value_or(now.matter.opened_at.date()); }

paper::Letter blank_sheet(const SheetSources& of, const Case& now, Text title, Date date) {
  return {.agency = of.agency,
          .number = now.matter.number,
          .title = std::move(title),
          .date = date,
          .standing = paper::Standing::Form};
}

void add_wanted(paper::Letter& page, const Request& request) {
  page.body.emplace_back(paper::Paragraph{"所需信息：" + request.wanted});
  if (!request.clarified.empty()) page.body.emplace_back(paper::Paragraph{"补正后的内容：" + request.clarified});
}

// ── who asks, and for what ───────────────────────────────────────────────────────────────────────────────────────────

Outcome<void> put_people(db::Session& session, const Papers& papers, std::int64_t matter, paper::Facts& facts) {
  DL_TRY(const auto parties, matters::list_parties(session, matter));
  for (const auto& party : parties) {
    DL_TRY(const auto contact, matters::contact_of(session, papers.key, party));
    const auto role = chinese_of(party.role);
    if (!contact) {
      put(facts, role, "已按规定删除");
      continue;
    }
    put(facts, role, contact->name);
    put(facts, "证件号码", contact->identity_number);
    put(facts, "法定代表人", contact->representative);
    put(facts, "联系人", contact->contact_name);
    put(facts, "联系电话", contact->phone);
    put(facts, "电子邮箱", contact->email);
    put(facts, "通信地址", contact->address);
    put(facts, "邮政编码", contact->postcode);
  }
  return {};
}

Outcome<paper::Letter> draw_application(db::Session& session, const SheetSources& of, const Case& now) {
  const auto& matter = now.matter;
  DL_TRY(const auto request, load_request(session, matter.id));
  paper::Facts facts;
  put(facts, "编号", matter.number);
  put(facts, "提出方式", chinese_of(matter.channel));
  put(facts, "申请事项", chinese_of(request.purpose));
  put(facts, "文号", request.document_number);
  put(facts, "获取方式", chinese_of(request.way));
  put(facts, "载体形式", chinese_of(request.carrier));
  if (matter.received_on) put(facts, "收到日期", text::chinese_date(*matter.received_on));
  DL_CHECK(put_people(session, of.papers, matter.id, facts));
  auto page = blank_sheet(of, now, Text(sheet_title(Sheet::Application, now)), came_on(now));
  page.body.emplace_back(std::move(facts));
  add_wanted(page, request);
  return page;
}

// ── how it was registered ────────────────────────────────────────────────────────────────────────────────────────────

/// By which rule of art. 31 the day of receipt stands; empty while it does not.
Text settled_by(const Case& now) {
  if (!now.matter.received_on) return {};
  if (now.last(event("request.confirmed").verb) != nullptr) return "双方确认之日（条例第三十一条）";
  if (is_of_ledger(now)) return "台账记载的日期";
  return fmt::format("{}之日（条例第三十一条）", chinese_of(now.matter.channel));
}

Outcome<paper::Letter> draw_registration(db::Session& session, const SheetSources& of, const Case& now) {
  const auto& matter = now.matter;
  DL_TRY(const auto request, load_request(session, matter.id));
  DL_TRY(const auto clock, answer_clock(now, of.times));
  paper::Facts facts;
  put(facts, "编号", matter.number);
  put(facts, "申请渠道", chinese_of(matter.channel));
  put(facts, "提出日期", text::chinese_date(facts_of(now).filed_on));
  put_or_blank(facts, "收到日期", matter.received_on ? text::chinese_date(*matter.received_on) : Text());
  put(facts, "收到日期的确定", settled_by(now));
  put(facts, "答复期限", clock ? text::chinese_date(clock->due()) : Text());
  put(facts, "承办科室", matter.department);
  const auto klass = find_name<Applicant>(matter.klass);
  put(facts, "申请人类别", klass ? chinese_of(*klass) : std::string_view());
  DL_CHECK(put_people(session, of.papers, matter.id, facts));
  put(facts, "申请事项", chinese_of(request.purpose));
  put(facts, "文号", request.document_number);
  put(facts, "获取方式", chinese_of(request.way));
  put(facts, "载体形式", chinese_of(request.carrier));
  auto page = blank_sheet(of, now, "政府信息公开申请登记表", came_on(now));
  page.body.emplace_back(std::move(facts));
  add_wanted(page, request);
  const auto* confirmed = now.last(event("request.confirmed").verb);
  if (confirmed != nullptr && !confirmed->words.empty())
    page.body.emplace_back(paper::Paragraph{"收到的确认：" + confirmed->words});
  return page;
}

// ── how its letters were served ──────────────────────────────────────────────────────────────────────────────────────

/// The last fact of a round with the verb that `fits`; nullptr for none.
template <class F>
const Fact* last_fact(const Case& now, std::string_view verb, F fits) {
  const Fact* last = nullptr;
  for (const auto& fact : now.facts)
    if (fact.verb == verb && fits(fact)) last = &fact;
  return last;
}

/// What proves that an answer was served: its way, and what its step says besides.
void put_service(paper::Facts& facts, const Fact& served) {
  const auto way = find_name<Delivery>(served.code);
  put(facts, "送达方式", way ? chinese_of(*way) : std::string_view());
  put(facts, "邮件编号", served.terms);
  put(facts, "送达地点", served.place);
  put(facts, "签收人", served.person);
  put(facts, way == Delivery::Post ? "交邮日期" : "送达日期", text::chinese_date(served.on));
}

/// A letter that nothing is on record of has room to be signed for.
void put_receipt(paper::Facts& facts, const Case& now, const Letter& letter) {
  if (is_answer(letter.kind)) {
    const auto* served =
        last_fact(now, event("request.delivered").verb, [&](const Fact& fact) { return fact.round == letter.round; });
    if (served != nullptr) return put_service(facts, *served);
  } else if (letter.fact != 0) {
    const auto* received = last_fact(now, event("request.notice-received").verb,
                                     [&](const Fact& fact) { return fact.about == letter.fact; });
    if (received != nullptr) {
      if (text::length(received->words) <= paper::kLongestFact) put(facts, "怎样签收", received->words);
      return put(facts, "签收日期", text::chinese_date(received->on));
    }
  }
  for (const auto* blank : {"送达方式", "送达地点", "签收人签名", "签收日期", "送达人"}) put_or_blank(facts, blank, {});
}

Outcome<paper::Facts> service_of(db::Session& session, const SheetSources& of, const Case& now, const Letter& letter) {
  const auto kind = find_name<LetterKind>(letter.kind);
  paper::Facts facts;
  put(facts, "文书", kind ? chinese_of(*kind) : std::string_view(letter.kind));
  put(facts, "文号", letter.number);
  put(facts, "成文日期", text::chinese_date(*letter.issued_on));
  const auto words = words_of(session, of.papers, now.matter, letter);
  if (!words && words.error().fault != Fault::Invalid) return Failure(words.error());
  put_or_blank(facts, "受送达人", words ? words->addressee : Text());
  put_receipt(facts, now, letter);
  return facts;
}

Outcome<paper::Letter> draw_service(db::Session& session, const SheetSources& of, const Case& now) {
  auto page = blank_sheet(of, now, "政府信息公开申请文书送达记录", came_on(now));
  DL_TRY(const auto letters, matters::list_letters(session, now.matter.id));
  for (const auto& letter : letters) {
    if (!letter.issued()) continue;
    DL_TRY(auto facts, service_of(session, of, now, letter));
    page.body.emplace_back(std::move(facts));
    page.date = std::max(page.date, *letter.issued_on);
  }
  for (const auto& fact : now.facts)
    if (fact.verb == event("request.delivered").verb) page.date = std::max(page.date, fact.on);
  if (page.body.empty()) page.body.emplace_back(paper::Paragraph{"还没有签发的文书。"});
  return page;
}

}  // namespace

std::string_view sheet_title(Sheet sheet, const Case& now) {
  return sheet == Sheet::Application && is_of_ledger(now) ? std::string_view("台账登记") : chinese_of(sheet);
}

Outcome<paper::Letter> draw_sheet(db::Session& session, const SheetSources& of, const Case& now, Sheet sheet) {
  switch (sheet) {
    case Sheet::Application: return draw_application(session, of, now);
    case Sheet::Registration: return draw_registration(session, of, now);
    case Sheet::Service: return draw_service(session, of, now);
  }
  return fail(Fault::Internal, "request.missing", now.matter.number);
}

}  // namespace dl::requests
