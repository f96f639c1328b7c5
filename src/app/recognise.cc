#include "app/recognise.h"

#include "app/document_import.h"
#include "base/hash.h"

namespace dl::app {

intake::ReaderLimits reader_limits_of(const Settings& settings) {
  return {.time = settings.intake_time,
          .memory = static_cast<std::size_t>(settings.intake_memory.bytes),
          .children = static_cast<unsigned>(settings.import_workers),
          .waiting = static_cast<unsigned>(settings.import_queue)};
}

Outcome<publications::NewDocument> recognise(Installation& installation, intake::Readers& readers,
                                             const ColumnChoice& choice, const std::string& name, std::string bytes,
                                             std::int64_t agency, std::int64_t column) {
  const auto directory = installation.directory().current();
  if (directory->agency(agency) == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency));
  const auto* site = directory->site_of_agency(agency);
  if (site == nullptr) return fail(Fault::NotFound, "site.missing", fmt::format("{}", agency));
  DL_TRY(auto options, intake_options(*directory));
  options.max_bytes = static_cast<std::size_t>(installation.settings().largest_upload.bytes);

  auto source_digest = sha256_hex(bytes);
  DL_TRY(auto found, readers.read({name, std::move(bytes)}, options));
  doubt_days_to_come(found, installation.clock().today());
  refuse_files(found);
  publications::NewDocument document;
  document.agency = agency;
  document.column = column;
  document.metadata = metadata_of(found);
  document.files = take_files(found);
  document.index_number = found.index_number;
  document.published_at = found.published_at;
  document.source_digest = std::move(source_digest);
  document.body = std::move(found.body);
  document.warnings = std::move(found.warnings);
  if (column == 0) {
    auto slug = choice.choose(document.metadata.title, document.metadata.kind, document.metadata.document_number);
    if (const auto* chosen = directory->column_by_slug(site->id, slug)) document.column = chosen->id;
  }
  return document;
}

}  // namespace dl::app
