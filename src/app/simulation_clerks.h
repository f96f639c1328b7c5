// The people of a simulated year: they do what the plan of a request says next, through the verbs that everybody uses.
#pragma once

#include <deque>

#include "api/matters/kinds.h"
#include "app/demo_history.h"
#include "app/simulation_plan.h"
#include "appeals/appeal_desk.h"
#include "requests/request_desk.h"

namespace dl::app {

/// A simulated request on its way.
struct SimulatedRequest {
  Plan plan = {};
  std::size_t next = 0;         ///< stage of its script
  std::int64_t id = 0;          ///< 0 before it is filed
  int drafted = 0;              ///< answers so far
  std::string earlier = {};     ///< number of the answer that it asks for again
  matters::Letter letter = {};  ///< the answer
  std::int64_t leader = 0;      ///< with which it is handled together; 0 for none
  std::int64_t appeal = 0;      ///< the last review or suit against it

  bool over() const { return next >= plan.script.size(); }
  const Stage& stage() const { return plan.script.at(next); }
};

/// Who works where.
struct SimulatedOffice {
  matters::Place place = {};
  std::vector<accounts::Principal> officers = {};
  accounts::Principal approver = {};
  std::vector<accounts::Principal> signers = {};  ///< all who have a place in the chain of answers, the approver too
  std::vector<std::string> departments = {};
  std::shared_ptr<const Calendar> calendar = {};
};

class SimulationClerks {
 public:
  /// All but the office outlive it. Fails as the data that the desks read.
  static Outcome<std::unique_ptr<SimulationClerks>> open(Installation& installation, DemoPast& past,
                                                         const Planner& planner, SimulatedOffice office);
  SimulationClerks(const SimulationClerks&) = delete;
  SimulationClerks& operator=(const SimulationClerks&) = delete;

  /// Names the bodies to which applicants turn, where the agency has not said.
  Outcome<void> name_bodies(db::Database& database, requests::Bodies bodies);

  /// Does what the request's script says next. `session` is that of the transaction that the journal writes together;
  /// `born` takes the parts of one that is divided. A refusal of a verb is a mistake of the plan.
  Outcome<void> act(db::Session& session, SimulatedRequest& request, std::vector<SimulatedRequest>& born);

  /// Whether it asks again for what nobody was answered yet.
  bool waits(const SimulatedRequest& request) const;

 private:
  /// What a repeated request takes up.
  struct Answered {
    requests::Filing filing = {};
    std::string number = {};  ///< of the letter
  };
  /// What the desks read.
  struct Parts {
    std::shared_ptr<const records::Carried> carried = {};
    api::MatterChains chains = {};
    requests::LetterForms forms = {};
  };

  SimulationClerks(Installation& installation, DemoPast& past, const Planner& planner, SimulatedOffice office,
                   std::unique_ptr<Parts> parts);
  const accounts::Principal& officer(const SimulatedRequest& request) const {
    return office_.officers.at(request.plan.number % office_.officers.size());
  }
  Outcome<void> file(SimulatedRequest& request);
  Outcome<void> take(db::Session& session, SimulatedRequest& request, const Stage& stage);
  /// Whoever is next signs, place by place, until all have; or returns the answer.
  Outcome<void> sign(db::Session& session, const SimulatedRequest& request, requests::Step step);
  Outcome<void> draft(SimulatedRequest& request);
  Outcome<void> join(SimulatedRequest& request);
  Outcome<void> take_over(db::Session& session, SimulatedRequest& request);
  Outcome<void> attack(db::Session& session, SimulatedRequest& request, const matters::Kind& kind);
  /// A step of the review or the suit.
  Outcome<void> try_on(const SimulatedRequest& request, const Stage& stage);
  Outcome<void> divide(SimulatedRequest& request, std::vector<SimulatedRequest>& born);
  Outcome<matters::Input> input_of(db::Session& session, const SimulatedRequest& request, const Stage& stage) const;
  /// The last day of the answer as it stands.
  Outcome<Date> due(db::Session& session, const SimulatedRequest& request) const;
  Outcome<std::int64_t> asked(db::Session& session, const SimulatedRequest& request, std::string_view verb) const;
  Outcome<void> send_letters(db::Session& session, const SimulatedRequest& request);
  Outcome<void> remember(db::Session& session, SimulatedRequest& request);

  DemoPast& past_;
  const Planner& planner_;
  SimulatedOffice office_;
  std::unique_ptr<Parts> parts_;
  matters::MatterDesk matters_;
  requests::RequestDesk requests_;
  appeals::AppealDesk appeals_;
  std::deque<Answered> answered_ = {};
  std::int64_t leader_ = 0;  ///< the last request with a search on record that follows no other one
};

/// The answer that a plan gives, in what its decision owes; `drafted` is how often it was written before.
requests::Reply reply_of(const SimulatedRequest& request);

}  // namespace dl::app
