// What the public brings to an agency through its site (窗口): bound by app/ to the desks of the domains, so that the
// portal knows the form of a request and of a letter, and no procedure.
#pragma once

#include <functional>

#include "dialogue/message.h"
#include "matters/letters.h"
#include "matters/matter_desk.h"
#include "requests/channels.h"
#include "requests/enclosures.h"
#include "requests/relief.h"
#include "requests/request.h"
#include "web/csrf.h"

namespace dl::portal {

/// An issued letter in the words that whoever brought the matter reads, as it has them on paper.
struct LetterWords {
  std::string title = {};
  std::string addressee = {};  ///< with its colon; empty for none
  std::vector<std::string> paragraphs = {};
  std::string signer = {};
  std::string date = {};  ///< "2026年3月2日"
};

/// Draws a letter as PDF, outside any transaction.
using Print = std::function<Outcome<std::string>()>;

/// What an agency offers to whoever asks it for information.
struct Offer {
  std::optional<requests::Channels> channels = {};  ///< nothing where the agency has not said
  requests::Bodies bodies = {};
};

struct Window {
  matters::MatterDesk& desk;
  /// By the number of the agency. Empty where none has said anything.
  std::function<Outcome<Offer>(db::Session&, std::int64_t)> offer = {};
  /// With the form that it was sent with (matters/sent_forms.h), as `write` below, and with its files.
  std::function<Outcome<matters::Opened>(const requests::Filing&, const std::string&,
                                         const std::vector<requests::Enclosed>&)>
      file = {};
  /// Nothing for a letter that went to somebody else.
  std::function<Outcome<std::optional<LetterWords>>(db::Session&, const matters::Case&, const matters::Letter&)>
      letter = {};
  /// The same letter on paper; nothing where `letter` has nothing. Empty where none is drawn.
  std::function<Outcome<std::optional<Print>>(db::Session&, const matters::Case&, const matters::Letter&)> print = {};
  /// What whoever brought the matter may do against what became of it, on a day and by its clocks.
  std::function<Outcome<requests::Recourse>(db::Session&, const matters::Case&, const std::vector<matters::Clock>&,
                                            Date today, const matters::Times&)>
      recourse = {};
  /// Puts down that whoever has number and code opens a matter of which there is something to read; whether anything
  /// was new. Empty where nothing is put down.
  std::function<Outcome<bool>(const matters::Matter&)> opened = {};
  /// Where the matter stands in words of its own; empty where the sentence of its state says it.
  std::function<std::string(const matters::Case&)> standing = {};
  /// A letter to the mailbox; empty where letters are not taken.
  std::function<Outcome<matters::Opened>(const matters::Place&, const dialogue::NewMessage&, const std::string&)>
      write = {};
  const web::CsrfGuard* csrf = nullptr;  ///< of the server, set once it is there
  agencies::CalendarInRows calendar = {};

  explicit Window(matters::MatterDesk& matters) : desk(matters) {}
};

}  // namespace dl::portal
