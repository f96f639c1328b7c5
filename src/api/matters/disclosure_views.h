// Partial disclosure of a file of a request as the API takes and shows it (requests/disclosure.h).
#pragma once

#include "api/files.h"

namespace dl::api {

struct DisclosureInput {
  std::optional<std::string> digest = {};  ///< of the areas that were looked at; left out for the first ones
  json::object content = {};               ///< {"areas": [...]} as docs/redaction.md describes it
  static constexpr auto kLimits = std::to_array<Limit>({{"digest", 64}});
};
BOOST_DESCRIBE_STRUCT(DisclosureInput, (), (digest, content))

struct DisclosureView {
  std::string original = {};  ///< digest
  std::string digest = {};    ///< of the areas; empty where there are none
  json::object content = {};  ///< the areas
  std::string changed_by_name = {};
  std::optional<Instant> changed_at = {};
  std::optional<AttachmentView> result = {};  ///< null while these areas are not verified
  json::object log = {};                      ///< of the result, without words (requests::log_of)
};
BOOST_DESCRIBE_STRUCT(DisclosureView, (), (original, digest, content, changed_by_name, changed_at, result, log))

}  // namespace dl::api
