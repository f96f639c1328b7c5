#include "intake/zip_package.h"

#include <zip.h>

#include <pugixml.hpp>

namespace dl::intake {

namespace {

constexpr zip_flags_t kAnyCase = ZIP_FL_NOCASE;  ///< names of parts are the same in capitals and small letters (OPC)

}  // namespace

void ZipPackage::Close::operator()(zip* archive) const { zip_discard(archive); }

Outcome<ZipPackage> ZipPackage::open(std::string_view bytes) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem);
  if (source == nullptr) return fail(Fault::Unreadable, "intake.broken", zip_error_strerror(&problem));
  ZipPackage package;
  package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &problem));
  if (package.archive_ == nullptr) {
    zip_source_free(source);
    auto failure = fail(Fault::Unreadable, "intake.broken", zip_error_strerror(&problem));
    zip_error_fini(&problem);
    return failure;
  }
  if (zip_get_num_entries(package.archive_.get(), 0) > 4000)
    return fail(Fault::Unreadable, "intake.broken", "too many entries");
  return package;
}

bool ZipPackage::has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), kAnyCase) >= 0;
}

std::vector<std::string> ZipPackage::names() const {
  std::vector<std::string> names;
  const auto count = zip_get_num_entries(archive_.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i)
    if (const auto* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
      names.emplace_back(name);
  return names;
}

Outcome<std::string> ZipPackage::read(const std::string& name) {
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (zip_stat(archive_.get(), name.c_str(), kAnyCase, &facts) != 0)
    return fail(Fault::Unreadable, "intake.broken", "no " + name);
  auto bound = std::min(kMaxPart, kMaxTotal - total_);
  if (facts.comp_size > 0) bound = std::min(bound, std::max<std::size_t>(1U << 20U, facts.comp_size * kMaxRatio));
  if (facts.size > bound) return fail(Fault::TooLarge, "intake.too-large", name);
  std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive_.get(), name.c_str(), kAnyCase),
                                                          &zip_fclose);
  if (file == nullptr) return fail(Fault::Unreadable, "intake.broken", name);
  std::string out;
  char buffer[65536];
  while (true) {
    auto count = zip_fread(file.get(), buffer, sizeof buffer);
    if (count < 0) return fail(Fault::Unreadable, "intake.broken", name);
    if (count == 0) break;
    out.append(buffer, static_cast<std::size_t>(count));
    if (out.size() > bound) return fail(Fault::TooLarge, "intake.too-large", name);
  }
  total_ += out.size();
  return out;
}

std::map<std::string, std::string> ZipPackage::relations(const std::string& part) {
  std::map<std::string, std::string> found;
  const auto slash = part.find_last_of('/') + 1;
  const auto folder = part.substr(0, slash);
  auto text = read(folder + "_rels/" + part.substr(slash) + ".rels");
  pugi::xml_document document;
  if (!text || !document.load_buffer(text->data(), text->size())) return found;
  for (auto node : document.document_element().children()) {
    std::string id = node.attribute("Id").value(), target = node.attribute("Target").value();
    bool outside = std::string_view(node.attribute("TargetMode").value()) == "External";
    auto base = folder;
    for (; !outside && target.starts_with("../"); target.erase(0, 3))
      base.erase(base.size() < 2 ? 0 : base.find_last_of('/', base.size() - 2) + 1);
    found[id] = outside ? target : target.starts_with('/') ? target.substr(1) : base + target;
  }
  return found;
}

}  // namespace dl::intake
