// Files of a thing (附件, and the images of its words), in the order in which they were added to a version of it.
//
// Kept by the text of the subject, so every domain has them; the bytes stand once in the database however many things
// have them. The domain's desk calls these in its own transaction, after it has asked for the right, and records its
// own event; which files somebody may have is asked by the caller.
#pragma once

#include <vector>

#include "accounts/principal.h"
#include "journal/journal.h"
#include "work/attachment.h"
#include "work/version.h"

namespace dl::work {

inline constexpr std::size_t kLongestFileName = 200;  ///< characters
/// Files of one version, images of its words among them.
inline constexpr std::size_t kMostFiles = 500;

/// Stores a file behind the others of its version. Fault::Invalid as check_file_name and type_of_file (file_kind.h),
/// `file.image` for one of the words that browsers do not draw, `file.too-many`; Fault::Full `disk.nearly-full`.
Outcome<Attachment> add_file(journal::Transaction& transaction, const Version& of, const NewFile& file,
                             const accounts::Principal& by);
/// The same for a file that a domain keeps a list of its own of: stored, in no list here; its position is 0.
Outcome<Attachment> keep_file(journal::Transaction& transaction, const NewFile& file, const accounts::Principal& by);
/// Fault::NotFound `file.missing`.
Outcome<void> remove_file(journal::Transaction& transaction, const Version& of, int position);
/// Gives a new version the files of an earlier one, at their positions.
Outcome<void> copy_files(journal::Transaction& transaction, const Version& from, const Version& to);

Outcome<std::vector<Attachment>> list_files(db::Session& session, const Version& of);
/// A file of any version by its digest, as the newest one has it. Fault::NotFound `file.missing`.
Outcome<Attachment> find_file(db::Session& session, const std::string& subject, const std::string& digest);

}  // namespace dl::work
