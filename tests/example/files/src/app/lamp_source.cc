#include "app/lamp_source.h"

#include "lamps/lamp_store.h"

namespace dl::app {
namespace {

search::Record record_of(const lamps::Lamp& lamp, const agencies::DirectoryHolder& directory) {
  search::Record record;
  record.id.number = lamp.id;
  record.title = lamp.report.place;
  record.body = lamp.report.fault;
  record.address = accounts::address_of(lamps::kLamp.page, lamp.id);
  record.agency = lamp.agency;
  record.published_at = lamp.changed_at;
  record.year = lamp.changed_at.date().year();
  record.kind = "路灯报修";
  if (const auto* site = directory.current()->site_of_agency(lamp.agency))
    record.marks.push_back(fmt::format("site:{}", site->id));
  return record;
}

}  // namespace

Source lamp_source(const agencies::DirectoryHolder& directory) {
  Source source;
  source.prefix = lamps::kLamp.prefix;
  source.find = [&directory](db::Session& session, std::int64_t id) -> Outcome<std::optional<search::Record>> {
    const auto lamp = lamps::load_public(session, id);
    if (lamp) return record_of(*lamp, directory);
    if (lamp.error().fault != Fault::NotFound) return Failure(lamp.error());
    return std::nullopt;
  };
  source.between = [&directory](db::Session& session, NumberRange range,
                                int most) -> Outcome<std::vector<search::Record>> {
    DL_TRY(const auto found, lamps::public_between(session, range.after, range.up_to, most));
    std::vector<search::Record> records;
    for (const auto& lamp : found) records.push_back(record_of(lamp, directory));
    return records;
  };
  source.last = lamps::last_public;
  return source;
}

}  // namespace dl::app
