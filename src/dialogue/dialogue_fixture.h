// A mailbox of an agency for the tests of this module, in the spring of 2026, with two people who have every right.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "db/schema.h"
#include "dialogue/message_desk.h"
#include "journal/schema.h"
#include "matters/matter_store.h"
#include "matters/open_work.h"
#include "matters/subject.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::dialogue {

template <class T>
T must(Outcome<T> made) {
  if (!made) throw std::runtime_error(describe(made.error()));
  return std::move(*made);
}
inline void must(Outcome<void> done) {
  if (!done) throw std::runtime_error(describe(done.error()));
}

template <class T>
std::string key_of(const Outcome<T>& done) {
  return done ? "" : done.error().key;
}
/// The key of the first field that is wrong.
template <class T>
std::string field_of_error(const Outcome<T>& done) {
  return done || done.error().fields.empty() ? "" : done.error().fields.front().key;
}

class Mailbox {
 public:
  using Principal = accounts::Principal;
  using Input = matters::Input;

  explicit Mailbox(test::Store store) : store_(store) {
    store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                    &work::migrations(), &matters::migrations(), &migrations()});
    journal_.seal_with("a key");
    work_.keep_with(journal_);
    must(journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      DL_TRY(place_.agency, test::put(transaction.sql(), {test::kEast.code, "东区"}));
      transaction.record(
          {.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", place_.agency)});
      return {};
    }));
  }

  static std::span<const matters::Kind> kinds() { return {&message_kind(), 1}; }
  static const std::map<std::string, work::Chain, std::less<>>& chains() {
    static const std::map<std::string, work::Chain, std::less<>> all = {
        {std::string(Procedure::kName), must(work::Chain::load(std::string(Procedure::kChain), {}))}};
    return all;
  }
  static const periods::Laws& laws() {
    static const auto all = must(periods::Laws::load());
    return all;
  }
  static const Vocabularies& lists() {
    static const auto all = must(Vocabularies::load());
    return all;
  }
  inline static constexpr accounts::Subject kSubject{
      .prefix = matters::kPrefix, .chinese = "事项", .work = matters::kWorkAddress};

  static NewMessage form(bool wants_public = true) {
    return {.kind = "complaint",
            .topic = "fumes",
            .title = "张三反映楼下油烟扰民",
            .words = "我叫张三，楼下饭店油烟很大，请处理。我的电话13812345678。",
            .wants_public = wants_public,
            .name = "张三",
            .phone = "13812345678"};
  }
  template <class F>
  auto read(F f) {
    return store_.database().read([&](db::Session& session) { return f(session); });
  }
  matters::Opened written(bool wants_public = true) { return must(desk_.write(place_, form(wants_public))); }
  Outcome<matters::Matter> take(std::int64_t id, std::string_view step, const Input& input = {},
                                const char* who = "甲") {
    return matters_.take(id, step, input, 0, seat(who));
  }
  static work::Seat seat(const char* who) { return {Principal::machine(std::string("person:") + who), {}}; }
  Outcome<matters::Letter> draft(std::int64_t id, const std::string& text = "已责令饭店安装油烟净化设备。",
                                 const char* who = "甲") {
    return desk_.draft_answer(id, 0, text, {}, Principal::machine(std::string("person:") + who));
  }
  /// A letter that 甲 has answered and 乙 has signed.
  std::int64_t answered(bool wants_public = true) {
    const auto id = written(wants_public).id;
    must(take(id, "Accept", {.department = "执法科"}));
    answer(id);
    return id;
  }
  void answer(std::int64_t id) {
    must(take(id, "Submit", {.about = must(draft(id)).id}));
    must(take(id, "Sign", {}, "乙"));
    must(take(id, "Answer", {.code = "resolved"}));
  }
  PublicWords proposed(std::int64_t id) {
    return must(read([&](db::Session& session) { return desk_.propose_public(session, id, seat("乙").self); }));
  }
  matters::Case now(std::int64_t id) {
    return must(read([&](db::Session& session) -> Outcome<matters::Case> {
      DL_TRY(auto matter, matters::load_matter(session, matters::Sight::everywhere(), id));
      return matters::load_case(session, std::move(matter));
    }));
  }
  std::vector<work::Item> waiting(std::int64_t id) {
    return must(read([&](db::Session& session) { return work::kept_items(session, matters::subject_of(id)); }));
  }
  std::vector<PublicMessage> on_site(const std::string& topic = {}) {
    return must(read([&](db::Session& session) {
             return list_public(session, {.agency = place_.agency, .topic = topic}, {}, 10);
           }))
        .items;
  }
  Date today() const { return clock_.now().date(); }

  test::EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2026, 3, 2), 9, 30));
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  matters::Place place_ = {.code = std::string(test::kEast.code), .name = "东区"};
  work::OpenWork work_ = work::OpenWork({must(matters::work_on_matters(kSubject, kinds()))});
  accounts::SealingKey key_ = accounts::SealingKey::random();
  matters::MatterDesk matters_ = matters::MatterDesk(journal_, {.kinds = kinds(),
                                                                .laws = laws(),
                                                                .key = key_,
                                                                .chains = chains(),
                                                                .follow = {{std::string(Procedure::kName), follow}}});
  MessageDesk desk_ = MessageDesk(journal_, matters_, lists());
};

}  // namespace dl::dialogue
