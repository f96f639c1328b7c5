// The index card of a page: 索引号, 发文机关, 文号, dates and the line below the title that tells
// source, author and time.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// The fields that a card may hold. Ignored ones are recognised so that they do not get into the text.
enum class Field {
  Ignored,
  Title,
  IndexNumber,
  Kind,
  Issuer,
  DocumentNumber,
  Published,
  Issued,
  Validity,
  Effective,
  Expires,
  TermBegin,  ///< 起始日期: of force, or of a public notice
  TermEnd,
  Themes,
  Source,
  Author,
  Keywords,
  Summary,
  Contact,
};

struct Card {
  std::map<Field, std::string> values = {};
  std::vector<std::string> empty_labels = {};  ///< fields of the card that stood without a value
  std::vector<std::string> dropped = {};       ///< what stood in it and has no field of its own
  std::optional<Instant> published_at = {};
  bool published_has_time = false;
  std::optional<Date> issued_on = {};
  std::optional<Date> effective_on = {};
  std::optional<Date> expires_on = {};
  std::optional<Date> term_begin = {};
  std::optional<Date> term_end = {};
  bool found = false;  ///< anything of a card was there
};

/// Takes the card's lines and tables out of the draft. Only the head of the page is searched, up to the
/// first prose. A value is taken where it can be one: a date must be a date, a source is short. A line of
/// which one value does not fit is taken all the same when another label shows that it is of a card.
Card take_card(Draft& draft);

}  // namespace dl::intake
