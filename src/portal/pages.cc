#include "portal/pages.h"

#include "base/resources.h"

namespace dl::portal {

Outcome<Pages> Pages::load(const web::TemplateSource& source) {
  Pages pages;
  Outcome<void> loaded;
  boost::mp11::mp_for_each<MembersOf<Pages>>([&](auto member) {
    if (loaded) loaded = (pages.*member.pointer).load(source);
  });
  DL_CHECK(loaded);
  return pages;
}

std::optional<std::string> find_template(std::string_view name) {
  const auto found = find_resource(fmt::format("portal/{}", name));
  if (!found) return std::nullopt;
  return std::string(*found);
}

}  // namespace dl::portal
