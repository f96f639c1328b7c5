#include "web/access_log.h"

#include "base/log.h"

namespace dl::web {

void write_to_log(const AccessLine& line) {
  log::info("request.answered", {{"id", line.id},
                                 {"method", line.method},
                                 {"path", line.path},
                                 {"site", line.host},
                                 {"network", line.network},
                                 {"status", line.status},
                                 {"bytes", line.bytes},
                                 {"microseconds", line.microseconds},
                                 {"cached", line.cached},
                                 {"note", line.note}});
}

}  // namespace dl::web
