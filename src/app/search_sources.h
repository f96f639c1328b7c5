// What this program gives to be found: a source for each kind of thing, in one list.
#pragma once

#include "agencies/directory.h"
#include "app/search_feed.h"
#include "records/read.h"

namespace dl::app {

/// All sources. The place of one in the list stands in the ids of the index; a list that is another makes the index
/// anew. The directory and the registers must outlive them.
std::vector<Source> search_sources(const agencies::DirectoryHolder& directory, const records::Registers& registers);

/// Opens an index that was fed from these sources, or begins an empty one: as search::Index::open.
Outcome<std::unique_ptr<search::Index>> open_index(const std::filesystem::path& folder,
                                                   const std::vector<Source>& sources);

}  // namespace dl::app
