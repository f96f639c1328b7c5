#include "records/record_number.h"

#include "work/serials.h"

namespace dl::records {

Outcome<std::string> number_for(db::Session& session, const Register& made, std::int64_t agency, Date on) {
  if (!made.number) return std::string();
  using Slot = NumberForm::Slot;
  std::string number;
  for (const auto& part : made.number->parts) {
    const auto* slot = std::get_if<Slot>(&part);
    if (slot == nullptr) {
      number += std::get<std::string>(part);
    } else if (*slot == Slot::AgencyCode) {
      DL_TRY(const auto code, session.value<std::string>("SELECT code FROM agency WHERE id = :agency", agency));
      number += code;
    } else if (*slot == Slot::Year) {
      number += fmt::format("{:04}", on.year());
    } else {
      DL_TRY(const auto serial, work::next_serial(session, "register:" + made.code, agency, on));
      number += fmt::format("{:0{}}", serial, made.number->width);
    }
  }
  return number;
}

}  // namespace dl::records
