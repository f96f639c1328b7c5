#include "draws/open_work.h"

namespace dl::draws {
namespace {

using accounts::Right;

constexpr work::Kind kSeal{"draw.seal", "随机抽取待封存"};
constexpr work::Kind kReveal{"draw.reveal", "随机抽取待揭示"};
constexpr std::array kKinds = {kSeal, kReveal};

Outcome<std::vector<work::Item>> items(db::Session& session, std::int64_t id) {
  std::vector<work::Item> all;
  const auto row = load_row(session, accounts::Scope::everywhere(), id);
  if (!row && row.error().fault == Fault::NotFound) return all;
  DL_CHECK(row);
  work::Item item{.agency = row->agency,
                  .title = row->number,
                  .state = std::string(name_of(row->state)),
                  .due_on = row->reveal_from.date()};
  if (row->state == State::Prepared) {
    item.kind = kSeal.name;
    item.needs = Right::PublishRecords;
    item.not_for = {row->prepared_by};
    item.actor = row->prepared_by;
    item.since = row->prepared_at;
  } else if (row->state == State::Sealed) {
    item.kind = kReveal.name;
    item.needs = Right::EnterRecords;
    item.actor = row->sealed_by;
    item.not_before = row->reveal_from;
    item.since = row->sealed_at.value_or(row->prepared_at);
  } else {
    return all;
  }
  all.push_back(std::move(item));
  return all;
}

std::string_view chinese_of_stored(std::string_view name) {
  const auto state = find_named<State>(name);
  return state ? chinese_of(*state) : name;
}

}  // namespace

Outcome<work::Producer> work_on_draws() {
  return work::Producer{.subject = &kDraw,
                        .kinds = kKinds,
                        .needs = {Right::PublishRecords, Right::EnterRecords},
                        .read = Right::ReadRecords,
                        .chinese_of_state = chinese_of_stored,
                        .items = items,
                        .subjects = waiting_behind};
}

}  // namespace dl::draws
