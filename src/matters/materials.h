// Files of a matter (材料: evidence, what was searched, a signed scan) and remarks on it (批注), by its subject
// (work/files.h, work/comments.h). The verbs are MatterDesk's.
//
// They are no facts and belong to the office: whoever brought the matter is told of none, and no page outside reads
// them. A file stays once a step was taken after it, for the step may rest on it.
#pragma once

#include "matters/matter.h"
#include "work/comments.h"
#include "work/files.h"

namespace dl::matters {

struct Material {
  work::Attachment file = {};
  Instant added_at = {};  ///< when its bytes were first added to the matter
};

/// For whoever has loaded the matter within their scope. In the order in which they were added.
Outcome<std::vector<Material>> list_materials(db::Session& session, std::int64_t matter);
/// Fault::NotFound `file.missing`.
Outcome<work::Attachment> find_material(db::Session& session, std::int64_t matter, const std::string& digest);
/// Whether somebody may take a file away again: whoever added it, until the next step is taken. Pure.
bool removable(const Material& material, const Case& now, std::string_view actor);

/// The oldest first.
Outcome<std::vector<work::Comment>> list_remarks(db::Session& session, std::int64_t matter);

}  // namespace dl::matters
