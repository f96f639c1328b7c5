// The verbs on answers. Each is one transaction with its event.
#pragma once

#include "journal/journal.h"
#include "questions/question_store.h"

namespace dl::questions {

class AnswerDesk {
 public:
  using Principal = accounts::Principal;
  explicit AnswerDesk(journal::Journal& journal) : journal_(journal) {}

  /// Says what stands for a question from now on, on every node; its number. Fault::Forbidden `right.missing`, for all
  /// sites of whoever has the right for one agency alone; Fault::Invalid `request.fields`, `answer.incomplete` with the
  /// fields, `answer.personal`, and for words what Wordings::learn refuses, held against the words of the program, of
  /// the agency and of the city; Fault::NotFound `document.missing` or Fault::Gone for a document that is not public;
  /// Fault::Conflict `answer.there` while another stands for the same question, `answer.many` where kMostAnswers stand.
  Outcome<std::int64_t> give(const NewAnswer& answer, const Principal& by);

  /// Takes it back: the search is as it was before. Fault::NotFound `answer.missing` for one that stands no more, or of
  /// an agency of which the person may not read; Fault::Forbidden `right.missing`.
  Outcome<void> end(std::int64_t id, const Principal& by);

 private:
  journal::Journal& journal_;
};

}  // namespace dl::questions
