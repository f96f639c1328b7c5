// The tables of the API. One list; entries are never changed once released.
#include "api/schema.h"

namespace dl::api {
namespace {

// status 0: the work is done, but there is no answer yet, or none was kept because the program was ended.
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

// done_by: which attempt at the work has been committed, in the same transaction as the work itself.
// subject: what the work was about, for whoever lost the answer.
constexpr const char* kReplyWork = R"sql(
ALTER TABLE api_reply ADD COLUMN done_by TEXT NOT NULL DEFAULT ''
;
ALTER TABLE api_reply ADD COLUMN subject TEXT NOT NULL DEFAULT ''
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {
      {"api-1", kReplies, {}},
      {"api-2", kReplyWork, {}},
      // A key was once written before its work; what was left of that has none.
      {"api.work-alone", "DELETE FROM api_reply WHERE status = 0 AND done_by = ''", {}},
  };
  return list;
}

}  // namespace dl::api
