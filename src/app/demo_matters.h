// Plays the matters of the demonstration: each is brought, handled, signed and answered by the people of its agency
// through the verbs that everybody uses, at the moments that data/demo tells.
#pragma once

#include <memory>

#include "api/matters/kinds.h"
#include "app/demo_history.h"
#include "app/demo_matter_files.h"
#include "compliance/rectification_desk.h"
#include "dialogue/message_desk.h"
#include "records/carried.h"
#include "requests/request_desk.h"
#include "work/sign_off.h"

namespace dl::app {

class DemoMatterDesks {
 public:
  /// `agencies` has the ids by key. All but the maps outlive it. Fails as the data that its desks read.
  static Outcome<std::unique_ptr<DemoMatterDesks>> open(Installation& installation, DemoPast& past,
                                                        const std::map<std::string, std::int64_t>& agencies,
                                                        const DemoCast& cast);
  DemoMatterDesks(const DemoMatterDesks&) = delete;
  DemoMatterDesks& operator=(const DemoMatterDesks&) = delete;

  /// Plans all of it; it must live as long as the history. Fault::Invalid `data.invalid` where nobody has a part.
  Outcome<void> tell(DemoHistory& history, const DemoMatters& told);

 private:
  /// A matter on its way.
  struct Way {
    const DemoMatter& told;
    matters::Place place;
    const matters::Kind& kind;
    std::int64_t id = 0;
    std::size_t drafted = 0;      ///< answers so far
    matters::Letter letter = {};  ///< the answer that is not issued yet
  };
  /// What the desks read.
  struct Parts {
    std::map<std::string, matters::Place> places = {};  ///< by the keys of city.toml
    std::shared_ptr<const records::Carried> carried = {};
    Vocabularies lists = {};
    api::MatterChains chains = {};
    requests::LetterForms forms = {};
  };

  DemoMatterDesks(Installation& installation, DemoPast& past, const DemoCast& cast, std::unique_ptr<Parts> parts);
  Outcome<void> tell_grounds(DemoHistory& history, const DemoMatters& told);
  Outcome<void> tell(DemoHistory& history, const DemoMatter& told);
  Outcome<matters::Place> place_of(const std::string& about, const std::string& agency) const;
  /// Whoever has a right in an agency, its own people first.
  Outcome<accounts::Principal> whoever_may(const std::string& about, accounts::Right right, std::int64_t agency) const;
  Outcome<accounts::Principal> part_of(const Way& way, const DemoMatterStep& step) const;

  Outcome<void> begin(Way& way);
  Outcome<void> take(Way& way, const DemoMatterStep& step, const accounts::Principal& by);
  /// Whoever is next signs, place by place, until all have; or returns it. `by` where it is their place.
  Outcome<void> sign(const Way& way, const DemoMatterStep& step, bool returns, const accounts::Principal& by);
  Outcome<accounts::Principal> signer_of(const Way& way, const work::SignOff& sign_off,
                                         const accounts::Principal& by) const;
  Outcome<void> draft(Way& way, const accounts::Principal& by);
  Outcome<void> publish(const Way& way, const DemoMatterStep& step, const accounts::Principal& by);
  /// Gives numbers to the letters that a step of a request has brought with it.
  Outcome<void> send_letters(const Way& way, const accounts::Principal& approver);
  Outcome<matters::Input> input_of(const Way& way, const DemoMatterStep& step) const;
  Outcome<std::string> number_of_answer(const std::string& key) const;
  template <class F>
  auto read(F f) const {
    return installation_.database().read(f);
  }

  Installation& installation_;
  DemoPast& past_;
  DemoCast cast_;
  std::unique_ptr<Parts> parts_;
  matters::MatterDesk matters_;
  requests::RequestDesk requests_;
  dialogue::MessageDesk messages_;
  compliance::RectificationDesk rectifications_;
  std::map<std::string, std::shared_ptr<Way>> by_key_ = {};
};

}  // namespace dl::app
