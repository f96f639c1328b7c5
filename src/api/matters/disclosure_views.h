// Partial disclosure of a file of a request as the API takes and shows it (requests/disclosure.h).
#pragma once

#include "api/files.h"
#include "redaction/limits.h"

namespace dl::api {

/// A rectangle of a page in millimetres from its upper left corner, or a passage wherever it stands.
struct DisclosureArea {
  std::optional<int> page = {};  ///< from 1
  std::optional<double> x = {};
  std::optional<double> y = {};
  std::optional<double> width = {};
  std::optional<double> height = {};
  std::optional<bool> only_here = {};  ///< the words of the rectangle may stand elsewhere
  std::optional<std::string> passage = {};
  std::string ground = {};  ///< 14-1 to 16-3
  static constexpr auto kLimits = std::to_array<Limit>({{"passage", redaction::kLongestPassage}, {"ground", 10}});
};
BOOST_DESCRIBE_STRUCT(DisclosureArea, (), (page, x, y, width, height, only_here, passage, ground))

struct DisclosureInput {
  std::optional<std::string> digest = {};  ///< of the areas that were looked at; left out for the first ones
  std::vector<DisclosureArea> areas = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"digest", 64}});
};
BOOST_DESCRIBE_STRUCT(DisclosureInput, (), (digest, areas))

/// A place that was blackened, without its words: as the log that goes with the file has it.
struct DisclosureMark {
  std::optional<int> page = {};  ///< null for a document without pages
  std::optional<double> x = {};
  std::optional<double> y = {};
  std::optional<double> width = {};
  std::optional<double> height = {};
  std::string ground = {};
  std::string article = {};
  std::int64_t characters = 0;
};
BOOST_DESCRIBE_STRUCT(DisclosureMark, (), (page, x, y, width, height, ground, article, characters))

struct DisclosureView {
  std::string original = {};  ///< digest
  std::string digest = {};    ///< of the areas; empty where there are none
  std::vector<DisclosureArea> areas = {};
  std::string changed_by_name = {};
  std::optional<Instant> changed_at = {};
  std::optional<AttachmentView> result = {};  ///< null while these areas are not verified
  std::vector<DisclosureMark> log = {};       ///< of the result
};
BOOST_DESCRIBE_STRUCT(DisclosureView, (), (original, digest, areas, changed_by_name, changed_at, result, log))

}  // namespace dl::api
