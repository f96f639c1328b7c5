// Whether what a request asks for ought to be made public, because somebody decided so (主动公开移送): it was taken up
// for publication (条例 art. 44) or opened up when it was looked at again (art. 18). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "matters/matter.h"

namespace dl::requests {

struct ToPublish {
  Date on = {};
  std::string_view ground = {};  ///< Chinese
  std::string words = {};        ///< of whoever decided

  friend bool operator==(const ToPublish&, const ToPublish&) = default;
};

/// What was decided last and not taken back; nothing where nobody did. Of both grounds the later one.
std::optional<ToPublish> to_publish(const matters::Case& now);

}  // namespace dl::requests
