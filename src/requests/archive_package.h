// The file of a request that was filed away (归档, 条例 art. 45) as files that anybody can keep and check without this
// program: its papers as PDF, its materials as they are, what happened as JSON with the digest of each fact, and the
// SHA-256 of all of it. What is in it names people: whoever hands it out records that.
#pragma once

#include <optional>

#include "figures/tables.h"
#include "requests/request_letters.h"

namespace dl::requests {

inline constexpr std::int64_t kLargestArchive = std::int64_t{128} << 20U;  ///< bytes of its materials together
inline constexpr std::string_view kArchiveFormat = "daylight-archive-1";   ///< stored in what is handed out

/// A paper of the file, before it is drawn.
struct ArchivedPaper {
  std::string title = {};                   ///< 登记回执
  matters::Letter letter = {};              ///< without a number for a sheet, which is no letter
  std::optional<paper::Letter> sheet = {};  ///< nothing where today's form of the letter asks for more than it has
};

struct ArchivedFile {
  work::Attachment of = {};
  std::string bytes = {};
};

struct Archive {
  matters::Case of = {};
  std::string agency = {};  ///< its name
  std::vector<ArchivedPaper> papers = {};
  std::vector<ArchivedFile> files = {};
};

/// The form as it was filed and its registration, the letters that left the house and those that stay in it with the
/// record of service, and the materials. Drafts are no part of it. Fault::NotFound `request.missing` for a matter of
/// another kind; Fault::Conflict `request.not-archived` before it is filed away; Fault::TooLarge `request.archive-size`
/// beyond kLargestArchive.
Outcome<Archive> load_archive(db::Session& session, const Papers& papers, const matters::Times& times,
                              matters::Matter matter, const std::string& agency);

/// papers/, materials/, timeline.json, manifest.json, and fingerprints.txt as sha256sum writes and checks it. A paper
/// that cannot be drawn stands as text or as what is kept of it. The same archive gives the same bytes on the same
/// installation. No session should be open: drawing takes its time. Fails as paper::to_pdf() does of its typefaces.
Outcome<figures::Files> files_of(const Archive& archive);

}  // namespace dl::requests
