#include "records/open_data.h"

#include <algorithm>

#include "agencies/directory.h"
#include "db/ids.h"
#include "records/open_files.h"

namespace dl::records {
namespace {

namespace fs = std::filesystem;
using Id = std::int64_t;

constexpr std::string_view kActor = "system:open-data";
constexpr std::int64_t kPauseMs = 60'000;  // after a failure

/// The newest hand-over of a set and what there is to do about it.
struct Looked {
  std::optional<Handover> newest = {};
  bool due = false;    ///< something has to be given out anew
  bool later = false;  ///< something has changed that can wait until tomorrow
};

Outcome<Looked> look(db::Session& session, const OpenSet& set, Date today) {
  DL_TRY(auto newest, list_handovers(session, set, 1));
  if (newest.empty()) return Looked{.due = true};
  Looked looked{.newest = std::move(newest.front())};
  DL_TRY(const auto whole, may_be_given(session, *looked.newest, today));
  DL_TRY(const auto same, is_newest(session, *looked.newest, today));
  looked.due = !whole || (!same && looked.newest->day < today);
  looked.later = !same;
  return looked;
}

bool has_files(const fs::path& folder, const Handover& handover) {
  return std::ranges::all_of(handover.files, [&](const OpenFile& file) {
    std::error_code problem;
    const auto size = fs::file_size(open_file(folder, handover.set, handover.id, file.kind), problem);
    return !problem && static_cast<Id>(size) == file.size;
  });
}

Outcome<std::string> publisher_of(db::Session& session, const OpenSet& set) {
  DL_TRY(const auto name, session.find<std::string>("SELECT name FROM agency WHERE id = :id", set.agency));
  return name ? std::get<0>(*name) : std::string();
}

/// Where the site of a set's keeper is; of what the city keeps, the first one. Empty where there is none with a domain
/// of its own: then addresses begin with the path.
Outcome<std::string> site_of(db::Session& session, const OpenSet& set) {
  DL_TRY(const auto directory, agencies::load_directory(session));
  for (const auto& site : directory.sites()) {
    const bool own = set.agency == 0 || site.agency == set.agency;
    if (own && !site.facts.demonstration && !site.facts.domain.empty())
      return fmt::format("https://{}{}", site.facts.domain, site.prefix);
  }
  return std::string();
}

/// What has changed holds keys alone and outlives the other files.
enum class Changes : std::uint8_t { Stay, Go };

void sweep(const fs::path& folder, const Handover& handover, Changes changes) {
  for (const auto& kind : kOpenKinds) {
    if (kind.kind == OpenKind::Changes && changes == Changes::Stay) continue;
    std::error_code problem;
    fs::remove(open_file(folder, handover.set, handover.id, kind.kind), problem);
  }
}

}  // namespace

fs::path open_file(const fs::path& folder, const OpenSet& set, Id handover, OpenKind kind) {
  const auto* row = std::ranges::find(kOpenKinds, kind, &OpenKindRow::kind);
  return folder / fmt::format("{}-{}-{}.{}", set.code, set.agency, handover, row->ending);
}

/// The making of one hand-over.
class OpenData::Making {
 public:
  Making(journal::Journal& journal, const House& house, OpenSet set, Date today)
      : journal_(journal), house_(house), set_(std::move(set)), today_(today) {}

  /// Writes the files of a hand-over that is there; another one where they come out differently.
  Outcome<void> again(const Handover& newest, Id since) {
    auto handover = newest;
    DL_CHECK(write(handover, since));
    const auto same = [](const OpenFile& a, const OpenFile& b) { return a.kind == b.kind && a.digest == b.digest; };
    if (std::ranges::equal(handover.files, newest.files, same)) return {};
    return anew(newest);
  }

  Outcome<void> anew(const std::optional<Handover>& before) {
    DL_TRY(const auto id, journal_.keep([](journal::Transaction& transaction) -> Outcome<Id> {
      DL_CHECK(transaction.need_room());
      return db::next_id(transaction.sql(), "record_handover");
    }));
    Handover handover{.id = id, .set = set_, .at = journal_.clock().now(), .day = today_};
    DL_CHECK(write(handover, before ? before->last_entry : 0));
    const auto kept = keep(handover);
    if (!kept) sweep(house_.folder, handover, Changes::Go);
    if (kept && before) sweep(house_.folder, *before, Changes::Stay);
    return kept;
  }

 private:
  Outcome<void> write(Handover& handover, Id since) {
    const db::Working working(db::Work::Upkeep);
    std::error_code problem;
    fs::create_directories(house_.folder, problem);
    DL_TRY(const auto* made, house_.registers.find(set_.code));
    return journal_.database().read([&](db::Session& session) -> Outcome<void> {
      DL_TRY(handover.last_entry, last_entry(session));
      DL_TRY(handover.sequence, session.value<Id>("SELECT COALESCE(MAX(sequence), 0) FROM journal"));
      DL_TRY(auto publisher, publisher_of(session, set_));
      DL_TRY(auto site, site_of(session, set_));
      const OpenSource source{session, house_.projection, *made, std::move(publisher), std::move(site), since};
      return write_open_files(source, house_.folder, handover);
    });
  }

  Outcome<void> keep(const Handover& handover) {
    return journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      DL_CHECK(insert(transaction.sql(), handover));
      transaction.record({.actor = std::string(kActor),
                          .verb = std::string(event("record.handed-over").verb),
                          .subject = accounts::subject_text(kHandover, handover.id),
                          .agency = set_.agency,
                          .after_digest = handover.file(OpenKind::Zip)->digest,
                          .topics = {"register:" + set_.code}});
      return {};
    });
  }

  journal::Journal& journal_;
  const House& house_;
  OpenSet set_;
  Date today_;
};

Outcome<bool> OpenData::make_if_due(const OpenSet& set, Date today) {
  DL_TRY(const auto looked, journal_.database().read([&](db::Session& session) { return look(session, set, today); }));
  Making making(journal_, house_, set, today);
  if (looked.due) {
    DL_CHECK(making.anew(looked.newest));
    return true;
  }
  if (looked.later || has_files(house_.folder, *looked.newest)) return false;
  DL_TRY(const auto two,
         journal_.database().read([&](db::Session& session) { return list_handovers(session, set, 2); }));
  DL_CHECK(making.again(*looked.newest, two.size() > 1 ? two.back().last_entry : 0));
  return true;
}

Outcome<std::vector<OpenSet>> OpenData::to_look_at(Date today) {
  return journal_.database().read([&](db::Session& session) -> Outcome<std::vector<OpenSet>> {
    const bool all = today != looked_on_;
    DL_TRY(const auto last, last_entry(session));
    std::vector<OpenSet> sets;
    if (all || last != looked_at_) {
      DL_TRY(sets,
             all ? open_sets(session, house_.registers) : open_sets_behind(session, house_.registers, looked_at_));
    }
    if (journal_.real_clock().now() >= try_again_at_)
      for (auto& set : std::exchange(failed_, {}))
        if (std::ranges::find(sets, set) == sets.end()) sets.push_back(std::move(set));
    looked_on_ = today;
    looked_at_ = last;
    return sets;
  });
}

Outcome<int> OpenData::make_what_is_due() {
  const auto today = journal_.clock().now().date();
  DL_TRY(const auto sets, to_look_at(today));
  int made = 0;
  Outcome<void> last;
  for (const auto& set : sets) {
    if (stopping_) break;
    const auto done = make_if_due(set, today);
    if (done && *done) ++made;
    if (done) continue;
    if (std::ranges::find(failed_, set) == failed_.end()) failed_.push_back(set);
    try_again_at_ = Instant(journal_.real_clock().now().milliseconds() + kPauseMs);
    last = Failure(done.error());
  }
  if (!last) return Failure(last.error());
  return made;
}

}  // namespace dl::records
