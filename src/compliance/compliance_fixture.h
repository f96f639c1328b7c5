// An agency with problems of openness for the tests of this module, in the autumn of 2025; people have every right.
#pragma once

#include "compliance/rectification_desk.h"
#include "matters/agency_fixture.h"

namespace dl::compliance {

using test::field_of_error;
using test::key_of;
using test::must;

class Office : public matters::AgencyFixture {
 public:
  using Input = matters::Input;

  explicit Office(test::Store store) : AgencyFixture(store, Date(2025, 9, 16), {rectification_kind(), &migrations()}) {}

  static NewRectification problem() {
    return {.title = "年报未公开",
            .origin_number = "12",
            .origin = "third",
            .kind = "annual_report",
            .problem = "2024年度报告在网站上找不到。",
            .place = "https://example.gov.cn/annual",
            .measures = "补充公开",
            .found_on = Date(2025, 9, 15),
            .assessed = true};
  }
  std::int64_t found() { return must(desk_.find(place_, problem(), today(), seat("督查").self)).id; }
  std::int64_t assigned(std::optional<Date> until = {}) {
    const auto id = found();
    must(take(id, "Assign", {.until = until, .department = "办公室"}));
    return id;
  }
  Outcome<matters::Matter> take(std::int64_t id, std::string_view step, const Input& input = {},
                                std::string_view who = "督查") {
    return AgencyFixture::take(id, step, input, who);
  }
  Progress progress(std::int64_t id) { return must(progress_of(now(id), {laws(), calendar_}, today())); }

  Calendar calendar_ = must(Calendar::load());
  RectificationDesk desk_ = RectificationDesk(matters_, lists());
};

}  // namespace dl::compliance
