// An e-mail as a plain value: who wrote it when, its words, its files.
//
// Foreign bytes, read by GMime within limits that are looked at before it sees them. Nothing is fetched, run or
// unpacked. What is broken in the usual ways is read as far as it is meant: no end of a part, no charset or a wrong
// one, words of a head cut within a character.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::mail {

inline constexpr std::size_t kLargest = std::size_t{50} << 20U;  ///< bytes of a message as it came
inline constexpr std::size_t kMostAttachments = 50;
inline constexpr int kMostParts = 200;
inline constexpr int kDeepest = 10;                                   ///< parts within parts
inline constexpr std::size_t kLongestField = std::size_t{64} << 10U;  ///< bytes of a field of a head with its folds
inline constexpr std::size_t kLongestText = std::size_t{1} << 20U;    ///< bytes of the words, in UTF-8

/// Who seems to have sent it. Only a person asks for anything.
enum class Source : std::uint8_t {
  Person,
  Automatic,  ///< says so: out of office, receipts (RFC 3834)
  Bounce,     ///< what another server could not deliver
  List,       ///< to many: newsletters, lists
};

struct Attachment {
  std::string name = {};  ///< without a path and what no name may hold; made up where it has none
  std::string type = {};  ///< media type as the message says it, small letters; not to be trusted
  std::string bytes = {};

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// Words are UTF-8 that any database takes, with "\n" at line ends.
struct Message {
  std::string from = {};  ///< address; empty where there is none that could be answered
  std::string from_name = {};
  std::string to = {};                   ///< as it stands in the head
  std::optional<Instant> date = {};      ///< as the sender says
  std::optional<Instant> received = {};  ///< as the server says that took it in last
  std::string message_id = {};           ///< without brackets; empty where there is none
  std::string subject = {};
  std::string text = {};  ///< of all parts that are shown, those of forwarded messages too
  std::vector<Attachment> attachments = {};
  Source source = Source::Person;
};

/// Fault::TooLarge `mail.too-large`, `mail.head` for a head beyond reason, `mail.too-many` parts or attachments,
/// `mail.too-deep`; Fault::Unreadable `mail.unreadable` for what is no message; as intake of a page beyond reason.
Outcome<Message> read_message(std::string_view bytes);

}  // namespace dl::mail
