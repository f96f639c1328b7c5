// One document of the demonstration as its file says: a head of TOML between two lines "+++", then
// the words, then perhaps "+++ revision" and the words of a second edition. A head with [[step]] tells of
// work that is not finished: what was done to it so far, and when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "publications/document.h"

namespace dl::app {

/// What somebody does to unfinished work: a step of the life cycle, or something beside it.
enum class Deed : std::uint8_t { Step, Draft, Correct, Comment, Schedule };

struct DemoStep {
  Deed deed = Deed::Draft;
  publications::Step step = {};  ///< of Deed::Step
  Instant at = {};
  std::string by = {};              ///< login; empty = whose part it is in the agency
  std::string say = {};             ///< reason, remark, change note or comment
  std::optional<int> block = {};    ///< of a comment
  std::optional<Instant> due = {};  ///< of a schedule

  bool takes(publications::Step wanted) const { return deed == Deed::Step && step == wanted; }
};

struct DemoDocument {
  std::string stem = {};    ///< file name without its ending; other documents refer to it
  std::string agency = {};  ///< key in city.toml
  std::string column = {};  ///< slug
  publications::Metadata metadata = {};
  Instant published_at = {};         ///< of finished ones
  std::vector<DemoStep> steps = {};  ///< of unfinished ones, in the order of time
  std::string revises = {};          ///< stem of the public document of which this is to be the next edition
  std::string body = {};
  std::string revised = {};  ///< change note of the second edition
  std::string revised_body = {};
  std::string withdrawn = {};   ///< ground
  std::string answer = {};      ///< what its drafter says to what is found in its words
  std::string interprets = {};  ///< stem
  std::string amends = {};
  std::string repeals = {};
  std::vector<std::string> files = {};  ///< names below data/demo/files
};

/// Reads one file; "days_ago" and "in_days" count from `today`. Failures name file and line.
Outcome<DemoDocument> read_demo_document(std::string_view name, std::string_view text, Date today);

}  // namespace dl::app
