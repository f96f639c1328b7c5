// Metadata as one JSON object: how editions store it and what their digest covers.
#pragma once

#include <string>
#include <string_view>

#include "publications/document.h"

namespace dl::publications {

/// Members in a fixed order, empty ones left out; read_metadata(write_json(m)) == m.
std::string write_json(const Metadata& metadata);
/// Fault::Internal `document.metadata-unreadable` when the stored text is damaged.
Outcome<Metadata> read_metadata(std::string_view json);

}  // namespace dl::publications
