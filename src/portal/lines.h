// Lines of lists as pages show them.
#pragma once

#include "agencies/column_plan.h"
#include "base/vocabulary.h"
#include "portal/visit.h"
#include "records/carried.h"

namespace dl::portal {

enum class Detail {
  Date,  ///< title and day
  Full,  ///< title, 文号, validity and the time to the minute
};

LineView line_view(const publications::Line& line, const Visit& visit, Detail detail);
std::vector<LineView> line_views(const std::vector<publications::Line>& lines, const Visit& visit, Detail detail);

/// "12.5 KB" for bytes.
std::string size_text(std::int64_t bytes);

/// A file of what has its page at `address`.
FileView file_view(const publications::Attachment& file, const std::string& address);

/// The icon of a column in the sprite.
std::string icon_of(agencies::ColumnType type);

/// 公开工作机构 of the site's agency; what the agency has not said, the foot of its site says.
void fill_office(OfficeView& office, const SiteFoot& foot, const Visit& visit);

/// The tiles of agencies::kStatutoryTypes; `types` is the list column_types, whose notes say what each holds.
std::vector<Tile> statutory_tiles(const Visit& visit, const Vocabulary& types);
/// Fault::Invalid `data.invalid` when one of them has no note.
Outcome<void> check_statutory(const Vocabulary& types);

/// A period as people read it, as the law of the day has it: "20 个工作日", "1 月 31 日". `data.invalid` when data/laws
/// has no such period.
Outcome<std::string> length_of(const periods::Laws& laws, std::string_view id, Date day);
/// Fault::Invalid `data.invalid` when the laws do not have the periods.
Outcome<RequestTimes> request_times(const periods::Laws& laws, Date day);

}  // namespace dl::portal
