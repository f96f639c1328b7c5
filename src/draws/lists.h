// From what a draw is made: the public records of the registers of objects, of inspectors and of plans.
#pragma once

#include "draws/draw.h"
#include "records/record_list.h"

namespace dl::draws {

/// Which objects and inspectors of an agency; what is empty says nothing.
struct Among {
  std::string risk = {};                ///< code of the list `risk_grades`
  std::string trade = {};               ///< 行业或者领域, as it stands
  std::vector<std::string> codes = {};  ///< of the objects, out of a file
  std::string enforcement = {};         ///< code of the list `enforcement_fields`
};

/// Where the registers are.
struct Registers {
  const records::Registers& registers;
  const records::Projection& projection;
};

/// Those that stand in the register today, by code. Fault::Invalid `draw.too-many`, `draw.unknown-objects` where a code
/// is in no public record.
Outcome<std::vector<Object>> list_objects(db::Session& session, const Registers& all, std::int64_t agency,
                                          const Among& among, Date today);
/// Numbers of the licences of those in the library whose licence is in force on `until`. Fault::Invalid
/// `draw.too-many`.
Outcome<std::vector<std::string>> list_inspectors(db::Session& session, const Registers& all, std::int64_t agency,
                                                  const Among& among, Date today, Date until);
/// Whether the agency has a public plan with this number.
Outcome<bool> has_plan(db::Session& session, const Registers& all, std::int64_t agency, const std::string& number,
                       Date today);

/// Whether the agency has a record of a draw with this number, whatever became of it: of one that was made elsewhere,
/// too.
Outcome<bool> has_record(db::Session& session, const Registers& all, std::int64_t agency, const std::string& number,
                         Date today);

}  // namespace dl::draws
