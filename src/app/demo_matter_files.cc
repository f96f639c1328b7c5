#include "app/demo_matter_files.h"

#include <cstdlib>
#include <sstream>

#include "base/calendar.h"
#include "base/toml_file.h"
#include "compliance/procedure.h"
#include "dialogue/procedure.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using Table = toml::table;

/// Reads one file.
struct Reading {
  const TomlFile& file;
  Date today;
  const Calendar& calendar;

  /// So many working days ago; below 0 to come.
  Date day(std::int64_t ago) const {
    auto date = today;
    for (auto left = std::abs(ago); left > 0;) {
      date = date.plus_days(ago < 0 ? 1 : -1);
      if (calendar.is_working_day(date)) --left;
    }
    return date;
  }

  /// "12 09:30": working days ago and the time.
  Outcome<Instant> moment(const toml::node& node, std::istringstream& words) const {
    std::int64_t ago = 0;
    std::string time;
    words >> ago >> time;
    const auto at = Instant::parse(day(ago).text() + " " + time);
    if (!words || ago < 1 || !at) return file.wrong(node, "a moment is \"WORKING-DAYS-AGO HH:MM\", in the past");
    return *at;
  }

  Outcome<std::optional<Date>> day_in(const Table& table, std::string_view key) const {
    if (!table.contains(key)) return std::optional<Date>();
    DL_TRY(const auto ago, file.integer(table, key));
    return std::optional(day(ago));
  }

  template <class E>
  Outcome<E> named_or(const Table& table, std::string_view key, E otherwise) const {
    DL_TRY(const auto name, file.text_or(table, key, name_of(otherwise)));
    const auto found = find_name<E>(name);
    if (!found) return file.wrong(table, fmt::format("{} is unknown: {}", key, name));
    return *found;
  }

  Outcome<matters::Contact> contact(const Table& table) const {
    DL_CHECK(file.only(table, {"name", "identity_kind", "identity_number", "representative", "contact_name", "phone",
                               "email", "address", "postcode"}));
    matters::Contact made;
    DL_TRY(made.name, file.text(table, "name"));
    DL_TRY(made.identity_kind, file.text_or(table, "identity_kind", ""));
    DL_TRY(made.identity_number, file.text_or(table, "identity_number", ""));
    DL_TRY(made.representative, file.text_or(table, "representative", ""));
    DL_TRY(made.contact_name, file.text_or(table, "contact_name", ""));
    DL_TRY(made.phone, file.text_or(table, "phone", ""));
    DL_TRY(made.email, file.text_or(table, "email", ""));
    DL_TRY(made.address, file.text_or(table, "address", ""));
    DL_TRY(made.postcode, file.text_or(table, "postcode", ""));
    return made;
  }
  Outcome<std::optional<matters::Contact>> contact_in(const Table& table, std::string_view key) const {
    const auto* told = table[key].as_table();
    if (told == nullptr) return std::optional<matters::Contact>();
    DL_TRY(auto made, contact(*told));
    return std::optional(std::move(made));
  }

  /// "12 09:30 Accept", or a table with that as `do` and what belongs to it.
  Outcome<DemoMatterStep> step(const toml::node& node) const {
    const auto* table = node.as_table();
    const auto said = table != nullptr ? (*table)["do"].value<std::string>() : node.value<std::string>();
    std::istringstream words(said.value_or(""));
    DemoMatterStep made;
    DL_TRY(made.at, moment(node, words));
    std::string more;
    if (!(words >> made.step) || words >> more) return file.wrong(node, "no step follows on the moment");
    if (table != nullptr) DL_CHECK(details(made, *table));
    return made;
  }

  Outcome<void> details(DemoMatterStep& made, const Table& table) const {
    DL_CHECK(file.only(table, {"do", "say", "by", "holder", "on", "until", "code", "department", "count", "place",
                               "person", "terms", "hide", "stars", "party"}));
    DL_TRY(made.by, file.text_or(table, "by", ""));
    DL_TRY(made.holder, file.text_or(table, "holder", ""));
    DL_TRY(made.hide, file.texts(table, "hide"));
    auto& input = made.input;
    DL_TRY(input.words, file.text_or(table, "say", ""));
    DL_TRY(input.on, day_in(table, "on"));
    DL_TRY(input.until, day_in(table, "until"));
    DL_TRY(input.code, file.text_or(table, "code", ""));
    if (table.contains("count")) {
      DL_TRY(input.count, file.integer(table, "count"));
    }
    DL_TRY(input.place, file.text_or(table, "place", ""));
    DL_TRY(input.person, file.text_or(table, "person", ""));
    DL_TRY(input.terms, file.text_or(table, "terms", ""));
    DL_TRY(input.department, file.text_or(table, "department", ""));
    made.stars = static_cast<int>(table["stars"].value_or<std::int64_t>(0));
    DL_TRY(auto party, contact_in(table, "party"));
    if (party) made.party = std::move(*party);
    return {};
  }

  Outcome<DemoMatter> matter(const Table& table) const {
    DemoMatter made{.about = file.place(table)};
    DL_TRY(made.key, file.text_or(table, "key", ""));
    DL_TRY(made.agency, file.text_or(table, "agency", "csglj"));
    DL_TRY(const auto at, file.text(table, "at"));
    std::istringstream words(at);
    DL_TRY(made.at, moment(table, words));
    const auto* steps = table["steps"].as_array();
    if (steps == nullptr) return made;
    for (const auto& node : *steps) {
      DL_TRY(auto one, step(node));
      made.steps.push_back(std::move(one));
    }
    return made;
  }

  Outcome<DemoMatter> request(const Table& table) const;
  Outcome<DemoReply> reply(const Table& table) const;
  Outcome<DemoMatter> message(const Table& table) const;
  Outcome<DemoMatter> rectification(const Table& table) const;
  Outcome<DemoBodies> bodies(const Table& table) const;
  Outcome<DemoChannels> channels(const Table& table) const;
  Outcome<DemoRoute> route(const Table& table) const;

  /// Each table of a name, read by `read` into `all`.
  template <class T>
  Outcome<void> each(std::string_view name, Outcome<T> (Reading::*read)(const Table&) const,
                     std::vector<T>& all) const {
    DL_TRY(const auto tables, file.tables(file.root(), name));
    for (const auto* table : tables) {
      DL_TRY(auto one, (this->*read)(*table));
      all.push_back(std::move(one));
    }
    return {};
  }
};

Outcome<DemoMatter> Reading::request(const Table& table) const {
  DL_CHECK(file.only(table, {"key", "agency", "at", "steps", "reply", "channel", "purpose", "applicant", "contact",
                             "agent", "wanted", "document_number", "way", "carrier", "helped"}));
  DL_TRY(auto made, matter(table));
  requests::Filing filing{.came_on = made.at.date()};
  DL_TRY(filing.channel, named_or(table, "channel", matters::Channel::Online));
  DL_TRY(filing.purpose, named_or(table, "purpose", requests::Purpose::Information));
  DL_TRY(filing.applicant, named_or(table, "applicant", requests::Applicant::Natural));
  DL_TRY(auto contact, contact_in(table, "contact"));
  if (!contact) return file.wrong(table, "contact is missing");
  filing.contact = std::move(*contact);
  DL_TRY(filing.agent, contact_in(table, "agent"));
  DL_TRY(filing.wanted, file.text(table, "wanted"));
  DL_TRY(filing.document_number, file.text_or(table, "document_number", ""));
  DL_TRY(filing.way, named_or(table, "way", requests::Way::Electronic));
  DL_TRY(filing.carrier, named_or(table, "carrier", requests::Carrier::Electronic));
  DL_TRY(filing.helped, file.flag_or(table, "helped", false));
  made.form = std::move(filing);
  DL_TRY(const auto replies, file.tables(table, "reply"));
  for (const auto* one : replies) {
    DL_TRY(auto read, reply(*one));
    made.replies.push_back(std::move(read));
  }
  return made;
}

Outcome<DemoReply> Reading::reply(const Table& table) const {
  DL_CHECK(file.only(table, {"decision", "grounds", "reasons", "material", "channel", "withheld", "responsible",
                             "earlier", "online"}));
  DemoReply made;
  auto& reply = made.reply;
  DL_TRY(reply.decision, named_or(table, "decision", requests::Decision::Open));
  DL_TRY(const auto grounds, file.texts(table, "grounds"));
  for (const auto& name : grounds) {
    const auto ground = find_name<requests::Ground>(name);
    if (!ground) return file.wrong(table, "grounds are unknown: " + name);
    reply.grounds.push_back(*ground);
  }
  DL_TRY(reply.reasons, file.text_or(table, "reasons", ""));
  DL_TRY(reply.material, file.texts(table, "material"));
  DL_TRY(reply.channel, file.text_or(table, "channel", ""));
  DL_TRY(reply.withheld, file.text_or(table, "withheld", ""));
  DL_TRY(reply.responsible, file.text_or(table, "responsible", ""));
  DL_TRY(made.earlier, file.text_or(table, "earlier", ""));
  DL_TRY(reply.online, file.flag_or(table, "online", false));
  return made;
}

Outcome<DemoMatter> Reading::message(const Table& table) const {
  DL_CHECK(file.only(table, {"key", "agency", "at", "steps", "answers", "kind", "topic", "title", "words",
                             "wants_public", "name", "phone", "email"}));
  DL_TRY(auto made, matter(table));
  dialogue::NewMessage message;
  DL_TRY(message.kind, file.text(table, "kind"));
  DL_TRY(message.topic, file.text(table, "topic"));
  DL_TRY(message.title, file.text(table, "title"));
  DL_TRY(message.words, file.text(table, "words"));
  DL_TRY(message.wants_public, file.flag_or(table, "wants_public", true));
  DL_TRY(message.name, file.text(table, "name"));
  DL_TRY(message.phone, file.text_or(table, "phone", ""));
  DL_TRY(message.email, file.text_or(table, "email", ""));
  made.form = std::move(message);
  DL_TRY(made.answers, file.texts(table, "answers"));
  return made;
}

Outcome<DemoMatter> Reading::rectification(const Table& table) const {
  DL_CHECK(file.only(table, {"key", "agency", "at", "steps", "title", "origin_number", "origin", "kind", "problem",
                             "place", "measures", "assessed"}));
  DL_TRY(auto made, matter(table));
  compliance::NewRectification found{.found_on = made.at.date()};
  DL_TRY(found.title, file.text(table, "title"));
  DL_TRY(found.origin_number, file.text_or(table, "origin_number", ""));
  DL_TRY(found.origin, file.text(table, "origin"));
  DL_TRY(found.kind, file.text(table, "kind"));
  DL_TRY(found.problem, file.text(table, "problem"));
  DL_TRY(found.place, file.text(table, "place"));
  DL_TRY(found.measures, file.text_or(table, "measures", ""));
  DL_TRY(found.assessed, file.flag_or(table, "assessed", false));
  made.form = std::move(found);
  return made;
}

Outcome<DemoBodies> Reading::bodies(const Table& table) const {
  DL_CHECK(file.only(table, {"agency", "reconsideration", "court", "online"}));
  DemoBodies made;
  DL_TRY(made.agency, file.text(table, "agency"));
  DL_TRY(made.bodies.reconsideration, file.text(table, "reconsideration"));
  DL_TRY(made.bodies.court, file.text(table, "court"));
  DL_TRY(made.bodies.online, file.text_or(table, "online", ""));
  return made;
}

Outcome<DemoChannels> Reading::channels(const Table& table) const {
  DL_CHECK(file.only(table, {"agency", "online", "fax_number", "mailbox", "office", "address", "hours", "phone",
                             "post_address", "postcode"}));
  DemoChannels made;
  auto& said = made.channels;
  DL_TRY(made.agency, file.text(table, "agency"));
  DL_TRY(said.online, file.flag_or(table, "online", true));
  DL_TRY(said.fax_number, file.text_or(table, "fax_number", ""));
  DL_TRY(said.mailbox, file.text_or(table, "mailbox", ""));
  said.fax = !said.fax_number.empty();
  said.mail = !said.mailbox.empty();
  DL_TRY(said.office, file.text_or(table, "office", ""));
  DL_TRY(said.address, file.text_or(table, "address", ""));
  DL_TRY(said.hours, file.text_or(table, "hours", ""));
  DL_TRY(said.phone, file.text_or(table, "phone", ""));
  DL_TRY(said.post_address, file.text_or(table, "post_address", ""));
  DL_TRY(said.postcode, file.text_or(table, "postcode", ""));
  return made;
}

Outcome<DemoRoute> Reading::route(const Table& table) const {
  DL_CHECK(file.only(table, {"agency", "topic", "department"}));
  DemoRoute made;
  DL_TRY(made.agency, file.text_or(table, "agency", "csglj"));
  DL_TRY(made.topic, file.text(table, "topic"));
  DL_TRY(made.department, file.text(table, "department"));
  return made;
}

}  // namespace

std::string_view kind_of(const DemoMatter& matter) {
  if (std::holds_alternative<requests::Filing>(matter.form)) return requests::Procedure::kName;
  if (std::holds_alternative<dialogue::NewMessage>(matter.form)) return dialogue::Procedure::kName;
  return compliance::Procedure::kName;
}

Outcome<DemoMatters> read_demo_matters(Date today) {
  DL_TRY(const auto calendar, Calendar::load());
  DemoMatters all;
  for (const auto* name : {"requests", "messages", "rectifications"}) {
    DL_TRY(const auto file, TomlFile::load(fmt::format("data/demo/{}.toml", name)));
    DL_CHECK(file.only(file.root(), {"bodies", "channels", "request", "route", "message", "rectification"}));
    const Reading reading{file, today, calendar};
    DL_CHECK(reading.each("bodies", &Reading::bodies, all.bodies));
    DL_CHECK(reading.each("channels", &Reading::channels, all.channels));
    DL_CHECK(reading.each("request", &Reading::request, all.matters));
    DL_CHECK(reading.each("route", &Reading::route, all.routes));
    DL_CHECK(reading.each("message", &Reading::message, all.matters));
    DL_CHECK(reading.each("rectification", &Reading::rectification, all.matters));
  }
  return all;
}

}  // namespace dl::app
