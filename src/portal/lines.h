// Lines of lists as pages show them.
#pragma once

#include "portal/visit.h"

namespace dl::portal {

enum class Detail {
  Date,  ///< title and day
  Full,  ///< title, 文号, validity and the time to the minute
};

LineView line_view(const publications::Line& line, const Visit& visit, Detail detail);
std::vector<LineView> line_views(const std::vector<publications::Line>& lines, const Visit& visit, Detail detail);

/// "12.5 KB" for bytes.
std::string size_text(std::int64_t bytes);

/// The icon of a column in the sprite.
std::string icon_of(agencies::ColumnType type);

/// The tiles of the four statutory columns.
std::vector<Tile> statutory_tiles(const Visit& visit);

}  // namespace dl::portal
