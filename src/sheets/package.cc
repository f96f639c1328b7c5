#include "sheets/package.h"

#include <zip.h>

#include "sheets/xml.h"

namespace dl::sheets {

namespace {

constexpr zip_flags_t kAnyCase = ZIP_FL_NOCASE;  ///< names of parts are the same in capitals and small letters (OPC)
constexpr zip_int64_t kMostEntries = 4000;
constexpr std::uint64_t kFree = 1U << 20U;  ///< bytes to which nothing is too dense

Failure broken(std::string why) { return fail(Fault::Unreadable, "sheets.broken", std::move(why)); }

/// The name of an entry of an OLE file, which is UTF-16.
bool has_wide(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (char c : name) wide += {c, '\0'};
  return bytes.find(wide) != bytes.npos;
}

Outcome<void> refuse_others(std::string_view bytes) {
  if (bytes.starts_with("PK")) return {};
  if (bytes.starts_with("\xD0\xCF\x11\xE0") && has_wide(bytes, "EncryptedPackage"))
    return fail(Fault::Unreadable, "sheets.password");
  // BIFF of Excel 2 to 5 stands in no OLE file.
  if (bytes.starts_with("\xD0\xCF\x11\xE0") || bytes.starts_with("\x09\x08") || bytes.starts_with("\x09\x04"))
    return fail(Fault::Unreadable, "sheets.old-workbook");
  return fail(Fault::Unreadable, "sheets.not-a-workbook");
}

class Relations : public XmlEvents {
 public:
  explicit Relations(std::string folder) : folder_(std::move(folder)) {}
  void open(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    std::string target(attributes.get("Target"));
    const auto type = attributes.get("Type");
    const bool outside = attributes.get("TargetMode") == "External";
    auto base = folder_;
    for (; !outside && target.starts_with("../"); target.erase(0, 3))
      base.erase(base.size() < 2 ? 0 : base.find_last_of('/', base.size() - 2) + 1);
    if (!outside) target = target.starts_with('/') ? target.substr(1) : base + target;
    found[std::string(attributes.get("Id"))] = {std::move(target), std::string(type.substr(type.rfind('/') + 1))};
  }
  std::map<std::string, Target> found = {};

 private:
  std::string folder_;
};

}  // namespace

void Package::Close::operator()(zip* archive) const { zip_discard(archive); }
void Package::Stream::Close::operator()(zip_file* file) const { zip_fclose(file); }

Outcome<std::size_t> Package::Stream::read(char* to, std::size_t room) {
  const auto count = zip_fread(file_.get(), to, room);
  if (count < 0) return broken("a part cannot be unpacked");
  count_ += static_cast<std::uint64_t>(count);
  *total_ += static_cast<std::uint64_t>(count);
  if (count_ > limits_->part || *total_ > limits_->total) return fail(Fault::TooLarge, "sheets.too-large");
  if (count_ > std::max(kFree, packed_ * limits_->ratio)) return fail(Fault::TooLarge, "sheets.too-dense");
  return static_cast<std::size_t>(count);
}

Outcome<Package> Package::open(std::string_view bytes, const Limits& limits) {
  DL_CHECK(refuse_others(bytes));
  zip_error_t problem;
  zip_error_init(&problem);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem);
  if (source == nullptr) return broken(zip_error_strerror(&problem));
  Package package;
  package.limits_ = &limits;
  package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &problem));
  if (package.archive_ == nullptr) {
    zip_source_free(source);
    auto failure = broken(zip_error_strerror(&problem));
    zip_error_fini(&problem);
    return failure;
  }
  if (zip_get_num_entries(package.archive_.get(), 0) > kMostEntries)
    return fail(Fault::TooLarge, "sheets.too-large", "too many parts");
  if (package.has("xl/workbook.bin")) return fail(Fault::Unreadable, "sheets.old-workbook", "xlsb");
  if (!package.has("xl/workbook.xml")) return fail(Fault::Unreadable, "sheets.not-a-workbook");
  return package;
}

bool Package::has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), kAnyCase) >= 0;
}

Outcome<Package::Stream> Package::stream(const std::string& name) {
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (zip_stat(archive_.get(), name.c_str(), kAnyCase, &facts) != 0) return broken("no " + name);
  if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE)
    return fail(Fault::Unreadable, "sheets.password", name);
  if (facts.size > limits_->part) return fail(Fault::TooLarge, "sheets.too-large", name);
  Stream stream;
  stream.file_.reset(zip_fopen(archive_.get(), name.c_str(), kAnyCase));
  if (stream.file_ == nullptr) return broken(name);
  stream.packed_ = facts.comp_size;
  stream.total_ = total_.get();
  stream.limits_ = limits_;
  return stream;
}

Outcome<std::string> Package::read(const std::string& name, std::size_t most) {
  DL_TRY(auto stream, this->stream(name));
  std::string out;
  std::array<char, 1U << 16U> piece;
  while (true) {
    DL_TRY(const auto count, stream.read(piece.data(), piece.size()));
    if (count == 0) return out;
    out.append(piece.data(), count);
    if (out.size() > most) return fail(Fault::TooLarge, "sheets.too-large", name);
  }
}

Outcome<std::map<std::string, Target>> Package::relations(const std::string& part) {
  const auto slash = part.find_last_of('/') + 1;
  const auto folder = part.substr(0, slash);
  const auto name = folder + "_rels/" + part.substr(slash) + ".rels";
  if (!has(name)) return std::map<std::string, Target>();
  Relations relations(folder);
  DL_CHECK(read_xml(*this, name, relations));
  return std::move(relations.found);
}

}  // namespace dl::sheets
