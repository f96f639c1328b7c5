// A freeze as one ZIP file that an outsider recomputes with Python alone: docs/figures.md says how.
#pragma once

#include <string>

#include "figures/frozen.h"

namespace dl::figures {

/// The files of a bundle: what was frozen, freeze.json, manifest.json (SHA-256 of each file, the entry of the journal)
/// and recompute.py. The same freeze gives the same files.
Outcome<Files> bundle_of(journal::Journal& journal, const Frozen& frozen);

/// The files as a ZIP archive, in the order of their names and without times: the same files give the same bytes.
Outcome<std::string> zip_of(const Files& files);

/// The files of an archive. Fault::Invalid `figures.archive` for what is none, for a name that stands twice, and beyond
/// 10,000 files or 1 GiB.
Outcome<Files> unzip(const std::string& archive);

}  // namespace dl::figures
