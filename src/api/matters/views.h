// What the API says of matters of all kinds: the list, one with everything that belongs to it, and what is sent.
#pragma once

#include "api/comments.h"
#include "api/files.h"
#include "api/listing.h"
#include "api/matters/table4_views.h"
#include "api/steps.h"
#include "api/table_file.h"
#include "matters/letters.h"
#include "matters/matter_desk.h"
#include "requests/bands.h"
#include "requests/forms.h"
#include "requests/reassess.h"

namespace dl::api {

struct MatterLine {
  std::int64_t id = 0;
  std::string kind = {};
  std::string kind_name = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string number = {};
  std::string title = {};
  std::string state = {};
  std::string state_name = {};
  matters::Phase phase = {};
  std::string department = {};
  std::string holder_name = {};
  std::string channel_name = {};
  std::string class_name = {};
  std::string outcome_name = {};
  int round = 1;
  std::optional<Date> received_on = {};
  std::optional<Date> due_on = {};  ///< of what is due next
  int days_left = 0;                ///< calendar days until then, below 0 when it is past; 0 where nothing is due
  std::optional<Date> ended_on = {};
  Instant opened_at = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"number", "编号"},
      {"title", "内容"},
      {"agency_name", "机关"},
      {"state_name", "状态"},
      {"department", "承办科室"},
      {"holder_name", "承办人"},
      {"channel_name", "来源"},
      {"class_name", "类别"},
      {"outcome_name", "办理结果"},
      {"round", "第几次办理"},
      {"received_on", "收到日期"},
      {"due_on", "最近到期日"},
      {"ended_on", "办结日期"},
      {"opened_at", "登记时间"},
  });
};
BOOST_DESCRIBE_STRUCT(MatterLine, (),
                      (id, kind, kind_name, agency, agency_name, number, title, state, state_name, phase, department,
                       holder_name, channel_name, class_name, outcome_name, round, received_on, due_on, days_left,
                       ended_on, opened_at))

struct MatterStateCount {
  std::string state = {};
  std::string state_name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(MatterStateCount, (), (state, state_name, count))

struct MatterList {
  std::vector<MatterLine> items = {};
  std::optional<std::string> next = {};
  std::vector<MatterStateCount> states = {};  ///< of the kind that was asked for, in the order of its procedure
};
BOOST_DESCRIBE_STRUCT(MatterList, (), (items, next, states))

/// What is empty or 0 asks nothing.
struct MatterFilter : AppealCellFilter {
  std::string kind = {};
  std::int64_t agency = 0;
  std::string state = {};
  std::optional<matters::Phase> phase = {};
  std::string department = {};
  std::string holder = {};
  std::optional<matters::Channel> channel = {};
  std::string outcome = {};
  std::optional<Date> received_from = {};
  std::optional<Date> received_until = {};
  std::string q = {};      ///< in its number or title
  std::string topic = {};  ///< of requests alone
  std::optional<requests::Reassess> reassess = {};
  std::optional<requests::DueBand> band = {};  ///< of requests alone
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"reassess", "不予公开的评估", {}},
      {"band", "到期情况", {}},
      {"phase", "办理阶段", {}},
      {"department", "承办科室", {.characters = 100}},
      {"channel", "来源", {}},
      {"received_from", "收到日期从", {}},
      {"received_until", "收到日期到", {}},
      {"q", "编号或者内容", {.characters = kLongestQuestion}},
      {"topic", "主题", {.characters = 63, .vocabulary = requests::kTopics}},
  });
  static constexpr auto kLimits = std::to_array<Limit>({{"kind", 63}, {"state", 63}, {"holder", 100}, {"outcome", 63}});
};
BOOST_DESCRIBE_STRUCT(MatterFilter, (AppealCellFilter),
                      (kind, agency, state, phase, department, holder, channel, outcome, received_from, received_until,
                       q, topic, reassess, band))

struct MatterQuery : MatterFilter {
  int limit = 50;
  std::string after = {};
  bool counts = false;  ///< how many of each state
  static constexpr auto kLimits = std::to_array<Limit>({{"after", 100}});
};
BOOST_DESCRIBE_STRUCT(MatterQuery, (MatterFilter), (limit, after, counts))

struct MatterExport : MatterFilter {
  std::optional<TableForm> form = {};  ///< Csv where it is left out
  static constexpr std::array<std::string_view, 2> kOwed = {"kind", "agency"};
};
BOOST_DESCRIBE_STRUCT(MatterExport, (MatterFilter), (form))
template <>
inline constexpr bool kSparse<MatterExport> = true;

/// Something that its kind keeps beside it: what is wanted, the words of a letter.
struct MatterDetail {
  std::string name = {};
  std::string text = {};
};
BOOST_DESCRIBE_STRUCT(MatterDetail, (), (name, text))

/// What happened, by the words of its event.
struct MatterFactView {
  std::int64_t id = 0;
  int round = 1;
  std::string verb = {};
  std::string name = {};
  Date on = {};
  std::optional<Date> until = {};
  std::string code = {};
  std::string code_name = {};
  std::string words = {};
  std::string department = {};          ///< that it names: to have the matter in hand, or to help
  std::string holder_name = {};         ///< likewise
  std::vector<MatterDetail> said = {};  ///< what else its step asks for by name
  int file = 0;                         ///< position of the file that it names; 0 for none
  std::string person_name = {};
  Instant at = {};
  bool told = false;  ///< whoever brought the matter hears of it
};
BOOST_DESCRIBE_STRUCT(MatterFactView, (),
                      (id, round, verb, name, on, until, code, code_name, words, department, holder_name, said, file,
                       person_name, at, told))

struct MatterDayView {
  Date date = {};
  bool counted = false;
  int number = 0;
  std::string because = {};
};
BOOST_DESCRIBE_STRUCT(MatterDayView, (), (date, counted, number, because))

/// When it would be due by a period that is not applied: another version of the law, or one that is not confirmed.
struct MatterOtherClock {
  std::string title = {};
  std::string source = {};  ///< law and article
  std::string length = {};  ///< "15个工作日"
  std::string grade = {};   ///< of the source, "A" to "D"
  bool confirmed = false;
  std::optional<Date> in_force_from = {};
  std::optional<Date> in_force_until = {};
  Date from = {};
  Date due_on = {};
};
BOOST_DESCRIBE_STRUCT(MatterOtherClock, (),
                      (title, source, length, grade, confirmed, in_force_from, in_force_until, from, due_on))

struct MatterClockView {
  std::string code = {};
  std::string title = {};
  std::string source = {};  ///< law and article
  std::string length = {};  ///< "20个工作日"
  Date from = {};
  Date due_on = {};
  std::optional<Date> met_on = {};
  bool missed = false;
  bool provisional = false;  ///< the day may move: no notice of holidays yet
  std::vector<MatterDayView> days = {};
  std::vector<MatterOtherClock> others = {};  ///< that end on another day
};
BOOST_DESCRIBE_STRUCT(MatterClockView, (),
                      (code, title, source, length, from, due_on, met_on, missed, provisional, days, others))

/// Who somebody is; what is empty was not said. Also as it is entered.
struct MatterContact {
  std::string name = {};
  std::string identity_kind = {};
  std::string identity_number = {};
  std::string representative = {};
  std::string contact_name = {};
  std::string phone = {};
  std::string email = {};
  std::string address = {};
  std::string postcode = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"name", "姓名或者名称", {.characters = matters::kLongestWord, .owed = true}},
      {"identity_kind", "证件类型", {.characters = 63, .vocabulary = "identity_documents"}},
      {"identity_number", "证件号码", {.characters = matters::kLongestWord, .help = "单位填写统一社会信用代码。"}},
      {"representative", "法定代表人", {.characters = matters::kLongestWord}},
      {"contact_name", "联系人", {.characters = matters::kLongestWord}},
      {"phone", "联系电话", {.characters = matters::kLongestWord, .help = "电话、电子邮箱、通信地址至少填写一项。"}},
      {"email", "电子邮箱", {.characters = matters::kLongestWord}},
      {"address", "通信地址", {.characters = matters::kLongestWord}},
      {"postcode", "邮政编码", {.characters = matters::kLongestWord}},
  });
};
BOOST_DESCRIBE_STRUCT(MatterContact, (),
                      (name, identity_kind, identity_number, representative, contact_name, phone, email, address,
                       postcode))
template <>
inline constexpr bool kSparse<MatterContact> = true;

matters::Contact contact_of(const MatterContact& input);

struct MatterPartyView {
  std::int64_t id = 0;
  matters::PartyRole role = {};
  std::string role_name = {};
  std::string class_name = {};
  std::optional<MatterContact> contact = {};  ///< null once it was erased
};
BOOST_DESCRIBE_STRUCT(MatterPartyView, (), (id, role, role_name, class_name, contact))

struct MatterLetterView {
  std::int64_t id = 0;
  int round = 1;
  std::string kind = {};
  std::string kind_name = {};
  std::string digest = {};
  std::string drafted_by_name = {};
  Instant changed_at = {};
  std::string number = {};
  std::optional<Date> issued_on = {};
  std::string issued_by_name = {};
  bool editable = false;     ///< not issued, and may be written anew as the matter stands
  bool discardable = false;  ///< neither issued nor ever sent for signature
  bool sealed = false;       ///< bears the agency's seal
};
BOOST_DESCRIBE_STRUCT(MatterLetterView, (),
                      (id, round, kind, kind_name, digest, drafted_by_name, changed_at, number, issued_on,
                       issued_by_name, editable, discardable, sealed))

struct MatterRelationView {
  std::int64_t id = 0;
  std::string number = {};
  std::string title = {};
  std::string state_name = {};
  std::string tie_name = {};
  matters::Tie tie = {};
  bool leads = false;  ///< the other one is handled with this one, or is a part of it
};
BOOST_DESCRIBE_STRUCT(MatterRelationView, (), (id, number, title, state_name, tie_name, tie, leads))

struct MatterRatingView {
  int round = 1;
  int stars = 0;
  std::string words = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(MatterRatingView, (), (round, stars, words, at))

struct MatterChoice {
  std::string value = {};
  std::string label = {};
};
BOOST_DESCRIBE_STRUCT(MatterChoice, (), (value, label))

/// What a step asks for besides its reason; the answer is sent under the name of `ask`.
struct MatterQuestion {
  matters::Ask ask = {};
  std::string label = {};
  bool owed = false;
  std::string hint = {};
  std::vector<MatterChoice> choices = {};
  std::optional<Date> proposed = {};  ///< the day that a period of the law or a suggestion gives from today
};
BOOST_DESCRIBE_STRUCT(MatterQuestion, (), (ask, label, owed, hint, choices, proposed))

struct MatterStepOffer : StepView {
  std::vector<MatterQuestion> questions = {};
  bool stays = false;  ///< only notes something: the matter stands where it stood
};
BOOST_DESCRIBE_STRUCT(MatterStepOffer, (StepView), (questions, stays))

struct MatterSignature {
  std::string title = {};
  std::string signed_by_name = {};  ///< empty while it is not signed
  std::string remark = {};
  std::optional<Instant> signed_at = {};
};
BOOST_DESCRIBE_STRUCT(MatterSignature, (), (title, signed_by_name, remark, signed_at))

struct MatterFileView : AttachmentView {
  std::string added_by_name = {};
  Instant added_at = {};
  bool removable = false;  ///< by the caller
};
BOOST_DESCRIBE_STRUCT(MatterFileView, (AttachmentView), (added_by_name, added_at, removable))

struct MatterView : MatterLine {
  std::string told = {};  ///< what whoever brought it is told
  std::vector<MatterDetail> details = {};
  std::vector<MatterFactView> facts = {};
  std::vector<MatterClockView> clocks = {};
  std::vector<MatterPartyView> parties = {};
  std::vector<MatterLetterView> letters = {};
  std::vector<MatterChoice> letter_kinds = {};  ///< that can be written as it stands
  std::vector<MatterRelationView> relations = {};
  std::vector<MatterRatingView> ratings = {};
  std::vector<MatterSignature> signatures = {};  ///< of the round under way
  std::vector<MatterFileView> files = {};
  std::vector<CommentView> comments = {};  ///< the office's own: nobody else reads them
  bool handles = false;                    ///< whether the caller may write letters, add files and tie it to others
  std::vector<MatterStepOffer> steps = {};
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(MatterView, (MatterLine),
                      (told, details, facts, clocks, parties, letters, letter_kinds, relations, ratings, signatures,
                       files, comments, handles, steps, revision))

struct MatterStepInput {
  std::string step = {};
  std::int64_t revision = 0;  ///< what was looked at; 0 asks nothing
  std::optional<std::string> reason = {};
  std::optional<Date> on = {};
  std::optional<Date> until = {};
  std::optional<std::string> code = {};
  std::optional<std::int64_t> about = {};  ///< id of a fact
  std::optional<std::string> other = {};   ///< number of another matter
  std::optional<std::string> department = {};
  std::optional<std::string> holder = {};   ///< actor
  std::optional<std::int64_t> letter = {};  ///< id
  std::optional<std::int64_t> file = {};    ///< position
  std::optional<std::int64_t> count = {};
  std::optional<std::string> place = {};
  std::optional<std::string> person = {};
  std::optional<std::string> terms = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"step", 63},
                                                        {"reason", matters::kLongestWords},
                                                        {"code", 63},
                                                        {"other", 100},
                                                        {"department", 100},
                                                        {"holder", 100},
                                                        {"place", matters::kLongestWord},
                                                        {"person", matters::kLongestWord},
                                                        {"terms", matters::kLongestWord}});
};
BOOST_DESCRIBE_STRUCT(MatterStepInput, (),
                      (step, revision, reason, on, until, code, about, other, department, holder, letter, file, count,
                       place, person, terms))

struct MatterLetterInput {
  std::optional<std::int64_t> letter = {};  ///< to change; left out for a new one
  std::optional<std::string> digest = {};   ///< of the one that was looked at, to change it
  std::string kind = {};
  json::object content = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"digest", 64}, {"kind", 63}});
};
BOOST_DESCRIBE_STRUCT(MatterLetterInput, (), (letter, digest, kind, content))

struct MatterCode {
  std::string code = {};
};
BOOST_DESCRIBE_STRUCT(MatterCode, (), (code))

/// One for its row in a list.
Outcome<std::vector<MatterLine>> lines_of(db::Session& session, const Call& call, std::vector<matters::Matter> rows);
/// One with all that belongs to it, within the caller's sight. Fault::NotFound `matter.missing`.
Outcome<MatterView> load_matter_view(Call& call, std::int64_t id);
/// What its kind keeps beside it, in words.
Outcome<std::vector<MatterDetail>> matter_details(db::Session& session, const Call& call,
                                                  const matters::Matter& matter);
/// The steps that it offers to the caller, in the order of the table.
Outcome<std::vector<MatterStepOffer>> matter_offers(db::Session& session, const Call& call, const matters::Case& now,
                                                    const std::vector<matters::Letter>& letters);
/// The kinds of letters that can be written in a kind of matter.
std::vector<MatterChoice> letter_kinds_of(const matters::Kind& kind);
/// What a letter is called.
std::string letter_name(const matters::Kind& kind, std::string_view letter);

}  // namespace dl::api
