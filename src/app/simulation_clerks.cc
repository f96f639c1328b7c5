#include "app/simulation_clerks.h"

#include <algorithm>

#include "appeals/suit.h"
#include "dialogue/message_desk.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "requests/procedure.h"
#include "work/sign_off.h"

namespace dl::app {
namespace {

using accounts::Right;
using requests::Clause;
using requests::Decision;
using requests::Step;

constexpr std::size_t kRemembered = 50;    ///< answers that somebody may ask for again
constexpr std::int64_t kFewestPages = 61;  ///< for which a fee is asked
constexpr std::size_t kMorePages = 400;

/// What is written down with a step.
struct StepWords {
  Step step = {};
  std::string_view words = {};
};
constexpr StepWords kWords[] = {
    {Step::Confirm, "电话与申请人确认收到申请"},
    {Step::AskSupplement, "请写明所需信息的名称、文号或者能够据以查找的特征"},
    {Step::Supplemented, "申请人书面补充了信息的名称和年份"},
    {Step::LapseSupplement, "期限届满没有收到补正，电话询问后没有说明正当理由"},
    {Step::Return, "所涉信息由其他科室保存，请重新交办"},
    {Step::CoHandle, "请协助核对卷宗并提供材料"},
    {Step::CoAnswered, "已核对，材料随附"},
    {Step::Contact, "电话告知办理进度，申请人没有补充"},
    {Step::Search, "逐年逐卷核对"},
    {Step::ConsultThird, "所申请的材料可能涉及第三方的商业秘密或者个人隐私"},
    {Step::ThirdAnswered, "书面意见已归入卷宗"},
    {Step::NoticeReceived, "邮政回执记载的签收"},
    {Step::Override, "所涉信息关系公共安全，不公开可能对公共利益造成重大影响"},
    {Step::ConsultMaker, "材料由本机关与该机关共同制作，征求是否公开的意见"},
    {Step::MakerAnswered, "来函意见已归入卷宗"},
    {Step::ConsultAgency, "材料中的数据由该机关提供，请核对能否公开"},
    {Step::AgencyAnswered, "复函意见已归入卷宗"},
    {Step::Issue, "核对无误；已经逾期的，因检索和征求意见费时"},
    {Step::AskReasons, "本年申请的数量、频次明显超过合理范围，请说明理由"},
    {Step::ReasonsGiven, "申请人说明了用途和数量"},
    {Step::Fee, "请在期限内通过非税收入系统缴纳至指定账户"},
    {Step::LapseFee, "期限届满没有收到缴费"},
    {Step::ProposeExtension, "需要查阅的卷宗较多，无法按期答复"},
    {Step::Defer, "理由合理，所需信息数量较大，无法按期答复"},
    {Step::SendBack, "请写明适用的条款和权衡的经过"},
    {Step::TakeBack, "补充获取方式后再送审"},
    {Step::Recall, "文字需要再核对"},
    {Step::Withdraw, "申请人书面撤回申请"},
    {Step::Transform, "已有多人申请同样的信息，建议主动公开"},
};

std::string words_of(Step step) {
  const auto* found = std::ranges::find(kWords, step, &StepWords::step);
  return found == std::end(kWords) ? std::string() : std::string(found->words);
}

/// Rows of one step need the same right.
Right right_of(Step step) { return std::ranges::find(requests::kCycle, step, &requests::Row::step)->right; }

const requests::Form& form_of(Step step) { return *std::ranges::find(requests::kForms, step, &requests::Form::step); }

/// Steps that bring letters with them, which leave the house at once.
bool brings_letters(Step step) {
  switch (step) {
    case Step::Confirm:
    case Step::Accept:
    case Step::AskSupplement:
    case Step::ConsultThird:
    case Step::Override:
    case Step::ConsultMaker:
    case Step::ConsultAgency:
    case Step::AskReasons:
    case Step::Fee:
    case Step::Extend:
    case Step::Defer:
    case Step::Issue: return true;
    default: return false;
  }
}

/// Those whose letter somebody has to receive before their time runs: they are at hand, and do at once.
bool is_received(Step step) { return step == Step::ConsultThird || step == Step::ConsultMaker || step == Step::Fee; }

Outcome<matters::Case> load(db::Session& session, std::int64_t id) {
  DL_TRY(auto matter, matters::load_matter(session, matters::Sight::everywhere(), id));
  return matters::load_case(session, std::move(matter));
}

}  // namespace

requests::Reply reply_of(const SimulatedRequest& request) {
  const auto& plan = request.plan;
  const auto& row = requests::row_of(plan.decision);
  const auto owes = [&](Clause clause) { return row.owes.has(clause); };
  requests::Reply reply{.decision = plan.decision};
  for (const auto& ground : requests::kGrounds)
    if (row.fit.has(ground.value) && reply.grounds.empty()) reply.grounds.push_back(ground.value);
  if (owes(Clause::Reasons)) reply.reasons = "经核对卷宗和有关规定，所申请的信息属于本条规定的情形，理由如上。";
  if (owes(Clause::Material)) reply.material = {plan.material};
  if (owes(Clause::Channel)) reply.channel = "见本机关网站政府信息公开专栏，或者到政务服务大厅查阅";
  if (owes(Clause::Withheld)) reply.withheld = "涉及他人住址和联系方式的内容";
  if (owes(Clause::Responsible)) reply.responsible = "模拟市有关主管部门，电话0969-5550000";
  if (owes(Clause::Earlier)) reply.earlier = request.earlier;
  if (plan.decision == Decision::NotHeld) reply.reasons = "经检索，本机关没有制作或者获取您申请的信息。";
  if (request.drafted > 0) reply.reasons += fmt::format("（第{}次修改）", request.drafted);
  reply.online = plan.delivery == requests::Delivery::Online;
  return reply;
}

SimulationClerks::SimulationClerks(Installation& installation, DemoPast& past, const Planner& planner,
                                   SimulatedOffice office, std::unique_ptr<Parts> parts)
    : past_(past),
      planner_(planner),
      office_(std::move(office)),
      parts_(std::move(parts)),
      matters_(api::matter_desk(api::MatterParts{past.journal(), parts_->carried->laws, installation.sealing_key(),
                                                 parts_->chains, parts_->forms})),
      requests_(past.journal(), matters_, {parts_->forms, installation.sealing_key()}),
      appeals_(past.journal(), matters_) {}

Outcome<std::unique_ptr<SimulationClerks>> SimulationClerks::open(Installation& installation, DemoPast& past,
                                                                  const Planner& planner, SimulatedOffice office) {
  auto parts = std::make_unique<Parts>();
  DL_TRY(parts->carried, records::carried());
  DL_TRY(parts->chains, api::load_matter_chains());
  DL_TRY(parts->forms, requests::LetterForms::load());
  return std::unique_ptr<SimulationClerks>(
      new SimulationClerks(installation, past, planner, std::move(office), std::move(parts)));
}

Outcome<void> SimulationClerks::name_bodies(db::Database& database, requests::Bodies bodies) {
  const auto agency = office_.place.agency;
  DL_TRY(const auto named, database.read([&](db::Session& session) { return requests::load_bodies(session, agency); }));
  if (!named.reconsideration.empty()) bodies.reconsideration = named.reconsideration;
  if (!named.court.empty()) bodies.court = named.court;
  if (!named.online.empty()) bodies.online = named.online;
  if (bodies == named) return {};
  return requests_.set_bodies(agency, bodies, office_.approver);
}

bool SimulationClerks::waits(const SimulatedRequest& request) const {
  return request.id == 0 && request.plan.decision == Decision::Repeat && answered_.empty();
}

Outcome<void> SimulationClerks::act(db::Session& session, SimulatedRequest& request,
                                    std::vector<SimulatedRequest>& born) {
  const auto& stage = request.stage();
  ++request.next;
  switch (stage.deed) {
    case SimulatedDeed::File: return file(request);
    case SimulatedDeed::Step: return take(session, request, stage);
    case SimulatedDeed::Third:
      return requests_.add_party(request.id, matters::PartyRole::ThirdParty, {.name = request.plan.third},
                                 officer(request));
    case SimulatedDeed::Join: return join(request);
    case SimulatedDeed::TakeOver: return take_over(session, request);
    case SimulatedDeed::Draft: return draft(request);
    case SimulatedDeed::Divide: return divide(request, born);
    case SimulatedDeed::Review: return attack(session, request, appeals::review_kind());
    case SimulatedDeed::Suit: return attack(session, request, appeals::suit_kind());
    case SimulatedDeed::Appeal: return try_on(request, stage);
  }
  return {};
}

Outcome<void> SimulationClerks::file(SimulatedRequest& request) {
  auto& filing = request.plan.filing;
  if (request.plan.decision == Decision::Repeat && !answered_.empty()) {
    const auto& before = answered_.at(request.plan.number % answered_.size());
    filing.applicant = before.filing.applicant;
    filing.contact = before.filing.contact;
    filing.wanted = before.filing.wanted;
    request.earlier = before.number;
  }
  filing.place = office_.place;
  filing.came_on = past_.now().date();
  const bool online = filing.channel == matters::Channel::Online;
  DL_TRY(const auto opened,
         requests_.file(filing, online ? std::string(dialogue::kPublicActor) : officer(request).actor()));
  request.id = opened.id;
  return {};
}

Outcome<void> SimulationClerks::take(db::Session& session, SimulatedRequest& request, const Stage& stage) {
  if (stage.step == Step::Sign || stage.step == Step::SendBack) return sign(session, request, stage.step);
  const bool approves = right_of(stage.step) == Right::ApproveRequests;
  const auto& by = approves ? office_.approver : officer(request);
  DL_TRY(const auto input, input_of(session, request, stage));
  DL_CHECK(matters_.take(request.id, name_of(stage.step), input, 0, {by, {}}));
  if (brings_letters(stage.step)) DL_CHECK(send_letters(session, request));
  if (is_received(stage.step)) return take(session, request, {.step = Step::NoticeReceived});
  // Whoever follows it takes its search over at least.
  if (stage.step == Step::Search && !request.plan.turns.has(Turn::Joint)) leader_ = request.id;
  if (stage.step == Step::Deliver) return remember(session, request);
  return {};
}

Outcome<void> SimulationClerks::sign(db::Session& session, const SimulatedRequest& request, Step step) {
  const auto subject = matters::subject_of(request.id);
  DL_TRY(auto open, work::find_sign_off(session, subject));
  if (!open) return fail(Fault::NotFound, "sign-off.missing", subject);
  while (open) {
    const auto barred = open->barred();
    const auto by = std::ranges::find_if(office_.signers, [&](const accounts::Principal& one) {
      return one.may(open->next()->needs, office_.place.agency) && !std::ranges::binary_search(barred, one.actor());
    });
    if (by == office_.signers.end()) return fail(Fault::Conflict, "sign-off.other", open->next()->title);
    DL_CHECK(matters_.take(request.id, name_of(step), {.words = words_of(step)}, 0, {*by, {}}));
    if (step == Step::SendBack) return {};
    DL_TRY(open, work::find_sign_off(session, subject));
  }
  return {};
}

Outcome<matters::Input> SimulationClerks::input_of(db::Session& session, const SimulatedRequest& request,
                                                   const Stage& stage) const {
  matters::Input input{.words = words_of(stage.step), .code = stage.code};
  auto from = past_.now().date();
  if (stage.step == Step::ProposeExtension || stage.step == Step::Defer) {
    DL_TRY(from, due(session, request));
  }
  if (stage.until) input.until = working_day_after(from, *stage.until, *office_.calendar);
  for (const auto& question : form_of(stage.step).questions) {
    if (question.ask == matters::Ask::About) {
      DL_TRY(input.about, asked(session, request, question.among));
    } else if (question.ask == matters::Ask::Letter) {
      input.about = request.letter.id;
      input.code = name_of(request.plan.decision);
    } else if (question.ask == matters::Ask::Place) {
      input.place = "档案系统、业务系统和纸质卷宗";
    } else if (question.ask == matters::Ask::Person) {
      input.person = stage.step == Step::Deliver ? std::string("本人") : officer(request).name();
    } else if (question.ask == matters::Ask::Terms) {
      input.terms = stage.step == Step::Deliver ? fmt::format("EMS{:010}", request.id) : "名称、地点和年份";
    } else if (question.ask == matters::Ask::Count && stage.step == Step::Fee) {
      input.count = kFewestPages + static_cast<std::int64_t>(request.plan.number % kMorePages);
    } else if (question.ask == matters::Ask::Department) {
      input.department = office_.departments.at(request.plan.number % office_.departments.size());
      input.holder = officer(request).actor();
    }
  }
  return input;
}

Outcome<std::int64_t> SimulationClerks::asked(db::Session& session, const SimulatedRequest& request,
                                              std::string_view verbs) const {
  DL_TRY(const auto now, load(session, request.id));
  const auto* fact = now.last_among(verbs);
  return fact == nullptr ? 0 : fact->id;
}

Outcome<Date> SimulationClerks::due(db::Session& session, const SimulatedRequest& request) const {
  DL_TRY(const auto now, load(session, request.id));
  DL_TRY(const auto clock, requests::answer_clock(now, {parts_->carried->laws, *office_.calendar}));
  return clock ? clock->due() : past_.now().date();
}

Outcome<void> SimulationClerks::draft(SimulatedRequest& request) {
  DL_TRY(request.letter, requests_.draft_reply(request.id, reply_of(request),
                                               {request.letter.id, request.letter.digest}, officer(request)));
  ++request.drafted;
  return {};
}

Outcome<void> SimulationClerks::join(SimulatedRequest& request) {
  request.leader = leader_;
  if (request.leader == 0) return {};
  return matters_.join(request.id, leader_, Right::AnswerRequests, officer(request));
}

// What was drafted of it is the applicant's own answer from then on, written anew like any other.
Outcome<void> SimulationClerks::take_over(db::Session& session, SimulatedRequest& request) {
  if (request.leader == 0) return {};
  DL_CHECK(requests_.take_over(request.id, {}, 0, {officer(request), {}}));
  DL_TRY(const auto letters, matters::list_letters(session, request.id));
  for (const auto& letter : letters)
    if (!letter.issued() && letter.kind == name_of(requests::LetterKind::Reply)) {
      request.letter = letter;
      ++request.drafted;
    }
  return {};
}

Outcome<void> SimulationClerks::attack(db::Session& session, SimulatedRequest& request, const matters::Kind& kind) {
  DL_TRY(const auto attacked, matters::load_matter(session, matters::Sight::everywhere(), request.id));
  DL_TRY(const auto bodies, requests::load_bodies(session, office_.place.agency));
  const auto today = past_.now().date();
  const bool review = kind.name == appeals::ReviewProcedure::kName;
  const appeals::NewAppeal papers{
      .request = attacked.number,
      .body = review ? bodies.reconsideration : bodies.court,
      .way = request.plan.number % 2 == 0 ? appeals::Way::Simplified : appeals::Way::Ordinary,
      .received_on = today,
      .accepted_on = today,
      .claim = "请求撤销答复，责令重新作出答复"};
  DL_TRY(const auto opened, appeals_.open(kind, office_.place, papers, today, officer(request)));
  request.appeal = opened.id;
  return {};
}

Outcome<void> SimulationClerks::try_on(const SimulatedRequest& request, const Stage& stage) {
  const auto today = past_.now().date();
  matters::Input input{.words = "按决定书、裁判文书和本机关的意见办理", .code = stage.code};
  if (stage.appeal != name_of(appeals::review::Step::Archive)) input.on = today;
  if (stage.until) input.until = working_day_after(today, *stage.until, *office_.calendar);
  DL_CHECK(matters_.take(request.appeal, stage.appeal, input, 0, {officer(request), {}}));
  return {};
}

Outcome<void> SimulationClerks::divide(SimulatedRequest& request, std::vector<SimulatedRequest>& born) {
  const auto& wanted = request.plan.filing.wanted;
  const std::vector<requests::Part> parts = {{.wanted = wanted + "（第一部分：办理情况）"},
                                             {.wanted = wanted + "（第二部分：原始记录）"}};
  DL_TRY(const auto opened, requests_.divide(request.id, parts, "一件申请中有两项内容，由不同科室保存，分别答复", 0,
                                             {officer(request), {}}));
  for (std::size_t i = 0; i < opened.size(); ++i)
    born.push_back({.plan = planner_.part_of(request.plan, i), .id = opened[i].id});
  return {};
}

Outcome<void> SimulationClerks::send_letters(db::Session& session, const SimulatedRequest& request) {
  DL_TRY(const auto letters, matters::list_letters(session, request.id));
  for (const auto& letter : letters)
    if (!letter.issued() && requests::leaves_by_itself(letter.kind))
      DL_CHECK(requests_.issue_notice(request.id, letter.id, past_.now().date(), office_.approver));
  return {};
}

Outcome<void> SimulationClerks::remember(db::Session& session, SimulatedRequest& request) {
  const auto& plan = request.plan;
  if (plan.filing.contact.name.empty()) return {};  // of the year before
  if (plan.filing.purpose != requests::Purpose::Information || plan.decision == Decision::Repeat) return {};
  DL_TRY(request.letter, matters::load_letter(session, request.id, request.letter.id));
  answered_.push_back({plan.filing, request.letter.number});
  if (answered_.size() > kRemembered) answered_.pop_front();
  return {};
}

}  // namespace dl::app
