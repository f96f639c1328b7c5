#include "matters/materials.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "journal/browse.h"
#include "matters/events.h"
#include "matters/matter_desk.h"
#include "matters/matter_store.h"
#include "matters/record.h"
#include "matters/subject.h"

namespace dl::matters {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

/// A matter has one version: what stands beside it goes on through its rounds.
work::Version version_of(Id matter) { return {.subject = subject_of(matter), .number = 1}; }

/// The matter, for a change of what stands beside it by whoever has the right there.
Outcome<Matter> hold_matter(Transaction& transaction, Id id, accounts::Right right, const Principal& by) {
  DL_TRY(auto matter, lock_matter(transaction.sql(), id));
  DL_CHECK(by.require(right, matter.agency));
  DL_CHECK(transaction.hold(subject_of(id)));
  return matter;
}

}  // namespace

Outcome<std::vector<Material>> list_materials(db::Session& session, Id matter) {
  DL_TRY(auto files, work::list_files(session, version_of(matter)));
  std::vector<Material> all;
  if (files.empty()) return all;
  const journal::BrowseFilter added{.verb = Text(event("matter.file-added").verb), .subject = subject_of(matter)};
  DL_TRY(const auto entries, journal::browse(session, added, 0, work::kMostFiles));
  // The newest come first and the oldest stays: who adds the same bytes once more cannot so take the earlier ones away.
  std::map<Text, Instant> moments;
  for (const auto& entry : entries) moments.insert_or_assign(entry.event.after_digest, entry.at);
  for (auto& file : files) {
    const auto found = moments.find(file.digest);
    all.push_back({std::move(file), found == moments.end() ? Instant() : found->second});
  }
  return all;
}

Outcome<work::Attachment> find_material(db::Session& session, Id matter, const Text& digest) {
  return work::find_file(session, subject_of(matter), digest);
}

bool removable(const Material& material, const Case& now, std::string_view actor) {
  if (material.file.added_by != actor || now.matter.phase == Phase::Ended) return false;
  return now.facts.empty() || now.facts.back().at <= material.added_at;
}

Outcome<std::vector<work::Comment>> list_remarks(db::Session& session, Id matter) {
  return work::list_comments(session, subject_of(matter));
}

Outcome<work::Attachment> MatterDesk::add_file(Id id, const work::NewFile& file, accounts::Right right,
                                               const Principal& by) {
  return journal_.write([&](Transaction& transaction) { return add_file(transaction, id, file, right, by); });
}

Outcome<work::Attachment> MatterDesk::add_file(Transaction& transaction, Id id, const work::NewFile& file,
                                               accounts::Right right, const Principal& by) {
  DL_TRY(const auto matter, hold_matter(transaction, id, right, by));
  if (matter.phase == Phase::Ended) return fail(Fault::Conflict, "matter.ended", matter.number);
  DL_TRY(auto added, work::add_file(transaction, version_of(id), file, by));
  record(transaction, matter, event("matter.file-added").verb, by.actor(), added.name, {}, added.digest);
  return added;
}

Outcome<void> MatterDesk::remove_file(Id id, int position, accounts::Right right, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto matter, hold_matter(transaction, id, right, by));
    DL_TRY(const auto files, list_materials(transaction.sql(), id));
    const auto found =
        std::ranges::find(files, position, [](const Material& material) { return material.file.position; });
    if (found == files.end()) return fail(Fault::NotFound, "file.missing", fmt::format("{}", position));
    DL_TRY(const auto now, load_case(transaction.sql(), std::move(matter)));
    if (!removable(*found, now, by.actor())) return fail(Fault::Conflict, "matter.file-kept", found->file.name);
    DL_CHECK(work::remove_file(transaction, version_of(id), position));
    record(transaction, now.matter, event("matter.file-removed").verb, by.actor(), found->file.name,
           found->file.digest);
    return {};
  });
}

Outcome<void> MatterDesk::remark(Id id, const Text& words, accounts::Right right, const Principal& by) {
  return journal_.write([&](Transaction& transaction) { return remark(transaction, id, words, right, by); });
}

Outcome<void> MatterDesk::remark(Transaction& transaction, Id id, const Text& words, accounts::Right right,
                                 const Principal& by) {
  DL_TRY(const auto matter, hold_matter(transaction, id, right, by));
  DL_CHECK(work::add_comment(transaction, version_of(id), {}, words, std::nullopt, by));
  record(transaction, matter, event("matter.remarked").verb, by.actor(), {}, {}, sha256_hex(words));
  return {};
}

Outcome<void> MatterDesk::resolve_remark(Id id, Id remark, accounts::Right right, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(const auto matter, hold_matter(transaction, id, right, by));
    DL_CHECK(work::resolve_comment(transaction, subject_of(id), remark, by));
    record(transaction, matter, event("matter.remark-resolved").verb, by.actor(), fmt::format("{}", remark));
    return {};
  });
}

}  // namespace dl::matters
