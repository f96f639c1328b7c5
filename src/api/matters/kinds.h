// The kinds of matters that this program has, taken together: requests for information, letters to the mailbox,
// rectifications, reviews and suits. One list, from which the API, the list of open work and the journal know them.
#pragma once

#include "accounts/principal.h"
#include "accounts/subject.h"
#include "figures/source.h"
#include "matters/matter_desk.h"
#include "matters/matter_store.h"

namespace dl::requests {
class LetterForms;
}

namespace dl::api {

struct Api;

std::span<const matters::Kind> matter_kinds();
/// nullptr for none of them.
const matters::Kind* find_matter_kind(std::string_view name);

/// "matter:12", called by its number and title for whoever may read its kind there.
extern const accounts::Subject kMatter;
/// What of matters can be closed to changes; letters to the mailbox and rectifications have switches of their own.
extern const journal::Feature kMatterFeature;

/// What somebody sees of matters: each kind as far as its right reaches.
matters::Sight matter_sight(const accounts::Principal& who);

/// The right by which somebody handles a matter besides its steps: the first by which one of its kind waits for them.
/// Whoever has none of these is refused by the one that is returned.
accounts::Right handling_right(const matters::Kind& kind, const accounts::Principal& who, std::int64_t agency);

/// The chains of signatures that the kinds name. Fails as work::Chain::load.
using MatterChains = std::map<std::string, work::Chain, std::less<>>;
Outcome<MatterChains> load_matter_chains();

/// What the desk of all kinds works with; all of it outlives the desk.
struct MatterParts {
  journal::Journal& journal;
  const periods::Laws& laws;
  const accounts::SealingKey& key;
  const MatterChains& chains;
  const requests::LetterForms& forms;
  /// What steps of rectifications do besides (struck_off.h); nothing where no registers are at hand.
  matters::House::Follow rectified = {};
  /// Whether applicants are told by e-mail that something happened (requests/tellings.h).
  bool tells_by_mail = false;
};
matters::MatterDesk matter_desk(const MatterParts& parts);
/// The same with those of the API, which outlives it.
matters::MatterDesk matter_desk(Api& api);

/// What figures count of the kinds that have no table of their own.
Outcome<figures::Sources> matter_figure_sources();

/// What waits on matters, for the list of open work.
Outcome<work::Producer> work_on_matters();

/// Words for codes that kinds keep: of the class of whoever brought one, and of what a step or an outcome says.
std::string matter_class_name(const matters::Matter& matter);
std::string matter_code_name(const matters::Kind& kind, std::string_view code, const Vocabularies& lists);

/// "reply supplement" as the words that it joins (Question::among).
std::vector<std::string_view> words_in(std::string_view joined);

}  // namespace dl::api
