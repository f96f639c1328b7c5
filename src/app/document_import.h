// From files to documents: reads with intake, places in a column, enters with the desk, reports one
// JSON object a file.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "app/column_choice.h"
#include "app/installation.h"
#include "intake/document.h"
#include "intake/readers.h"

namespace dl::app {

struct ImportWish {
  std::string agency_code = {};
  std::string column = {};                 ///< slug; empty = chosen by data/import_columns.toml
  std::string person = {};                 ///< account or name (actor.h)
  std::vector<std::string> accepted = {};  ///< codes of warnings that are no reason to hold a document back
  std::string reason = {};                 ///< why they are not
  bool publish = false;  ///< takes the drafts through to publication, recorded as forced; not what is owed an answer
};

/// How an import went.
struct ImportCount {
  std::size_t done = 0;
  std::size_t held = 0;  ///< of those done: stay drafts, though they were to be published
  std::size_t failed = 0;
};

/// Imports files one batch a transaction; while one is stored, the next is read on all cores, each file in a child
/// process with limits. Two batches are in memory at most, each ends when it is large. `report` gets one line of
/// JSON a file once it is safely stored or refused; a file that cannot be read never stops the others.
class DocumentImport {
 public:
  using Report = std::function<void(const std::string& line)>;

  static Outcome<DocumentImport> prepare(Installation& installation, const ImportWish& wish);
  ImportCount run(const std::vector<std::filesystem::path>& files, const Report& report);

 private:
  /// One file on its way: what was read, what will be entered.
  struct Item {
    std::filesystem::path file = {};
    std::size_t bytes = 0;  ///< of the file and what it brought along
    boost::json::array attachments = {};
    intake::Found found = {};
    publications::NewDocument document = {};
    std::string column = {};
    std::optional<Error> error = {};
    publications::Publication made = {};
  };

  DocumentImport(Installation& installation, ImportWish wish, ColumnChoice choice)
      : installation_(installation), wish_(std::move(wish)), choice_(std::move(choice)) {}

  Item read(const std::filesystem::path& file) const;
  /// Reads the first files of the list: as many as make one batch, at least one.
  std::vector<Item> read_batch(std::span<const std::filesystem::path> files) const;
  void enter(std::vector<Item>& batch);
  std::string line_of(const Item& item) const;
  std::optional<std::string> publish_reason() const;

  Installation& installation_;
  ImportWish wish_;
  ColumnChoice choice_;
  std::shared_ptr<const agencies::Directory> directory_ = {};
  std::string actor_ = "system:import";
  std::int64_t agency_ = 0;
  const agencies::Site* site_ = nullptr;
  intake::Options options_ = {};
  std::unique_ptr<intake::Readers> readers_ = {};
};

/// The metadata of a recognised document, nothing added but what the installation must decide.
publications::Metadata metadata_of(const intake::Found& found);

/// The files that a recognised document brought along and that can be stored, with their bytes.
std::vector<publications::NewFile> take_files(intake::Found& found);

/// Lets go of files that cannot be kept here, with a warning for each.
void refuse_files(intake::Found& found);

/// Adds a warning of days after today; what is said to be published on one is not, so that day is not taken over.
void doubt_days_to_come(intake::Found& found, Date today);

/// What intake needs to know of an installation: agency names, their public telephone numbers, themes.
Outcome<intake::Options> intake_options(const agencies::Directory& directory);

}  // namespace dl::app
