#include "requests/disclosure.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "db/files.h"
#include "intake/document.h"
#include "journal/topics.h"
#include "matters/materials.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "redaction/limits.h"
#include "requests/events.h"
#include "requests/procedure.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

/// Whether somebody may redact files of a matter now.
Outcome<void> check_open(db::Session& session, const matters::Matter& matter, const Principal& by) {
  if (matter.kind != kKind) return fail(Fault::NotFound, "request.missing", matter.number);
  DL_CHECK(by.require(accounts::Right::AnswerRequests, matter.agency));
  DL_TRY(const auto now, matters::load_case(session, matter));
  return Procedure::check_draft(now, name_of(LetterKind::Reply), 0);
}

void record(Transaction& transaction, const matters::Matter& matter, std::string_view verb, const Principal& by,
            Text reason, Text before, Text after) {
  transaction.record({.actor = by.actor(),
                      .verb = Text(verb),
                      .subject = matters::subject_of(matter.id),
                      .agency = matter.agency,
                      .before_digest = std::move(before),
                      .after_digest = std::move(after),
                      .reason = std::move(reason),
                      .topics = {Text(journal::kStaffOnly)}});
}

/// "合同.pdf" as "合同（区分处理）.pdf".
Text name_of_result(const Text& name) {
  constexpr std::string_view kAdded = "（区分处理）";
  const auto dot = std::min(name.rfind('.'), name.size());
  const auto ending = name.substr(dot);
  const auto room = work::kLongestFileName - std::min(work::kLongestFileName, text::length(kAdded) + ending.size());
  return Text(text::cut(std::string_view(name).substr(0, dot), room)) + Text(kAdded) + ending;
}

double in_millimetres(double points) { return std::round(points / redaction::kPointsAMillimetre * 10) / 10; }

/// What a file is redacted from, as it stood when somebody asked for it.
struct Task {
  Disclosure of = {};
  intake::Source source = {};
};

Outcome<Task> load_task(db::Session& session, Id id, const Text& original, const Principal& by) {
  DL_TRY(const auto matter, matters::load_matter(session, matters::Sight::everywhere(), id));
  DL_CHECK(check_open(session, matter, by));
  DL_TRY(const auto file, matters::find_material(session, id, original));
  DL_TRY(auto found, find_disclosure(session, id, original));
  if (!found) return fail(Fault::NotFound, "request.areas-missing", file.name);
  Task task{.of = std::move(*found), .source = {.file_name = file.name}};
  if (file.size > static_cast<Id>(redaction::kLargestFile))
    return fail(Fault::TooLarge, "redaction.too-large", file.name);
  if (!task.of.result.empty()) return task;
  DL_TRY(task.source.bytes, db::read_file(session, file.digest, 0, file.size));
  return task;
}

}  // namespace

Outcome<std::optional<Disclosure>> find_disclosure(db::Session& session, Id matter, const Text& original) {
  DL_TRY(auto rows,
         (session.query<Text, Text, Text, Instant, std::optional<Text>, std::optional<Text>>(
             "SELECT kept.areas, kept.digest, kept.changed_by, kept.changed_at, annex.result, annex.log "
             "FROM request_disclosure AS kept LEFT JOIN request_annex AS annex ON annex.matter = kept.matter "
             "AND annex.original = kept.original AND annex.areas_digest = kept.digest "
             "WHERE kept.matter = :matter AND kept.original = :original",
             matter, original)));
  std::optional<Disclosure> found;
  for (auto& [areas, digest, by, at, result, log] : rows)
    found = Disclosure{matter,        original, std::move(areas),    std::move(digest),
                       std::move(by), at,       result.value_or(""), log.value_or("")};
  return found;
}

Text log_of(const std::vector<redaction::Mark>& marks) {
  json::array list;
  for (const auto& mark : marks) {
    json::object row;
    if (mark.page > 0) {
      row["page"] = mark.page;
      row["x"] = in_millimetres(mark.box.left);
      row["y"] = in_millimetres(mark.box.top);
      row["width"] = in_millimetres(mark.box.right - mark.box.left);
      row["height"] = in_millimetres(mark.box.bottom - mark.box.top);
    }
    row["ground"] = mark.ground;
    if (const auto ground = find_name<Ground>(mark.ground)) row["article"] = chinese_of(*ground);
    row["characters"] = mark.characters;
    list.push_back(std::move(row));
  }
  return json::serialize(json::object{{"areas", std::move(list)}});
}

Outcome<void> check_annexes(db::Session& session, Id matter, const Reply& reply) {
  for (const auto& annex : reply.annexes) {
    DL_TRY(const auto verified,
           session.value<Id>("SELECT count(*) FROM request_annex AS annex JOIN request_disclosure AS kept "
                             "ON kept.matter = annex.matter AND kept.original = annex.original "
                             "AND kept.digest = annex.areas_digest "
                             "WHERE annex.matter = :matter AND annex.result = :result",
                             matter, annex));
    const auto file = matters::find_material(session, matter, annex);
    if (!file && file.error().fault != Fault::NotFound) return Failure(file.error());
    if (verified == 0 || !file) return fail(Fault::Conflict, "request.annex-unverified", annex);
  }
  return {};
}

Outcome<void> check_annexes_of(db::Session& session, Id matter, Id letter) {
  DL_TRY(const auto kept, matters::load_letter(session, matter, letter));
  if (!is_answer(kept.kind)) return {};
  DL_TRY(const auto reply, read_reply(kept.content));
  return check_annexes(session, matter, reply);
}

Outcome<std::vector<work::Attachment>> list_annexes(db::Session& session, const matters::Letter& letter) {
  std::vector<work::Attachment> files;
  const auto reply = is_answer(letter.kind) ? read_reply(letter.content) : Outcome<Reply>(Reply());
  if (!reply) return files;
  for (const auto& annex : reply->annexes) {
    auto file = matters::find_material(session, letter.matter, annex);
    if (file) files.push_back(std::move(*file));
    if (!file && file.error().fault != Fault::NotFound) return Failure(file.error());
  }
  return files;
}

Outcome<void> DisclosureDesk::put_areas(Id id, const Text& original, const Text& areas, const Text& digest,
                                        const Principal& by) {
  DL_CHECK(redaction::read_areas(areas, kGroundCodes));
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, matters::lock_matter(session, id));
    DL_CHECK(check_open(session, matter, by));
    DL_CHECK(transaction.hold(matters::subject_of(id)));
    DL_TRY(const auto file, matters::find_material(session, id, original));
    DL_TRY(const auto before, find_disclosure(session, id, original));
    const auto stood = before ? before->digest : Text();
    if (stood != digest) return fail(Fault::Conflict, "request.areas-changed", matter.number);
    const auto now = sha256_hex(areas);
    DL_CHECK(
        session.run("INSERT INTO request_disclosure (matter, original, areas, digest, changed_by, changed_at) VALUES "
                    "(:matter, :original, :areas, :digest, :by, :at) ON CONFLICT (matter, original) DO UPDATE SET "
                    "areas = excluded.areas, digest = excluded.digest, changed_by = excluded.changed_by, "
                    "changed_at = excluded.changed_at",
                    id, original, areas, now, by.actor(), transaction.now()));
    record(transaction, matter, event("request.areas-saved").verb, by, file.name, stood, now);
    return {};
  });
}

Outcome<void> DisclosureDesk::verify(Id id, const Text& original, const redaction::ReadDocument& read,
                                     const Principal& by) {
  DL_TRY(const auto task,
         journal_.database().read([&](db::Session& session) { return load_task(session, id, original, by); }));
  if (!task.of.result.empty()) return {};
  DL_TRY(const auto areas, redaction::read_areas(task.of.areas, kGroundCodes));
  DL_TRY(auto made, redaction::redact(task.source, areas, read, journal_.clock().today()));
  const work::NewFile file{.name = name_of_result(task.source.file_name), .bytes = std::move(made.bytes)};
  return keep(id, task.of, file, log_of(made.marks), by);
}

Outcome<void> DisclosureDesk::keep(Id id, const Disclosure& of, const work::NewFile& file, const Text& log,
                                   const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, matters::lock_matter(session, id));
    DL_CHECK(check_open(session, matter, by));
    DL_TRY(const auto stands, find_disclosure(session, id, of.original));
    if (!stands || stands->digest != of.digest) return fail(Fault::Conflict, "request.areas-changed", matter.number);
    if (!stands->result.empty()) return {};  // somebody else was quicker
    DL_TRY(const auto added, matters_.add_file(transaction, id, file, accounts::Right::AnswerRequests, by));
    DL_CHECK(
        session.run("INSERT INTO request_annex (matter, original, areas_digest, result, log) VALUES "
                    "(:matter, :original, :areas, :result, :log)",
                    id, of.original, of.digest, added.digest, log));
    record(transaction, matter, event("request.redacted").verb, by,
           fmt::format("{}，遮盖记录 {}", added.name, sha256_hex(log)), of.digest, added.digest);
    return {};
  });
}

}  // namespace dl::requests
