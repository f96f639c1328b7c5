// A mailbox of an agency for the tests of this module, in the spring of 2026, with two people who have every right.
#pragma once

#include "dialogue/message_desk.h"
#include "matters/agency_fixture.h"

namespace dl::dialogue {

using test::field_of_error;
using test::key_of;
using test::must;

class Mailbox : public matters::AgencyFixture {
 public:
  using Input = matters::Input;

  explicit Mailbox(test::Store store)
      : AgencyFixture(store, Date(2026, 3, 2), {message_kind(), &migrations(), follow}) {}

  static NewMessage form(bool wants_public = true) {
    return {.kind = "complaint",
            .topic = "fumes",
            .title = "张三反映楼下油烟扰民",
            .words = "我叫张三，楼下饭店油烟很大，请处理。我的电话13812345678。",
            .wants_public = wants_public,
            .name = "张三",
            .phone = "13812345678"};
  }
  matters::Opened written(bool wants_public = true) { return must(desk_.write(place_, form(wants_public))); }
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
  std::vector<PublicMessage> on_site(const std::string& topic = {}) {
    return must(read([&](db::Session& session) {
             return list_public(session, {.agency = place_.agency, .topic = topic}, {}, 10);
           }))
        .items;
  }

  MessageDesk desk_ = MessageDesk(journal_, matters_, lists());
};

}  // namespace dl::dialogue
