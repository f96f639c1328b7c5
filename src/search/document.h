// What the engine keeps of a record: its terms, and the values by which it is counted and sorted.
#pragma once

#include "search/record.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Document;
}

namespace dl::search {

Xapian::Document document_of(const Record& record);

}  // namespace dl::search
