#include "publications/force.h"

#include "base/named.h"

namespace dl::publications {

std::string force_of(const Metadata& metadata) {
  if (metadata.validity == Validity::None && !metadata.effective_on && !metadata.expires_on) return {};
  const auto day = [](const std::optional<Date>& date) { return date ? date->text() : std::string(); };
  return fmt::format("{}|{}|{}", name_of(metadata.validity), day(metadata.effective_on), day(metadata.expires_on));
}

Validity validity_on(std::string_view force, Date day) {
  const auto first = force.find('|');
  const auto second = first == force.npos ? first : force.find('|', first + 1);
  if (second == force.npos) return Validity::None;
  const auto stated = find_named<Validity>(force.substr(0, first));
  if (!stated) return Validity::None;
  const auto date = [](std::string_view text) {
    const auto read = Date::parse(text);
    return read ? std::optional(*read) : std::nullopt;
  };
  return validity_on(*stated, date(force.substr(first + 1, second - first - 1)), date(force.substr(second + 1)), day);
}

}  // namespace dl::publications
