// Requests for information, letters to the mailbox and problems to be put right as data/demo tells them: what was
// brought, and what was done about it on which working day.
#pragma once

#include <variant>

#include "compliance/rectification.h"
#include "dialogue/message.h"
#include "matters/procedure.h"
#include "requests/channels.h"
#include "requests/relief.h"
#include "requests/reply.h"
#include "requests/request.h"

namespace dl::app {

// What is told as a step and is a verb of its own: the next answer is written, a letter and its answer become public,
// whoever brought the matter rates the answer, a third party is noted.
inline constexpr std::string_view kDraftAnswer = "Draft";
inline constexpr std::string_view kPublishAnswer = "Publish";
inline constexpr std::string_view kRateAnswer = "Rate";
inline constexpr std::string_view kAddThirdParty = "AddParty";

struct DemoMatterStep {
  std::string step = {};  ///< by the table of its kind, or one of the above
  Instant at = {};
  std::string by = {};                 ///< login; empty = whoever has the right in the agency
  matters::Input input = {};           ///< without what follows from the matter itself: letter, fact, decision
  std::string holder = {};             ///< login
  std::vector<std::string> hide = {};  ///< words that a letter loses before it is public, besides what is found
  int stars = 0;
  matters::Contact party = {};
};

struct DemoReply {
  requests::Reply reply = {};
  std::string earlier = {};  ///< key of the request whose answer it names
};

/// What was brought.
using DemoForm = std::variant<requests::Filing, dialogue::NewMessage, compliance::NewRectification>;

struct DemoMatter {
  std::string about = {};   ///< "requests.toml:12"
  std::string key = {};     ///< by which others of the file name it
  std::string agency = {};  ///< key in city.toml
  Instant at = {};
  DemoForm form = {};
  std::vector<DemoMatterStep> steps = {};
  std::vector<DemoReply> replies = {};    ///< of a request, in the order in which they are written
  std::vector<std::string> answers = {};  ///< of a letter
};
/// Stored name of its kind.
std::string_view kind_of(const DemoMatter& matter);

/// Who gives relief against the answers of an agency.
struct DemoBodies {
  std::string agency = {};
  requests::Bodies bodies = {};
};

/// By which channels an agency takes requests.
struct DemoChannels {
  std::string agency = {};
  requests::Channels channels = {};
};

/// Who answers letters of a topic.
struct DemoRoute {
  std::string agency = {};
  std::string topic = {};
  std::string department = {};
};

struct DemoMatters {
  std::vector<DemoMatter> matters = {};
  std::vector<DemoBodies> bodies = {};
  std::vector<DemoChannels> channels = {};
  std::vector<DemoRoute> routes = {};
};

/// Failures name file and line. Days are working days before `today`.
Outcome<DemoMatters> read_demo_matters(Date today);

}  // namespace dl::app
