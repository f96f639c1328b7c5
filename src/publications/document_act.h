// What the desk's verbs share: who acts in one transaction, how a change is recorded, how an edition
// takes a step and becomes public. Internal to this module.
#pragma once

#include "accounts/principal.h"
#include "agencies/directory.h"
#include "journal/journal.h"
#include "publications/document_desk.h"
#include "publications/document_store.h"
#include "publications/events.h"

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

/// Whether the public sees something of a change; if so its own, its column's and its site's pages are dropped.
enum class Seen : std::uint8_t { ByStaff, ByThePublic };

struct Change {
  journal::EventKind kind = {};
  std::string before = {};
  std::string after = {};
  std::string reason = {};
  Seen seen = Seen::ByStaff;
  std::string actor = {};  ///< whose change it was, when somebody else ends their sitting; empty = who acts
};

void record(const Act& act, const Document& document, Change change, std::vector<std::string> topics = {});
/// A change of a public document is also a change of the pages of documents linked with it.
Outcome<void> record_on_linked(const Act& act, const Document& document, Change change);

/// What keeps this person from a row of the life cycle, for an edition as it stands.
Outcome<void> check_row(const Act& act, const Document& document, const Edition& edition, const Transition& row);
/// Takes a step: asks for right, guard and reason of its row, does what comes of it, records the event. The edition is
/// the newest one; after Withdraw it is the one that was shown, after Revise the next.
Outcome<void> take_step(const Act& act, Document& document, Edition& edition, Step step, const std::string& reason);
/// Tells the journal of words under way, as what their author has done; whatever else is recorded about the document
/// comes after them.
Outcome<void> settle(const Act& act, const Document& document, Edition& edition);
/// Looks at the words of an edition anew and keeps what is found, with `told` by what read a file or cleared them.
Outcome<void> note_findings(const Act& act, const Edition& edition, const std::vector<Finding>& told = {});
/// The same for a next edition, which begins with the answers that the earlier one has.
Outcome<void> carry_findings(const Act& act, const Edition& from, const Edition& to);
/// Answers what is owed of the kinds that are accepted; what is guarded (personal data) never is.
Outcome<void> accept_kinds(const Act& act, const Document& document, const Edition& edition,
                           const Acceptance& accepted);
/// Publishes the newest edition; by force through the steps that it has not had, with Right::ForcePublication.
Outcome<Publication> make_public(const Act& act, Document& document, Edition& edition, Force force,
                                 const std::string& reason);

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
    DL_CHECK(settle(act, document, edition));
    return body(act, document, edition);
  });
}

}  // namespace dl::publications
