// The words of a mail that is written as a page. Internal to this module.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl::mail {

/// Lines as the page shows them, cells of a row with tabs between them; what it hides, scripts and forms are left out.
/// `html` is UTF-8. Fails as intake::HtmlTree::parse.
Outcome<std::string> words_of_html(std::string_view html);

}  // namespace dl::mail
