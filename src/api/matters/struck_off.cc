#include "api/matters/struck_off.h"

#include <boost/json.hpp>

#include "accounts/people.h"
#include "agencies/holidays.h"
#include "base/text.h"
#include "compliance/procedure.h"
#include "compliance/rectification_store.h"
#include "matters/subject.h"

namespace dl::api {
namespace {

namespace json = boost::json;
using Text = std::string;
using matters::Case;
using matters::Fact;

constexpr std::string_view kRegister = "rectifications";
constexpr std::size_t kLongestResult = 500;  ///< characters of the field `check_result`

/// What the words are made of besides the matter.
struct Around {
  const compliance::NewRectification& found;
  std::optional<Date> due = {};
  Text agency = {};
  std::map<Text, Text> names = {};

  Text name_of(const Text& actor) const {
    const auto one = names.find(actor);
    return one == names.end() ? Text() : one->second;
  }
};

Text words_of(const Fact* fact) { return fact == nullptr ? Text() : fact->words; }

/// In words as people write them, as records::read_json takes them.
json::object words_of(const Case& now, const Fact& confirmed, const Around& around) {
  const auto& found = around.found;
  const auto result = words_of(now.last("rectification.reported"));
  const auto asked = words_of(now.last("rectification.assigned"));
  const auto link = compliance::first_link(result);
  const auto day = confirmed.on.text();
  json::object words = {{"number", now.matter.number},
                        {"origin", found.origin},
                        {"kind", found.kind},
                        {"problem", found.problem},
                        {"place", found.place},
                        {"found_on", found.found_on.text()},
                        {"unit", now.matter.department.empty() ? around.agency : now.matter.department},
                        {"person", around.name_of(now.matter.holder)},
                        {"measures", !found.measures.empty() ? found.measures
                                     : asked.empty()         ? result
                                                             : asked},
                        {"due_on", around.due ? around.due->text() : Text()},
                        {"state", "closed"},
                        {"evidence", link.empty() ? compliance::first_link(found.place) : link},
                        {"result", result},
                        {"checked_by", around.name_of(confirmed.actor)},
                        {"check_result", confirmed.words.empty() ? "通过" : text::cut(confirmed.words, kLongestResult)},
                        {"checked_on", day},
                        {"closed_on", day},
                        {"assessed", found.assessed ? "是" : "否"}};
  return words;
}

Outcome<void> enter(journal::Transaction& transaction, records::RecordDesk& desk, const records::Register& made,
                    const periods::Laws& laws, const Case& now, const Fact& confirmed) {
  auto& session = transaction.sql();
  DL_TRY(const auto item, compliance::load_rectification(session, now.matter.id));
  DL_TRY(const auto calendar, agencies::CalendarInRows().load(session));
  DL_TRY(const auto progress, compliance::progress_of(now, {laws, *calendar}, confirmed.on));
  Around around{.found = item.found, .due = progress.due};
  DL_TRY(around.agency, session.value<Text>("SELECT name FROM agency WHERE id = :agency", now.matter.agency));
  DL_TRY(around.names, accounts::names_of(session, {now.matter.holder, confirmed.actor}));
  DL_TRY(const auto read, records::read_json(json::serialize(words_of(now, confirmed, around)), made));
  if (!records::acceptable(records::check(made, read, transaction.now().date()))) return {};
  const auto by = accounts::Principal::machine(confirmed.actor);
  DL_CHECK(desk.enter_made(transaction, made.code, now.matter.agency, read, by));
  return {};
}

}  // namespace

matters::House::Follow enter_struck_off(records::RecordDesk& desk, const records::Registers& registers,
                                        const periods::Laws& laws) {
  return [&desk, &registers, &laws](journal::Transaction& transaction, const Case& now,
                                    const Fact& fact) -> Outcome<void> {
    if (fact.verb != compliance::event("rectification.confirmed").verb) return {};
    const auto made = registers.all().find(kRegister);  // an installation may do without it
    return made == registers.all().end() ? Outcome<void>() : enter(transaction, desk, made->second, laws, now, fact);
  };
}

}  // namespace dl::api
