// Pictures that a file brings along: kept when a browser draws them.
#pragma once

#include <map>
#include <optional>

#include "intake/draft.h"

namespace dl::intake {

/// The media type of a picture that browsers draw; empty for anything else.
std::string_view picture_type(std::string_view bytes);

/// Bytes of pictures by their addresses.
using Pictures = std::map<std::string, std::string>;

/// The picture as a line, its bytes among the draft's attachments. Nothing when it is of another kind or there are too
/// many; whoever calls tells so.
std::optional<Line> keep_picture(Draft& draft, std::string bytes, std::string name, std::string alt);

/// The same for one whose bytes stand in its address (data:) or came along under it, whole or from its folder on.
std::optional<Line> keep_picture_at(Draft& draft, const Pictures& pictures, std::string_view address,
                                    std::string_view alt);

}  // namespace dl::intake
