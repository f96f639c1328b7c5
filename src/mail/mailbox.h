// A place where mail lies: an mbox file, a Maildir, or a file with one message. Read one message after the other, so
// that a mailbox may be larger than memory.
#pragma once

#include <filesystem>
#include <functional>
#include <istream>

#include "base/outcome.h"
#include "mail/message.h"

namespace dl::mail {

/// A message as it lies there.
struct Stored {
  std::string place = {};  ///< for people: "3" of an mbox, else the name of the file
  std::string bytes = {};  ///< without the quoting of an mbox; empty where it is too large
  bool too_large = false;  ///< beyond kLargest
  /// Of a Maildir: it lies there and could not be read, which is no reason to leave the others.
  bool unreadable = false;
  /// Of a Maildir, in new/ or cur/; empty for others.
  std::filesystem::path file = {};
};

/// Splits an mbox (RFC 4155, and mboxrd where a line that begins with "From " has been quoted): a message begins with a
/// line "From ADDRESS … 10:30:00 2026" at the beginning or behind an empty line.
class MboxReader {
 public:
  /// `in` must live as long as this. `largest` is the number of bytes of a message that are kept at a time.
  explicit MboxReader(std::istream& in, std::size_t largest = kLargest) : in_(in), largest_(largest) {}

  /// False at the end.
  bool next(Stored& message);

 private:
  bool read_piece();
  void add(Stored& message);

  std::istream& in_;
  std::size_t largest_;
  std::string piece_ = {};  ///< a line with its end, or a part of a long one
  bool whole_ = true;       ///< `piece_` begins a line
  bool ended_ = true;       ///< the piece before ended one
  bool blank_ = true;       ///< an empty line stands before, or nothing
  bool waiting_ = false;    ///< `piece_` begins the next message
  std::size_t number_ = 0;
};

/// What somebody does with a message; what fails here ends the reading.
using Take = std::function<Outcome<void>(const Stored&)>;

/// Every message of a place: of a Maildir those in new/ and in cur/, each by its name, with those that cannot be read
/// as `unreadable`. Fault::NotFound `file.missing`,
/// Fault::Unavailable `file.unreadable`, Fault::Invalid `mail.no-mailbox` for a folder that is no Maildir.
Outcome<void> each_message(const std::filesystem::path& place, const Take& take);

/// Moves a message of a Maildir from new/ to cur/ as one that was seen; nothing for any other. Fault::Unavailable
/// `file.unreadable`.
Outcome<void> mark_seen(const Stored& message);

}  // namespace dl::mail
