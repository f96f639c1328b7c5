// What the page of a document shows: index card, validity, words, attachments, links.
#pragma once

#include "portal/visit.h"

namespace dl::portal {

/// Fills head, foot and article from one edition. What depends on other editions and documents (history,
/// neighbours) is the handler's.
void fill_document_page(DocumentPage& page, publications::Live live, const Visit& visit,
                        const agencies::Column& column);

}  // namespace dl::portal
