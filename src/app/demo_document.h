// One document of the demonstration as its file says: a head of TOML between two lines "+++", then
// the words, then perhaps "+++ revision" and the words of a second edition.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "publications/document.h"

namespace dl::app {

struct DemoDocument {
  std::string stem = {};    ///< file name without its ending; other documents refer to it
  std::string agency = {};  ///< key in city.toml
  std::string column = {};  ///< slug
  publications::Metadata metadata = {};
  Instant published_at = {};
  std::string body = {};
  std::string revised = {};  ///< change note of the second edition
  std::string revised_body = {};
  std::string withdrawn = {};   ///< ground
  std::string interprets = {};  ///< stem
  std::string amends = {};
  std::string repeals = {};
  std::vector<std::string> files = {};  ///< names below data/demo/files
};

/// Reads one file; "days_ago" counts from `today`. Failures name file and line.
Outcome<DemoDocument> read_demo_document(std::string_view name, std::string_view text, Date today);

}  // namespace dl::app
