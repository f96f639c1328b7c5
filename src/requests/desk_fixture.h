// An agency that is asked for information, for tests of whatever stands around its desk.
#pragma once

#include "matters/agency_fixture.h"
#include "requests/case_fixture.h"
#include "requests/request_desk.h"

namespace dl::requests {

class RequestAgency : public matters::AgencyFixture {
 public:
  explicit RequestAgency(test::Store store, Date today = Date(2026, 3, 2))
      : AgencyFixture(store, today, {kind(), &migrations(), follow_with(forms(), requests::laws())}) {}

  static const matters::Kind& kind() {
    static const auto made = matters::kind_of<Procedure>();
    return made;
  }
  static const LetterForms& forms() {
    static const auto all = must(LetterForms::load());
    return all;
  }
  static Principal who(const std::string& name) { return Principal::machine("person:" + name); }
  /// Whom its answers name for relief.
  void name_bodies() { must(desk_.set_bodies(place_.agency, kBodies, who("乙"))); }

  inline static const Bodies kBodies = {"清州市人民政府", "清州市中级人民法院", ""};
  Papers papers_ = {forms(), key_};
  RequestDesk desk_ = RequestDesk(journal_, matters_, papers_);
};

}  // namespace dl::requests
