#include "work/staged_items.h"

#include "work/item_rows.h"

namespace dl::work {

Outcome<void> StagedItems::add(db::Session& session, std::int64_t first_id,
                               const std::vector<std::pair<std::string, Item>>& items) const {
  auto hidden = items;
  for (auto& [subject, item] : hidden) item.holder = holder_;
  return insert_items(session, first_id, hidden);
}

Outcome<std::int64_t> StagedItems::show(db::Session& session) const {
  return session.run("UPDATE work_item SET holder = '' WHERE holder = :holder", holder_);
}

Outcome<void> StagedItems::drop(db::Session& session, const std::string& subject) const {
  DL_CHECK(session.run("DELETE FROM work_item WHERE subject = :subject AND holder = :holder", subject, holder_));
  return {};
}

}  // namespace dl::work
