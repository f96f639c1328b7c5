// The mailbox: letters with their answers that were made public, by topic, a page at a time, and one of them. Drawn
// from the masked words alone; what somebody wrote is read by no page.
#include "dialogue/events.h"
#include "dialogue/public_store.h"
#include "portal/dialogue/paths.h"
#include "portal/lines.h"
#include "portal/matters/follow.h"
#include "portal/shell.h"

namespace dl::portal {
namespace {

constexpr std::string_view kTopics = "message_topics";

std::string letter_path(std::int64_t id) { return fmt::format("{}/{}", kMailboxPath, id); }

std::string topic_name(const Portal& portal, std::string_view code) {
  const auto* term = portal.vocabularies.at(kTopics).find(code);
  return term == nullptr ? std::string() : term->name;
}

std::string by_of(const Visit& visit, const dialogue::PublicMessage& message) {
  return message.department.empty() ? visit.agency->name : message.department;
}

/// What the address of a list asks.
struct Asked {
  std::string topic = {};
  std::optional<db::Key> after = {};

  std::string url(const Visit& visit) const {
    std::string query;
    if (!topic.empty()) query = "?topic=" + web::percent_encode(topic);
    if (after) query += (query.empty() ? "?after=" : "&after=") + after->text();
    return visit.url(kMailboxPath + query);
  }
};

Outcome<Asked> read_asked(const web::Request& http, const Portal& portal) {
  Asked asked;
  const auto topic = http.argument("topic");
  const auto& terms = portal.vocabularies.at(kTopics).terms;
  if (!topic.empty() && std::ranges::find(terms, topic, &Term::code) == terms.end())
    return fail(Fault::NotFound, "list.cursor", std::string(topic));
  asked.topic = topic;
  if (const auto after = http.argument("after"); !after.empty()) {
    asked.after = db::Key::parse(after);
    if (!asked.after) return fail(Fault::NotFound, "list.cursor", std::string(after));
  }
  return asked;
}

void fill_topics(MailboxPage& page, const Visit& visit, const Portal& portal, const Asked& asked) {
  page.side_title = page.mailbox_title;
  page.side_links = {{"写信", page.new_letter_url, false, false}, {kFollowTitle, page.follow_url, false, false}};
  FilterView topics{"主题", {{"全部", visit.url(kMailboxPath), {}, asked.topic.empty()}}};
  for (const auto& term : portal.vocabularies.at(kTopics).terms)
    topics.choices.push_back({term.name, Asked{term.code, {}}.url(visit), {}, term.code == asked.topic});
  page.filters.push_back(std::move(topics));
  if (!asked.topic.empty()) page.chosen.push_back({topic_name(portal, asked.topic), visit.url(kMailboxPath)});
}

void fill_list(MailboxPage& page, const Visit& visit, const Portal& portal, const Asked& asked,
               const db::Page<dialogue::PublicMessage>& found) {
  for (const auto& one : found.items)
    page.answered.push_back({one.words.title, visit.url(letter_path(one.id)), topic_name(portal, one.topic),
                             one.answered_on.text(), by_of(visit, one)});
  if (asked.after) page.pages.push_back({"回到第一页", Asked{asked.topic, {}}.url(visit), {}});
  if (found.next) page.pages.push_back({"下一页", Asked{asked.topic, found.next}.url(visit), "next"});
}

std::vector<std::string> topics_of(const Visit& visit) {
  return {visit.facts_topic(), dialogue::list_topic(visit.agency->id)};
}

}  // namespace

Outcome<web::Response> show_mailbox(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_mailbox(portal, visit));
  DL_TRY(const auto asked, read_asked(http, portal));
  MailboxPage page;
  const auto title = mailbox_title(visit);
  fill_shell(page, visit, {.title = title, .path = kMailboxPath, .crumbs = {{title, {}}}});
  page.new_letter_url = visit.url(kNewLetterPath);
  DL_TRY(page.answer_time, length_of(portal.carried->laws, kAnswerPeriod, visit.today));
  fill_topics(page, visit, portal, asked);
  DL_TRY(const auto found, portal.database.read([&](db::Session& session) {
    return dialogue::list_public(session, {.agency = visit.agency->id, .topic = asked.topic}, asked.after,
                                 portal.options.lines_a_page);
  }));
  fill_list(page, visit, portal, asked, found);
  auto topics = topics_of(visit);
  topics.emplace_back(kDayTopic);
  return page_of(portal.pages.mailbox.render(page), std::move(topics));
}

Outcome<web::Response> show_letter(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_CHECK(open_mailbox(portal, visit));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "message.missing");
  DL_TRY(const auto message, portal.database.read([&](db::Session& session) {
    return dialogue::load_public(session, visit.agency->id, *id);
  }));
  LetterPage page;
  fill_shell(page, visit,
             {.title = message.words.title,
              .path = letter_path(message.id),
              .crumbs = {{mailbox_title(visit), visit.url(kMailboxPath)}, {message.words.title, {}}}});
  page.letter_title = message.words.title;
  page.letter_topic = topic_name(portal, message.topic);
  page.letter_asked = message.asked_on.text();
  page.letter_answered = message.answered_on.text();
  page.letter_by = by_of(visit, message);
  page.question_lines = lines_of(message.words.question);
  page.answer_lines = lines_of(message.words.answer);
  return page_of(portal.pages.letter.render(page), topics_of(visit));
}

}  // namespace dl::portal
