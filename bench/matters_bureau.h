// An agency whose requests matters_bench measures: some entered and handled by the desks as people do it, the others
// copies of their rows under other numbers.
#pragma once

#include <fmt/format.h>

#include "matters/agency_fixture.h"
#include "matters/letters.h"
#include "requests/procedure.h"
#include "requests/request_desk.h"

namespace dl::bench {

using namespace dl::requests;
using test::must;

inline constexpr int kEntered = 1'000;             ///< by the desk; the others are copies of these under other numbers
inline constexpr int kOpenOf = 10;                 ///< one of so many is not answered yet
inline constexpr std::int64_t kApart = 1'000'000;  ///< more than any number of a row that the desk enters
inline const Date kFirst(2021, 3, 1);

template <class F>
void must_do(F done) {
  if (!done) throw std::runtime_error(describe(done.error()));
}

inline const char* const kThings[] = {"道路养护预算",     "垃圾分类补贴标准", "公园绿化合同",     "占道经营处罚统计",
                                      "路灯布点方案",     "停车泊位清单",     "建筑垃圾处置许可", "户外广告审批材料",
                                      "河道清淤招标文件", "应急演练方案"};

/// An agency with a counter, at work since 2021.
class Bureau : public matters::AgencyFixture {
 public:
  explicit Bureau(test::Store store)
      : AgencyFixture(store, kFirst, {kind(), &migrations(), follow_with(forms(), laws())}) {
    must_do(desk_.set_bodies(place_.agency, {"清州市人民政府", "清州市中级人民法院", ""}, who("乙")));
  }

  static const matters::Kind& kind() {
    static const auto made = matters::kind_of<Procedure>();
    return made;
  }
  static const LetterForms& forms() {
    static const auto all = must(LetterForms::load());
    return all;
  }
  static const Calendar& calendar() {
    static const auto all = must(Calendar::load());
    return all;
  }
  static matters::Times times() { return {laws(), calendar()}; }
  static Principal who(const std::string& name) { return Principal::machine("person:" + name); }

  /// Whoever answers requests and nothing else, of this agency alone.
  work::Seat clerk() const {
    return {Principal::of_person(1, "甲", place_.agency, {{accounts::Role::RequestOfficer, place_.agency}},
                                 {{place_.agency, {place_.agency}}}),
            {}};
  }
  matters::Sight sight() const {
    return {.kinds = {{std::string(kKind), clerk().self.scope(accounts::Right::ReadRequests)}}};
  }

  /// Requests as they come over five years, each handled on the sixth day after its receipt.
  void enter() {
    for (int i = 0; i < kEntered; ++i) {
      clock_.set(Instant::at(kFirst.plus_days(1 + i * 1'800 / kEntered), 9, i % 60));
      const auto id = filed(i);
      if (i % kOpenOf == 0)
        leave_open(id, i / kOpenOf);
      else
        answer(id, i);
    }
  }

  Papers papers_ = {forms(), key_};
  RequestDesk desk_ = RequestDesk(journal_, matters_, papers_);

 private:
  using Input = matters::Input;

  std::int64_t filed(int i) {
    const bool online = i % kOpenOf == 0 && i / kOpenOf % 4 == 0;
    const bool firm = i % 7 == 0;
    return must(desk_.file(
                    {.place = place_,
                     .channel = online ? matters::Channel::Online : matters::Channel::Counter,
                     .came_on = online ? today() : today().plus_days(-6),
                     .applicant = firm ? Applicant::Business : Applicant::Natural,
                     .contact = {.name = fmt::format("张{}", i),
                                 .identity_kind = firm ? "" : "passport",
                                 .identity_number = firm ? std::string(test::kEast.code) : fmt::format("E1234{:04}", i),
                                 .phone = "13800000000"},
                     .wanted = fmt::format("{}年{}号路段的{}", 2015 + i % 9, i, kThings[i % 10])},
                    online ? "public:online" : "person:甲"))
        .id;
  }
  void go(std::int64_t id, Step step, const Input& input, std::string_view name = "甲") {
    must(take(id, name_of(step), input, name));
  }

  void leave_open(std::int64_t id, int i) {
    if (i % 4 == 0) return;  // not confirmed
    go(id, Step::Accept, {});
    if (i % 4 == 1) go(id, Step::ConsultThird, {.words = "价格", .on = today()});
    if (i % 4 == 2) go(id, Step::AskSupplement, {.words = "哪一年", .on = today(), .until = today().plus_days(10)});
    if (i % 4 == 3) {
      go(id, Step::ProposeExtension, {.words = "材料多", .until = today().plus_days(34)});
      go(id, Step::Extend, {}, "乙");
    }
  }

  /// The desk is asked for a decision that fits; each has its share.
  static Reply reply_of(int i) {
    switch (i % 5) {
      case 1: return {.decision = Decision::NotHeld};
      case 2:
        return {.decision = Decision::Internal, .grounds = {Ground::Internal}, .reasons = "是内部工作流程的信息。"};
      case 3: return {.decision = Decision::AlreadyOpen, .channel = "本机关网站预算公开栏目"};
      default: return {.decision = Decision::Open, .material = {"预算表"}};
    }
  }
  void answer(std::int64_t id, int i) {
    go(id, Step::Accept, {});
    if (i % kOpenOf == 9) return go(id, Step::Withdraw, {.words = "电话撤回", .on = today()});
    go(id, Step::Assign, {.department = i % 2 == 0 ? "市政科" : "环卫科"});
    go(id, Step::Search,
       {.on = today(),
        .code = i % 5 == 1 ? "nothing" : "found",
        .place = "档案室",
        .person = "经办人",
        .terms = "全文"});
    const auto reply = reply_of(i);
    const auto letter = must(desk_.draft_reply(id, reply, {}, who("甲"))).id;
    go(id, Step::Submit, {.code = std::string(name_of(reply.decision)), .about = letter});
    go(id, Step::Sign, {}, "乙");
    go(id, Step::Issue, {.on = today()}, "乙");
    go(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"});
    go(id, Step::Archive, {});
  }
};

/// Copies what the desk has entered, from the copy `first` on and before `last`.
class Copies {
 public:
  Copies(Bureau& bureau, int first, int last)
      : bureau_(bureau),
        first_(first * kApart),
        behind_(last * kApart),
        from_(fmt::format("CROSS JOIN (WITH RECURSIVE c(i) AS (SELECT CAST({} AS BIGINT) UNION ALL SELECT i + 1 FROM c "
                          "WHERE i < {}) SELECT i FROM c) AS n",
                          first, last - 1)) {}

  void all() {
    copy(
        "matter",
        "id, kind, agency, number, title, state, phase, department, holder, channel, round, klass, outcome, "
        "received_on, opened_at, ended_on, revision, code_digest, answer_due, answer_days",
        "id + {0}, kind, agency, number || '.' || n.i, title, state, phase, department, holder, channel, round, klass, "
        "outcome, received_on, opened_at + n.i, ended_on, revision, code_digest, answer_due, answer_days",
        "id");
    run(fmt::format(
        "INSERT INTO matter_piece (piece, matter) WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
        "place WHERE n < 200), worded(id, words) AS (SELECT id, lower(title) || '\n' || lower(number) FROM matter "
        "WHERE id >= {} AND id < {}) SELECT DISTINCT substr(words, n, 3), id FROM worded JOIN place ON n <= "
        "length(words) ORDER BY 1, 2",
        first_, behind_));
    copy("request", "matter, purpose, wanted, document_number, way, carrier, helped",
         "matter + {0}, purpose, wanted, document_number, way, carrier, helped", "matter");
    copy("matter_party", "id, matter, role, klass, kept, same",
         "id + {0}, matter + {0}, role, klass, kept, same || n.i", "id");
    copy("matter_letter",
         "id, matter, round, kind, content, digest, drafted_by, changed_at, number, issued_on, "
         "issued_by, seal",
         "id + {0}, matter + {0}, round, kind, content, digest, drafted_by, changed_at, "
         "CASE WHEN number = '' THEN '' ELSE number || '.' || n.i END, issued_on, issued_by, seal",
         "id");
    copy("matter_fact", "id, matter, round, verb, on_day, until_day, code, about, words, actor, at, digest",
         "id + {0}, matter + {0}, round, verb, on_day, until_day, code, CASE WHEN about = 0 THEN 0 ELSE about + {0} "
         "END, words, actor, at, digest",
         "id");
  }

 private:
  void copy(const char* table, const char* columns, const char* values, const char* number) {
    const auto moved = fmt::format(fmt::runtime(values), fmt::format("n.i * {}", kApart));
    run(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {} {} WHERE {} < {}", table, columns, moved, table, from_,
                    number, kApart));
  }

  void run(const std::string& sql) {
    const db::Working working(db::Work::Import);
    must_do(bureau_.store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run(sql));
      return {};
    }));
  }

  Bureau& bureau_;
  std::int64_t first_;
  std::int64_t behind_;
  std::string from_;
};

}  // namespace dl::bench
