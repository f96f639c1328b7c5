#include "app/actor.h"

#include <unistd.h>

#include <cstdlib>

namespace dl::app {

Outcome<std::string> actor_called(Installation& installation, const std::string& name) {
  return installation.database().read([&](db::Session& session) -> Outcome<std::string> {
    DL_TRY(const auto rows,
           session.query<std::int64_t>("SELECT id FROM person WHERE login = :name OR name = :name ORDER BY id", name));
    if (rows.size() == 1) return fmt::format("person:{}", std::get<0>(rows.front()));
    if (rows.size() > 1) return fail(Fault::Conflict, "person.ambiguous", name);
    DL_TRY(const auto people, session.value<std::int64_t>("SELECT count(*) FROM person"));
    if (people > 0) return fail(Fault::NotFound, "person.unknown", name);
    return "operator:" + name;
  });
}

std::string operator_here() {
  for (const char* variable : {"SUDO_USER", "USER", "LOGNAME"})
    if (const char* name = std::getenv(variable); name != nullptr && *name != '\0')
      return std::string("operator:") + name;
  return fmt::format("operator:{}", ::getuid());
}

}  // namespace dl::app
