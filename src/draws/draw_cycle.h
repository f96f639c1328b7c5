// The life of a random draw as one table. Pure.
#pragma once

#include <map>

#include "draws/draw.h"
#include "draws/events.h"
#include "work/cycle.h"

namespace dl::draws {

/// Stored by name; do not rename.
enum class State : std::uint8_t {
  Prepared,   ///< 待封存
  Sealed,     ///< 已封存: nothing of it changes any more, the digests are public
  Revealed,   ///< 已揭示
  Discarded,  ///< 已作废: before it was sealed
};
inline constexpr auto kStates = named_table<State>({{State::Prepared, "Prepared", "待封存"},
                                                    {State::Sealed, "Sealed", "已封存"},
                                                    {State::Revealed, "Revealed", "已揭示"},
                                                    {State::Discarded, "Discarded", "已作废"}});
constexpr Names<State> table_of(State) { return kStates; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t { Seal, Reveal, Discard };
inline constexpr auto kSteps = named_table<Step>(
    {{Step::Seal, "Seal", "封存"}, {Step::Reveal, "Reveal", "揭示"}, {Step::Discard, "Discard", "作废"}});
constexpr Names<Step> table_of(Step) { return kSteps; }

/// Where a draw stands.
struct Row {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string number = {};
  std::string plan = {};
  State state = State::Prepared;
  std::string content = {};                      ///< text_of() its terms
  std::string digest = {};                       ///< SHA-256 of it
  std::map<Recusal, std::string> recusals = {};  ///< commitments of the reasons
  std::string seed_digest = {};
  std::string seed_kept = {};  ///< commitment under which the seed lies (work/sealed_values.h)
  std::string seed = {};       ///< once it is revealed
  std::string beacon = {};     ///< the number that was announced, once it is there
  std::int64_t record = 0;     ///< of the register `draws`
  std::string prepared_by = {};
  std::string sealed_by = {};
  std::string revealed_by = {};
  Instant prepared_at = {};
  Instant reveal_from = {};
  std::optional<Instant> sealed_at = {};
  std::optional<Instant> revealed_at = {};
};

/// What the rules of a step look at.
struct Standing {
  const Row& row;
  std::string_view actor;
  Instant now;
};

/// Conflict `draw.own` for whoever prepared it; `draw.late` when the announced moment has passed.
Outcome<void> check_seals(const Standing& standing);
/// Conflict `draw.early` before the announced moment.
Outcome<void> check_reveals(const Standing& standing);

using Transition = work::Transition<State, Step, Standing>;

inline constexpr std::array kEveryState = {State::Prepared, State::Sealed, State::Revealed, State::Discarded};

inline constexpr std::array kCycle = std::to_array<Transition>({
    {State::Prepared,
     Step::Seal,
     State::Sealed,
     accounts::Right::PublishRecords,
     event("draw.sealed"),
     work::Reason::Free,
     check_seals,
     {work::Leads::On, "名录、数量和回避从此不能改动；名录摘要和种子摘要立即公布。", "说明（可不填）"}},
    {State::Prepared,
     Step::Discard,
     State::Discarded,
     accounts::Right::EnterRecords,
     event("draw.discarded"),
     work::Reason::Owed,
     nullptr,
     {work::Leads::Back, "没有封存的抽取作废，可以另行准备。", "作废的理由"}},
    {State::Sealed,
     Step::Reveal,
     State::Revealed,
     accounts::Right::EnterRecords,
     event("draw.revealed"),
     work::Reason::Free,
     check_reveals,
     {work::Leads::On, "种子公开，按公布的方法算出结果并立即公布，任何人都可以重算。", "说明（可不填）"}},
});
static_assert(work::sound(kCycle, kEveryState, State::Prepared));

}  // namespace dl::draws
