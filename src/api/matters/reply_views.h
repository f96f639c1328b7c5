// The letters of a request as they are written, and how one can end.
#pragma once

#include "api/matters/views.h"
#include "requests/agency_seals.h"
#include "requests/reply.h"

namespace dl::api {

/// A letter in words, as it is printed.
struct MatterLetterWords {
  std::string title = {};
  std::string addressee = {};  ///< with its colon; empty for none
  std::vector<std::string> paragraphs = {};
  std::string signer = {};
  std::string date = {};                ///< "2026年3月2日"; of a draft today
  std::string annex_title = {};         ///< empty where nothing goes with it
  std::vector<std::string> annex = {};  ///< paragraphs of what does
};
BOOST_DESCRIBE_STRUCT(MatterLetterWords, (), (title, addressee, paragraphs, signer, date, annex_title, annex))

struct MatterLetterContent {
  std::int64_t id = 0;
  std::string kind = {};
  std::string digest = {};
  json::object content = {};
  std::optional<MatterLetterWords> words = {};  ///< null while something is left out that it needs
};
BOOST_DESCRIBE_STRUCT(MatterLetterContent, (), (id, kind, digest, content, words))

/// A way in which a request can end with a letter.
struct RequestDecisionView {
  requests::Decision decision = {};
  std::string name = {};
  std::string basis = {};  ///< as the letter names it
  requests::Purpose purpose = {};
  std::vector<std::string> owes = {};  ///< members of RequestReplyInput
  std::vector<std::string> may = {};   ///< others that it can have
  std::vector<MatterChoice> grounds = {};
  std::string hint = {};  ///< what is not confirmed of how it is counted; empty where nothing is
};
BOOST_DESCRIBE_STRUCT(RequestDecisionView, (), (decision, name, basis, purpose, owes, may, grounds, hint))

/// What a letter other than the answer has to be filled with.
struct RequestLetterSlot {
  std::string code = {};
  std::string title = {};
  std::string kind = {};  ///< "text", "date", "texts", "mark"
  bool owed = false;
};
BOOST_DESCRIBE_STRUCT(RequestLetterSlot, (), (code, title, kind, owed))

struct RequestLetterForm {
  std::string kind = {};
  std::string title = {};
  std::vector<RequestLetterSlot> slots = {};
};
BOOST_DESCRIBE_STRUCT(RequestLetterForm, (), (kind, title, slots))

struct RequestReplyInput {
  std::optional<std::int64_t> letter = {};  ///< to change; left out for a new one
  std::optional<std::string> digest = {};   ///< of the one that was looked at, to change it
  requests::Decision decision = {};
  std::optional<std::vector<requests::Ground>> grounds = {};
  std::optional<std::string> reasons = {};
  std::optional<std::vector<std::string>> material = {};
  std::optional<std::string> channel = {};
  std::optional<std::string> withheld = {};
  std::optional<std::string> responsible = {};
  std::optional<std::string> earlier = {};
  std::optional<bool> online = {};
  std::optional<std::vector<std::string>> annexes = {};  ///< digests of redacted files (verifyDisclosure)
  static constexpr auto kLimits = std::to_array<Limit>({{"digest", 64}});
  static constexpr auto kFields = std::to_array<Field>({
      {"decision", "答复类型", {}},
      {"grounds", "不予公开的依据", {.entries = requests::kGrounds.size()}},
      {"reasons", "理由", {.characters = requests::kLongestClause, .asked = Asked::Long}},
      {"material",
       "提供的信息",
       {.characters = 500, .entries = requests::kMostMaterial, .help = "每行一件，写信息的名称和文号。"}},
      {"channel", "获取的方式、途径或者时间", {.characters = requests::kLongestClause, .asked = Asked::Long}},
      {"withheld", "不予公开的部分", {.characters = requests::kLongestClause, .asked = Asked::Long}},
      {"responsible", "负责公开的机关的名称和联系方式", {.characters = requests::kLongestClause, .asked = Asked::Long}},
      {"earlier", "此前答复的文号", {.characters = 200}},
      {"annexes",
       "随答复提供的文件",
       {.characters = 64, .entries = requests::kMostAnnexes, .help = "区分处理并查验过的文件。"}},
      {"online", "通过互联网送达", {.help = "须同时告知网上申请行政复议的途径（行政复议法第二十二条）。"}},
  });
};
BOOST_DESCRIBE_STRUCT(RequestReplyInput, (),
                      (letter, digest, decision, grounds, reasons, material, channel, withheld, responsible, earlier,
                       online, annexes))

struct LetterIssueInput {
  Date on = {};
  std::optional<requests::Sealing> sealing = {};  ///< left out: its place stays free for the stamp
  static constexpr auto kFields = std::to_array<Field>({{"on", "成文日期", {}}, {"sealing", "用印", {}}});
};
BOOST_DESCRIBE_STRUCT(LetterIssueInput, (), (on, sealing))

}  // namespace dl::api
