// What the desk's verbs share: who acts in one transaction, how a change is recorded, how an edition
// takes a step and becomes public. Internal to this module.
#pragma once

#include "accounts/principal.h"
#include "agencies/directory.h"
#include "journal/journal.h"
#include "publications/document_desk.h"
#include "publications/document_store.h"

namespace dl::publications {

/// Who acts in one transaction, on whose directory.
struct Act {
  journal::Transaction& transaction;
  const agencies::Directory& directory;
  const accounts::Principal& by;

  db::Session& sql() const { return transaction.sql(); }
  Outcome<void> require(accounts::Right right, const Document& document) const {
    return by.require(right, document.agency);
  }
};

/// Whether the public sees something of a change; if so its column's and its site's pages are dropped.
enum class Seen : std::uint8_t { ByStaff, ByThePublic };

struct Change {
  std::string verb = {};
  std::string before = {};
  std::string after = {};
  std::string reason = {};
  Seen seen = Seen::ByStaff;
};

void record(const Act& act, const Document& document, Change change, std::vector<std::string> topics = {});
/// A change of a public document is also a change of the pages of documents linked with it.
Outcome<void> record_on_linked(const Act& act, const Document& document, Change change);

/// Moves the edition, writes its state and review, records the event.
Outcome<void> take_step(const Act& act, const Document& document, Edition& edition, Step step, const std::string& verb,
                        const std::string& reason);
Outcome<void> check_complete(const Edition& edition);
/// Looks at the words of an edition anew and keeps what is found, with `told` by what read a file or cleared them.
Outcome<void> note_findings(const Act& act, const Edition& edition, const std::vector<Finding>& told = {});
/// The same for a next edition, which begins with the answers that the earlier one has.
Outcome<void> carry_findings(const Act& act, const Edition& from, const Edition& to);
/// Fault::Conflict `document.findings-open` while a finding is owed an answer. Nothing is released without this.
Outcome<void> check_findings(const Act& act, const Edition& edition);
/// Fault::Forbidden `document.author-alone` when one of the authors acts and nobody else has had a hand in it.
Outcome<void> check_four_eyes(const Act& act, const Edition& edition);
/// Publishes the newest edition; asks for Publish, or ForcePublish when forced.
Outcome<Publication> make_public(const Act& act, Document document, Edition edition, Force force,
                                 const std::string& reason);
/// Posts the newest edition for the agency's own people; asks for Publish.
Outcome<void> post_for_staff(const Act& act, const Document& document, Edition edition, const std::string& reason);

/// Runs `body(act, document, newest edition)` in one journalled transaction.
template <class F>
auto on_newest(journal::Journal& journal, const agencies::DirectoryHolder& holder, std::int64_t id,
               const accounts::Principal& by, F body) {
  auto directory = holder.current();
  using Result = std::invoke_result_t<F, const Act&, Document&, Edition&>;
  return journal.write([&](journal::Transaction& transaction) -> Result {
    Act act{transaction, *directory, by};
    DL_TRY(auto document, lock_document(act.sql(), id));
    DL_CHECK(transaction.hold(topic_of_document(id)));
    DL_TRY(auto edition, load_newest_edition(act.sql(), id));
    return body(act, document, edition);
  });
}

}  // namespace dl::publications
