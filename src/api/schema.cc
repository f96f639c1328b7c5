// The tables of the API. One list; entries are never changed once released.
#include "api/schema.h"

namespace dl::api {
namespace {

// status 0: the first request with this key is still under way, or ended with the program.
constexpr const char* kReplies = R"sql(
CREATE TABLE api_reply (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  type TEXT NOT NULL,
  tag TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (caller, key)
)
;
CREATE INDEX api_reply_at ON api_reply (at)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"api-1", kReplies, {}}};
  return list;
}

}  // namespace dl::api
