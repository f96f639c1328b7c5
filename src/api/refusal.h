// In which form somebody is told that what they asked for is refused: a page to people, problem details to programs
// that take JSON, one sentence to those that take files. Pure but for drawing. The one place where this is decided.
#pragma once

#include "api/problem.h"

namespace dl::api {

enum class RefusalForm : std::uint8_t {
  Page,      ///< HTML
  Problem,   ///< application/problem+json (RFC 9457)
  Sentence,  ///< text/plain, one sentence
};

/// The API answers problem details always. Elsewhere whoever takes HTML gets the page; whoever takes JSON, problem
/// details. Who says nothing of it (`*/*`) is told by the address: problem details below /data and where it ends in
/// .json or .jsonld, a sentence where it ends as another file of data does, a page else.
RefusalForm refusal_form(const web::Request& http);

/// Not for RefusalForm::Page.
web::Response draw_refusal(const web::Request& http, RefusalForm form, int status, const Error& error,
                           const Sentences& sentences);

}  // namespace dl::api
