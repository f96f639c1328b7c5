// The letters of requests (文书) as data: data/letters/KIND.toml, built in or overlaid by an installation.
//
//   title     = "补正告知书"
//   addressee = "{applicant}"
//   [[slot]]
//   code  = "until"
//   title = "补正期限"
//   kind  = "date"
//   need  = "free"                 # may be left out; owed otherwise
//   [[paragraph]]
//   when  = ["until"]              # stands only where these slots are filled
//   text  = "请您于{until}前补正。"
//
// A slot that may be left out stands only in paragraphs that wait for it, or in the addressee, whose line it then
// leaves out. Pure once loaded.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/named.h"
#include "base/outcome.h"
#include "base/time.h"

namespace dl::requests {

/// The kinds of letters; each has its file. Stored by name; do not rename.
enum class LetterKind : std::uint8_t {
  Receipt,
  Supplement,
  Reasons,
  Extension,
  Deferral,
  ThirdParty,
  ConsultationTold,
  ThirdPartyTold,
  CoMaker,
  CoHandling,
  Fee,
  Reply,
  Correction,
  ArchiveContents,
  ApprovalSheet,
  OpinionForm,
  Forwarding,
  Handover,
};
inline constexpr auto kLetterKinds =
    named_table<LetterKind>({{LetterKind::Receipt, "receipt", "登记回执"},
                             {LetterKind::Supplement, "supplement", "补正告知书"},
                             {LetterKind::Reasons, "reasons", "说明理由告知书"},
                             {LetterKind::Extension, "extension", "延期答复告知书"},
                             {LetterKind::Deferral, "deferral", "延迟答复告知书"},
                             {LetterKind::ThirdParty, "third-party", "征求第三方意见书"},
                             {LetterKind::ConsultationTold, "consultation-told", "征求意见告知书"},
                             {LetterKind::ThirdPartyTold, "third-party-told", "告知第三方决定公开书"},
                             {LetterKind::CoMaker, "co-maker", "征求共同制作机关意见书"},
                             {LetterKind::CoHandling, "co-handling", "协办函"},
                             {LetterKind::Fee, "fee", "收费通知书"},
                             {LetterKind::Reply, "reply", "答复书"},
                             {LetterKind::Correction, "correction", "更正答复书"},
                             {LetterKind::ArchiveContents, "archive-contents", "归档目录"},
                             {LetterKind::ApprovalSheet, "approval-sheet", "审查呈批单"},
                             {LetterKind::OpinionForm, "opinion-form", "征求意见确认函"},
                             {LetterKind::Forwarding, "forwarding", "转送函"},
                             {LetterKind::Handover, "handover", "移送函"}});
constexpr Names<LetterKind> table_of(LetterKind) { return kLetterKinds; }

/// The answer itself, which its step issues; any other letter is issued by itself.
constexpr bool is_answer(LetterKind kind) { return kind == LetterKind::Reply || kind == LetterKind::Correction; }
/// What a step prints of the case for the house alone; it is never issued.
constexpr bool is_internal(LetterKind kind) {
  return kind == LetterKind::ArchiveContents || kind == LetterKind::ApprovalSheet;
}
/// Whether it goes to whoever asked; the others go to third parties, other agencies and the archive.
constexpr bool goes_to_applicant(LetterKind kind) {
  switch (kind) {
    case LetterKind::ThirdParty:
    case LetterKind::ThirdPartyTold:
    case LetterKind::CoMaker:
    case LetterKind::CoHandling:
    case LetterKind::OpinionForm:
    case LetterKind::Forwarding:
    case LetterKind::Handover:
    case LetterKind::ApprovalSheet:
    case LetterKind::ArchiveContents: return false;
    default: return true;
  }
}
/// What is drawn on pages behind a letter, filled as the letter is: whoever is consulted gets the form of their answer
/// with it (arts 32 and 34; 宿政办函〔2021〕21号).
constexpr std::optional<LetterKind> annex_of(LetterKind kind) {
  const bool asks = kind == LetterKind::ThirdParty || kind == LetterKind::CoMaker;
  return asks ? std::optional(LetterKind::OpinionForm) : std::nullopt;
}
/// Whether a law owes it to somebody before the answer is served: what its step says was told or asked has been told or
/// asked only once it is issued (条例 arts 30, 32 to 35, 41; 国办函〔2020〕109号 of the fee). No law asks for a
/// receipt, nor that the applicant be told of a consultation.
constexpr bool is_owed(LetterKind kind) {
  switch (kind) {
    case LetterKind::Supplement:
    case LetterKind::Reasons:
    case LetterKind::Extension:
    case LetterKind::Deferral:
    case LetterKind::ThirdParty:
    case LetterKind::ThirdPartyTold:
    case LetterKind::CoMaker:
    case LetterKind::CoHandling:
    case LetterKind::Forwarding:
    case LetterKind::Fee: return true;
    default: return false;
  }
}
/// The same of a letter by the stored name of its kind; false for a name that is none.
inline bool is_answer(std::string_view kind) {
  const auto known = find_name<LetterKind>(kind);
  return known && is_answer(*known);
}
inline bool is_internal(std::string_view kind) {
  const auto known = find_name<LetterKind>(kind);
  return known && is_internal(*known);
}
/// Whether a letter of a stored kind leaves the house by the approver's hand and is no answer.
inline bool leaves_by_itself(std::string_view kind) {
  const auto known = find_name<LetterKind>(kind);
  return known && !is_answer(*known) && !is_internal(*known);
}

/// What the request itself says of a letter's case, filled in when it is opened: who somebody is and what they wrote is
/// no part of what is kept of a letter.
inline constexpr std::string_view kCaseSlots[] = {"applicant",   "agency",      "number", "filed_on",
                                                  "received_on", "third_party", "wanted"};
/// The slot of an agency that is written to: where nobody wrote its name, it is the party that was registered.
inline constexpr std::string_view kToSlot = "to";

/// What fills a slot. Written in the files by name.
enum class SlotKind : std::uint8_t {
  Text,   ///< text
  Date,   ///< date
  Texts,  ///< texts: a list
  Case,   ///< case: one of kCaseSlots, never kept
  Mark,   ///< mark: there or not
};
Names<SlotKind> table_of(SlotKind);

struct Slot {
  std::string code = {};
  std::string title = {};  ///< Chinese
  SlotKind kind = SlotKind::Text;
  bool owed = true;
};

/// A mark is an empty text.
using SlotValue = std::variant<std::string, Date, std::vector<std::string>>;
using Slots = std::map<std::string, SlotValue, std::less<>>;

/// A letter in words, as it is printed.
struct LetterText {
  std::string title = {};
  std::string addressee = {};  ///< may be empty
  std::vector<std::string> paragraphs = {};
  std::string annex_title = {};         ///< empty where it has no annex
  std::vector<std::string> annex = {};  ///< paragraphs of what goes with it

  friend bool operator==(const LetterText&, const LetterText&) = default;
};

class LetterForm {
 public:
  /// Fails with `data.invalid`, file and line: unknown keys and kinds, a slot that comes twice or is used nowhere, a
  /// text that names none of the slots, or one that may be left out without waiting for it.
  static Outcome<LetterForm> parse(const std::string& name, std::string_view text);

  const std::string& title() const { return title_; }
  const std::vector<Slot>& slots() const { return slots_; }
  const Slot* find(std::string_view code) const;

  /// What is wrong with slots that are to be kept: Fault::Invalid `request.slots` with `request.slot-owed`,
  /// `request.slot-unknown` (also for those of the case), `request.slot-kind`.
  Outcome<void> check(const Slots& slots) const;
  /// With those of the case, which have to be there; fails as check() does for the others.
  Outcome<LetterText> text(const Slots& slots) const;

 private:
  struct Paragraph {
    std::vector<std::string> when = {};
    std::string text = {};
  };
  Outcome<void> check(const Slots& slots, bool with_case) const;

  std::string title_ = {};
  std::string addressee_ = {};
  std::vector<Slot> slots_ = {};
  std::vector<Paragraph> paragraphs_ = {};
};

/// The forms of all kinds.
class LetterForms {
 public:
  /// Fails as LetterForm::parse() does, and with `resource.missing`.
  static Outcome<LetterForms> load();
  const LetterForm& at(LetterKind kind) const { return forms_.at(kind); }

 private:
  std::map<LetterKind, LetterForm> forms_ = {};
};

/// One JSON object with sorted keys; dates as "2026-03-02".
std::string write_json(const Slots& slots);
/// By the kinds of a form's slots. Fault::Invalid `request.slots-content` for any other text.
Outcome<Slots> read_slots(const LetterForm& form, std::string_view text);

}  // namespace dl::requests
