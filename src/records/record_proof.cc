#include "records/record_proof.h"

#include <algorithm>

#include "base/hash.h"
#include "journal/browse.h"
#include "records/open_table.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;

constexpr const char* kFormat = "daylight-record-1";
constexpr int kMostEvents = 20;  // of one subject at one moment

journal::EventKind kind_of(Act act) {
  if (act == Act::Withdraw) return event("record.withdrawn");
  return act == Act::Restore ? event("record.restored") : event("record.published");
}

Outcome<std::optional<journal::Entry>> event_about(db::Session& session, const Text& subject, const Entry& entry) {
  const journal::BrowseFilter filter{.verb = Text(kind_of(entry.act).verb),
                                     .subject = subject,
                                     .from = entry.at,
                                     .until = Instant(entry.at.milliseconds() + 1)};
  DL_TRY(auto found, journal::browse(session, filter, 0, kMostEvents));
  if (found.empty()) return std::optional<journal::Entry>();
  return std::optional(std::move(found.front()));
}

/// The journal's entry of what was done: about the record, or about the import by which many became public at once.
Outcome<std::optional<journal::Entry>> event_of(db::Session& session, const Entry& entry) {
  DL_TRY(auto own, event_about(session, accounts::subject_text(kRecord, entry.record), entry));
  if (own) return own;
  DL_TRY(const auto import, session.find<Id>("SELECT id FROM record_import WHERE register = :register AND first_entry "
                                             "<= :words AND last_entry >= :words",
                                             entry.code, entry.about));
  if (!import) return std::optional<journal::Entry>();
  return event_about(session, accounts::subject_text(kImport, std::get<0>(*import)), entry);
}

void add(Text& text, std::string_view field) { text += fmt::format("{}:{},", field.size(), field); }

Text link_of(const json::object& step, const Entry& entry, const Text& before) {
  const auto* event = step.at("journal").if_object();
  Text text;
  add(text, kFormat);
  add(text, entry.code);
  add(text, std::to_string(entry.record));
  add(text, std::to_string(step.at("position").as_int64()));
  add(text, name_of(entry.act));
  add(text, std::to_string(entry.at.milliseconds()));
  add(text, std::to_string(entry.about));
  add(text, entry.digest);
  add(text, std::string_view(step.at("ground").as_string()));
  add(text, event == nullptr ? "" : std::to_string(event->at("sequence").as_int64()));
  for (const auto* name : {"hash", "previous_hash"})
    add(text, event == nullptr ? "" : std::string_view(event->at(name).as_string()));
  add(text, before);
  return sha256_hex(text);
}

json::value event_json(const std::optional<journal::Entry>& event) {
  if (!event) return nullptr;
  return json::object{{"sequence", event->sequence},           {"verb", event->event.verb},
                      {"about", event->event.subject},         {"digest", event->event.after_digest},
                      {"previous_hash", event->previous_hash}, {"hash", event->hash}};
}

/// Entry that the passages begin behind: what was public before it was taken back.
std::size_t first_with_words(const std::vector<Passage>& passages) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < passages.size(); ++i)
    if (passages[i].words == 0) first = i + 1;
  return first;
}

json::object titles_of(const Register& made) {
  json::object titles;
  for (const auto* field : open_fields(made)) titles[field->code] = field->title;
  return titles;
}

bool is_for_the_public(const Entry& entry) {
  return entry.act == Act::Publish || entry.act == Act::Withdraw || entry.act == Act::Restore;
}

}  // namespace

Outcome<json::object> proof_of(db::Session& session, const Registers& registers, Id id, Date today) {
  DL_TRY(const auto live, load_live(session, registers, id, today));
  DL_TRY(auto entries, list_entries(session, id));
  const auto words_of = [&, all = entries](Id words) {
    const auto found = std::ranges::find(all, words, &Entry::id);
    return found == all.end() ? Text() : found->content;
  };
  std::erase_if(entries, [](const Entry& entry) { return !is_for_the_public(entry); });
  const auto first = first_with_words(live.passages);
  json::array steps;
  Text link;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = entries[i];
    DL_TRY(const auto event, event_of(session, entry));
    json::object step{{"position", static_cast<Id>(i + 1)},
                      {"act", name_of(entry.act)},
                      {"at", entry.at.milliseconds()},
                      {"words", entry.about},
                      {"ground", live.passages.at(i).ground},
                      {"digest", entry.digest},
                      {"content", nullptr},
                      {"journal", event_json(event)}};
    if (i >= first) step["content"] = words_of(entry.about);
    link = link_of(step, entry, link);
    step["link"] = link;
    steps.push_back(std::move(step));
  }
  return json::object{{"format", kFormat},         {"register", live.made->code},
                      {"title", live.made->title}, {"record", id},
                      {"number", live.row.number}, {"fields", titles_of(*live.made)},
                      {"steps", std::move(steps)}, {"fingerprint", link}};
}

}  // namespace dl::records
