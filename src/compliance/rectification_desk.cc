#include "compliance/rectification_desk.h"

#include "base/text.h"

namespace dl::compliance {

Outcome<matters::Opened> RectificationDesk::find(const matters::Place& place, const NewRectification& asked, Date today,
                                                 const accounts::Principal& by) {
  DL_CHECK(by.require(kChecks, place.agency));
  DL_CHECK(check(asked, lists_, today));
  return matters_.open({.kind = std::string(Procedure::kName),
                        .place = place,
                        .title = std::string(text::trim(asked.title)),
                        .channel = matters::Channel::Inner,
                        .on = asked.found_on,
                        .code = asked.origin},
                       by.actor(), [&](journal::Transaction& transaction, const matters::Matter& matter) {
                         return insert(transaction.sql(), Rectification{matter.id, asked});
                       });
}

}  // namespace dl::compliance
