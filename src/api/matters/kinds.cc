#include "api/matters/kinds.h"

#include <algorithm>

#include "api/api.h"
#include "api/matters/struck_off.h"
#include "appeals/appeal_desk.h"
#include "compliance/procedure.h"
#include "dialogue/figures.h"
#include "dialogue/message_desk.h"
#include "matters/figures.h"
#include "matters/open_work.h"
#include "matters/subject.h"
#include "requests/procedure.h"
#include "requests/request_letters.h"
#include "requests/tellings.h"

namespace dl::api {
namespace {

using accounts::Principal;
using accounts::Right;

Outcome<accounts::Titles> titles(db::Session& session, const Principal& who, const std::vector<std::int64_t>& numbers) {
  return matters::titles_of(session, matter_sight(who), numbers);
}

constexpr std::string_view kVerbs[] = {"matter.", "request."};

// What requests know of reviews and suits by its stored name.
static_assert(requests::kAppealCorrected ==
              appeals::kResults[static_cast<std::size_t>(appeals::Result::Corrected)].name);
static_assert(requests::kAppealWithdrawn == appeals::event("suit.withdrawn").verb);

/// What steps of requests do besides; notes to applicants where they are wanted.
matters::House::Follow requested(const MatterParts& parts) {
  auto follow = requests::follow_with(parts.forms, parts.laws);
  if (!parts.tells_by_mail) return follow;
  return [follow = std::move(follow), &key = parts.key](journal::Transaction& transaction, const matters::Case& after,
                                                        const matters::Fact& fact) -> Outcome<void> {
    DL_CHECK(follow(transaction, after, fact));
    return requests::queue_telling(transaction, key, after, fact);
  };
}

}  // namespace

std::span<const matters::Kind> matter_kinds() {
  static const matters::Kind all[] = {matters::kind_of<requests::Procedure>(), matters::kind_of<dialogue::Procedure>(),
                                      matters::kind_of<compliance::Procedure>(),
                                      matters::kind_of<appeals::ReviewProcedure>(),
                                      matters::kind_of<appeals::SuitProcedure>()};
  return all;
}

const matters::Kind* find_matter_kind(std::string_view name) {
  const auto found = std::ranges::find(matter_kinds(), name, &matters::Kind::name);
  return found == matter_kinds().end() ? nullptr : &*found;
}

constinit const accounts::Subject kMatter = {
    .prefix = matters::kPrefix, .chinese = "事项", .titles = titles, .work = matters::kWorkAddress};
constinit const journal::Feature kMatterFeature = {"matters", "事项办理", kVerbs};

matters::Sight matter_sight(const Principal& who) {
  matters::Sight sight;
  for (const auto& kind : matter_kinds()) sight.kinds.emplace_back(kind.name, who.scope(kind.read));
  return sight;
}

Right handling_right(const matters::Kind& kind, const Principal& who, std::int64_t agency) {
  std::optional<Right> first;
  for (const auto& state : kind.states) {
    if (!state.by) continue;
    if (who.may(*state.by, agency)) return *state.by;
    if (!first) first = state.by;
  }
  return first.value_or(kind.read);
}

Outcome<MatterChains> load_matter_chains() {
  MatterChains all;
  for (const auto& kind : matter_kinds()) {
    if (kind.chain.empty()) continue;
    DL_TRY(auto chain, work::Chain::load(std::string(kind.chain), kind.chain_fields));
    for (const auto& signer : chain.signers)
      if (signer.hand != work::Hand::Asker && std::ranges::count(kind.signers, signer.right) == 0)
        return fail(Fault::Invalid, "data.invalid",
                    fmt::format("data/chains/{}.toml: {} signs no {}", chain.id, name_of(signer.right), kind.name));
    all.emplace(kind.name, std::move(chain));
  }
  return all;
}

matters::MatterDesk matter_desk(const MatterParts& parts) {
  return {parts.journal,
          {.kinds = matter_kinds(),
           .laws = parts.laws,
           .key = parts.key,
           .chains = parts.chains,
           .follow = {{std::string(requests::Procedure::kName), requested(parts)},
                      {std::string(dialogue::Procedure::kName), dialogue::follow},
                      {std::string(compliance::Procedure::kName), parts.rectified},
                      {std::string(appeals::ReviewProcedure::kName), appeals::follow},
                      {std::string(appeals::SuitProcedure::kName), appeals::follow}}}};
}

matters::MatterDesk matter_desk(Api& api) {
  return matter_desk(MatterParts{api.around.journal, api.laws, api.around.sealing_key, api.matter_chains,
                                 api.letter_forms, enter_struck_off(api.register_desk, api.around.registers, api.laws),
                                 api.around.tells_by_mail});
}

Outcome<work::Producer> work_on_matters() { return matters::work_on_matters(kMatter, matter_kinds()); }

Outcome<figures::Sources> matter_figure_sources() {
  // Those of requests, reviews and suits stand in their domains' rows.
  constexpr std::string_view kOwn[] = {requests::Procedure::kName, dialogue::Procedure::kName,
                                       appeals::ReviewProcedure::kName, appeals::SuitProcedure::kName};
  figures::Sources sources = {std::make_shared<const figures::Source>(dialogue::figure_source())};
  for (const auto& kind : matter_kinds())
    if (std::ranges::find(kOwn, kind.name) == std::end(kOwn))
      sources.push_back(std::make_shared<const figures::Source>(matters::source_of(kind)));
  return sources;
}

std::string matter_class_name(const matters::Matter& matter) {
  const auto applicant = find_name<requests::Applicant>(matter.klass);
  return applicant ? std::string(chinese_of(*applicant)) : matter.klass;
}

std::string matter_code_name(const matters::Kind& kind, std::string_view code, const Vocabularies& lists) {
  for (const auto& step : kind.steps)
    for (const auto& question : step.questions) {
      if (code.empty() || question.ask != matters::Ask::Code) continue;
      const auto* list = lists.find(question.among);
      if (list == nullptr) continue;
      const auto term = std::ranges::find(list->terms, code, &Term::code);
      if (term != list->terms.end()) return term->name;
    }
  return std::string(code);
}

std::vector<std::string_view> words_in(std::string_view joined) {
  std::vector<std::string_view> words;
  while (!joined.empty()) {
    const auto end = std::min(joined.find(' '), joined.size());
    if (end > 0) words.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return words;
}

}  // namespace dl::api
