// Any bytes as a Word document. The archive's check sums stop most changes, so the same bytes are
// also packed into a fresh archive as word/document.xml.
#include <zip.h>

#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"

namespace {

std::string packed(std::string_view document) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto* target = zip_source_buffer_create(nullptr, 0, 0, &problem);
  zip_source_keep(target);
  auto* archive = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
  auto* content = zip_source_buffer(archive, document.data(), document.size(), 0);
  auto index = zip_file_add(archive, "word/document.xml", content, ZIP_FL_OVERWRITE);
  zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  zip_close(archive);
  std::string out;
  zip_source_open(target);
  char buffer[4096];
  for (auto count = zip_source_read(target, buffer, sizeof buffer); count > 0;
       count = zip_source_read(target, buffer, sizeof buffer))
    out.append(buffer, static_cast<std::size_t>(count));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

void read(std::string bytes) {
  auto found = dl::intake::read_document({"a.docx", std::move(bytes)});
  if (found && !dl::content::well_formed(found->body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  if (input.find("%PDF-") != input.npos) return 0;
  read(input.starts_with("PK\x03\x04") ? input : packed(input));
  return 0;
}
