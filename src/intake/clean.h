// What a page or a file-sharing site has put around and into a document is taken out again.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Takes out the characters that no text may hold (`characters-dropped`) and tells those that mean nothing: bytes of no
/// encoding (`encoding-doubtful`), the private ones of some font (`symbol-unknown`). Every word of the draft goes
/// through.
void drop_forbidden(Draft& draft);

/// Takes out the white space of justified text: inside prose between Chinese characters, and in lines
/// whose characters stand apart one by one (通　　知). Lists of names keep theirs.
void tidy_spaces(Line& line);

/// Drops `<http://…>` that a copied link has left in the text; the words before it keep no link,
/// because nobody checked where it leads.
void drop_embedded_addresses(Draft& draft);

/// Takes off the lines of a file-sharing site, whose title of the file becomes the draft's title, joins
/// the sentences that its page marks ("2、") have cut, and cuts the one long line at its headings.
void unwrap_sharing_site(Draft& draft);

/// Drops 您的位置, 打印本页, 责任编辑, 欢迎关注 and their like, and everything behind the first of them
/// in the foot of a page. What was dropped is told in one warning.
void drop_furniture(Draft& draft);

/// Joins paragraphs that a page break has cut in the middle of a sentence, with a warning.
void join_cut_sentences(Draft& draft);

}  // namespace dl::intake
