// What has happened in the demonstration's city: every act by its person at its time, one after another in
// the order of time, so that journal, reviews and clocks read as if the city had worked with the program.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/demo_document.h"
#include "app/demo_people.h"
#include "intake/document.h"

namespace dl::app {

/// A journal whose clock is set by hand, and never back.
class DemoPast {
 public:
  DemoPast(Installation& installation, Instant begin) : clock_(begin), journal_(installation.database(), clock_) {
    journal_.seal_with(installation.seal_key());
    installation.open_work().keep_with(journal_);
  }
  journal::Journal& journal() { return journal_; }
  Instant now() const { return clock_.now(); }
  void advance_to(Instant at) { clock_.set(std::max(at, clock_.now())); }

 private:
  FixedClock clock_;
  journal::Journal journal_;
};

class DemoHistory {
 public:
  DemoHistory(Installation& installation, DemoPast& past, std::map<std::string, agencies::Founded> agencies,
              DemoCast cast, intake::Options options);

  /// The documents must live as long as this.
  void tell(const DemoDocument& document);
  /// Something else that happens; `about` names it where it fails.
  void plan(const std::string& about, Instant at, std::function<Outcome<void>()> take);
  /// Does all that was told; `progress` hears acts done and their total.
  Outcome<void> happen(const std::function<void(std::size_t, std::size_t)>& progress);

  /// When the first thing of all these happens.
  static Instant beginning(const std::vector<DemoDocument>& documents);

 private:
  struct Act {
    Instant at = {};
    std::string about = {};
    std::function<Outcome<void>()> take = {};
  };

  void plan(const DemoDocument& document, Instant at, std::function<Outcome<void>()> take) {
    plan(document.stem, at, std::move(take));
  }
  void plan_publication(const DemoDocument& document, const std::string& note, Instant at);
  void plan_revision(const DemoDocument& document, Instant at);
  void plan_link(const DemoDocument& from, publications::Relation relation, const std::string& stem);
  Outcome<void> take_step(const DemoDocument& document, const DemoStep& step);
  Outcome<void> enter(const DemoDocument& document, const accounts::Principal& by);
  Outcome<void> answer(const DemoDocument& document);
  Outcome<void> correct(const DemoDocument& document, const std::string& body, const accounts::Principal& by);
  Outcome<publications::NewDocument> new_document(const DemoDocument& document);
  Outcome<std::int64_t> id_of(const std::string& stem) const;
  const Cast& cast_of(const DemoDocument& document) const { return cast_.by_agency.at(document.agency); }

  Installation& installation_;
  DemoPast& past_;
  publications::DocumentDesk desk_;
  std::map<std::string, agencies::Founded> agencies_;
  DemoCast cast_;
  intake::Options options_;
  std::vector<Act> acts_ = {};
  std::map<std::string, std::int64_t> ids_ = {};
};

}  // namespace dl::app
