#include "app/document_import.h"

#include <atomic>
#include <future>
#include <thread>

#include "app/actor.h"
#include "app/messages.h"
#include "app/recognise.h"
#include "app/whole_file.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/vocabulary.h"
#include "intake/finding.h"
#include "privacy/personal_data.h"
#include "work/file_kind.h"

namespace dl::app {
namespace {

constexpr std::size_t kBatch = 40;               ///< files
constexpr std::size_t kBatchBytes = 32U << 20U;  ///< a batch that has so much takes no further file
constexpr unsigned kFilesOfAChild = 200;

Outcome<void> check_accepted(const ImportWish& wish) {
  for (const auto& code : wish.accepted) {
    if (!intake::is_finding_kind(code)) return fail(Fault::Invalid, "import.accept-unknown", code);
    if (intake::finding_kind(code).weight == intake::Weight::Guarded)
      return fail(Fault::Invalid, "import.accept-guarded", code);
  }
  if (!wish.accepted.empty() && text::trim(wish.reason).empty()) return fail(Fault::Invalid, "import.accept-reason");
  return {};
}

boost::json::array attachments_of(const intake::Found& found) {
  boost::json::array files;
  for (const auto& file : found.attachments)
    files.push_back(
        {{"name", file.name}, {"type", file.type}, {"size", file.bytes.size()}, {"stored", !file.bytes.empty()}});
  return files;
}

}  // namespace

std::vector<publications::NewFile> take_files(intake::Found& found) {
  std::vector<publications::NewFile> files;
  for (auto& attachment : found.attachments)
    if (!attachment.bytes.empty()) files.push_back({attachment.name, std::move(attachment.bytes), attachment.embedded});
  return files;
}

void refuse_files(intake::Found& found) {
  for (auto& file : found.attachments) {
    if (file.bytes.empty() || file.embedded) continue;
    auto type = work::type_of_file(file.name, file.bytes);
    if (type && work::check_file_name(file.name)) continue;
    file.bytes.clear();
    found.warnings.push_back(
        {.code = "part-dropped",
         .message = fmt::format("随文件带来的附件“{}”不是可以存放的类型，没有读入，请核对。", file.name),
         .words = file.name});
  }
}

publications::Metadata metadata_of(const intake::Found& found) {
  publications::Metadata metadata;
  metadata.title = found.title;
  metadata.document_number = found.document_number;
  metadata.kind = found.kind;
  metadata.themes = found.themes;
  metadata.issuer = found.issuer;
  metadata.issued_on = found.issued_on;
  metadata.effective_on = found.effective_on;
  metadata.expires_on = found.expires_on;
  metadata.validity = publications::validity_named(found.validity).value_or(publications::Validity::None);
  metadata.source = found.source;
  metadata.author = found.author;
  metadata.keywords = found.keywords;
  metadata.summary = found.summary.empty() ? content::summary(found.body, 120) : found.summary;
  metadata.contact = found.contact;
  return metadata;
}

void doubt_days_to_come(intake::Found& found, Date today) {
  const auto warn = [&](std::string message) {
    found.warnings.push_back({.code = "date-conflict", .message = std::move(message)});
  };
  if (found.issued_on && *found.issued_on > today)
    warn(fmt::format("成文日期 {} 在今天之后，请核对。", found.issued_on->text()));
  if (!found.published_at || found.published_at->date() <= today) return;
  warn(fmt::format("发布日期 {} 在今天之后，没有采用；发布日期将是实际发布的那一天。",
                   found.published_at->date().text()));
  found.published_at.reset();
}

Outcome<intake::Options> intake_options(const agencies::Directory& directory) {
  intake::Options options;
  for (const auto& agency : directory.agencies()) {
    options.agency_names.push_back(agency.name);
    if (agency.short_name != agency.name) options.agency_names.push_back(agency.short_name);
  }
  for (const auto& site : directory.sites())
    for (auto& number : privacy::telephone_numbers(site.facts.phone))
      options.public_numbers.push_back(std::move(number));
  DL_TRY(auto vocabularies, Vocabularies::load());
  for (const auto& theme : vocabularies.at("themes").terms) options.themes.push_back({theme.name, theme.children});
  return options;
}

Outcome<DocumentImport> DocumentImport::prepare(Installation& installation, const ImportWish& wish) {
  DL_TRY(auto choice, ColumnChoice::load());
  DocumentImport import(installation, wish, std::move(choice));
  import.directory_ = installation.directory().current();
  const auto* agency = import.directory_->agency_by_code(wish.agency_code);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", wish.agency_code);
  import.agency_ = agency->id;
  import.site_ = import.directory_->site_of_agency(agency->id);
  if (import.site_ == nullptr) return fail(Fault::NotFound, "site.missing", agency->name);
  if (!wish.column.empty() && import.directory_->column_by_slug(import.site_->id, wish.column) == nullptr)
    return fail(Fault::NotFound, "column.missing", wish.column);
  if (wish.publish && wish.person.empty()) return fail(Fault::Invalid, "import.person-missing");
  DL_CHECK(check_accepted(wish));
  if (!wish.person.empty()) {
    DL_TRY(import.actor_, actor_called(installation, wish.person));
  }
  DL_TRY(import.options_, intake_options(*import.directory_));
  import.options_.max_bytes = static_cast<std::size_t>(installation.settings().largest_upload.bytes);
  auto limits = reader_limits_of(installation.settings());
  limits.children = std::max(limits.children, std::thread::hardware_concurrency());
  limits.files = kFilesOfAChild;
  import.readers_ = std::make_unique<intake::Readers>(limits);
  return import;
}

ImportCount DocumentImport::run(const std::vector<std::filesystem::path>& files, const Report& report) {
  ImportCount count;
  auto read_ahead = [&](std::size_t at) {
    return std::async(std::launch::async, [this, rest = std::span(files).subspan(at)] { return read_batch(rest); });
  };
  auto next = read_ahead(0);
  for (std::size_t at = 0; at < files.size();) {
    auto batch = next.get();
    at += batch.size();
    next = read_ahead(at);
    enter(batch);
    for (const auto& item : batch) {
      ++(item.error ? count.failed : count.done);
      count.held += item.made.stays_draft ? 1 : 0;
      report(line_of(item));
    }
  }
  return count;
}

// Reading is most of the work and needs nothing but the file, so the cores share it.
std::vector<DocumentImport::Item> DocumentImport::read_batch(std::span<const std::filesystem::path> files) const {
  std::vector<Item> items(std::min(files.size(), kBatch));
  std::atomic<std::size_t> next = 0, bytes = 0;
  auto work = [&] {
    while (bytes < kBatchBytes) {
      auto i = next++;
      if (i >= items.size()) return;
      items[i] = read(files[i]);
      bytes += items[i].bytes;
    }
  };
  std::vector<std::future<void>> others;
  for (unsigned core = 1; core < std::thread::hardware_concurrency(); ++core)
    others.push_back(std::async(std::launch::async, work));
  work();
  for (auto& other : others) other.get();
  items.resize(std::min(items.size(), next.load()));
  return items;
}

DocumentImport::Item DocumentImport::read(const std::filesystem::path& file) const {
  Item item;
  item.file = file;
  auto bytes = read_whole_file(file);
  if (!bytes) {
    item.error = bytes.error();
    return item;
  }
  item.bytes = bytes->size();
  std::string source_digest = sha256_hex(*bytes);
  auto found = readers_->read({file.filename().string(), std::move(*bytes)}, options_);
  if (!found) {
    item.error = found.error();
    return item;
  }
  item.found = std::move(*found);
  doubt_days_to_come(item.found, installation_.clock().today());
  refuse_files(item.found);
  item.attachments = attachments_of(item.found);
  auto& document = item.document;
  document.agency = agency_;
  document.metadata = metadata_of(item.found);
  if (wish_.publish) document.metadata.disclosure = publications::DisclosureClass::Active;
  document.body = std::move(item.found.body);
  document.files = take_files(item.found);
  for (const auto& brought : document.files) item.bytes += brought.bytes.size();
  document.index_number = item.found.index_number;
  document.published_at = item.found.published_at;
  document.source_digest = std::move(source_digest);
  document.warnings = item.found.warnings;
  item.column = wish_.column.empty() ? std::string(choice_.choose(document.metadata.title, document.metadata.kind,
                                                                  document.metadata.document_number))
                                     : wish_.column;
  const auto* column = directory_->column_by_slug(site_->id, item.column);
  if (column != nullptr)
    document.column = column->id;
  else
    item.error = Error{Fault::NotFound, "import.column-missing", item.column};
  return item;
}

std::optional<std::string> DocumentImport::publish_reason() const {
  if (!wish_.publish) return std::nullopt;
  return fmt::format("批量导入：由{}决定强制发布", wish_.person);
}

// All in one transaction; when one of them is refused, each in its own, so that one bad document
// costs nobody else.
void DocumentImport::enter(std::vector<Item>& batch) {
  const db::Working working(db::Work::Import);
  auto desk = installation_.document_desk();
  auto by = accounts::Principal::machine(actor_);

  std::vector<Item*> readable;
  std::vector<publications::NewDocument> documents;
  for (auto& item : batch)
    if (!item.error) {
      readable.push_back(&item);
      documents.push_back(std::move(item.document));
    }
  if (documents.empty()) return;
  const publications::Acceptance accepted{wish_.accepted, wish_.reason};
  if (auto made = desk.import(documents, by, publish_reason(), accepted)) {
    for (std::size_t i = 0; i < readable.size(); ++i) readable[i]->made = (*made)[i];
  } else {
    for (std::size_t i = 0; i < readable.size(); ++i) {
      std::vector<publications::NewDocument> one;
      one.push_back(std::move(documents[i]));
      auto single = desk.import(one, by, publish_reason(), accepted);
      if (single)
        readable[i]->made = single->front();
      else
        readable[i]->error = single.error();
      documents[i] = std::move(one.front());
    }
  }
  for (std::size_t i = 0; i < readable.size(); ++i)
    readable[i]->document.metadata = std::move(documents[i].metadata);  // the report needs no more
}

std::string DocumentImport::line_of(const Item& item) const {
  namespace json = boost::json;
  json::object line;
  line["file"] = item.file.string();
  if (item.error) {
    json::object error = {
        {"code", item.error->key}, {"message", sentence_of(item.error->key)}, {"detail", item.error->detail}};
    json::array fields;
    for (const auto& [field, key] : item.error->fields)
      fields.push_back({{"field", field}, {"message", sentence_of(key)}});
    if (!fields.empty()) error["fields"] = std::move(fields);
    line["error"] = std::move(error);
    return json::serialize(line);
  }
  const auto& m = item.document.metadata;
  const bool is_public = wish_.publish && !item.made.stays_draft;
  auto text_or_null = [](const std::string& text) { return text.empty() ? json::value() : json::value(text); };
  line["title"] = m.title;
  line["agency"] = directory_->agency(agency_)->name;
  line["issuer"] = text_or_null(m.issuer);
  line["document_number"] = text_or_null(m.document_number);
  line["index_number"] = text_or_null(item.made.index_number);
  line["kind"] = text_or_null(m.kind);
  line["theme"] = json::value_from(m.themes);
  line["issued_on"] = m.issued_on ? json::value(m.issued_on->text()) : json::value();
  line["published_at"] = json::value();
  if (const auto& at = item.found.published_at)
    line["published_at"] = item.found.published_has_time ? at->text_with_seconds() : at->date().text();
  else if (is_public)
    line["published_at"] = item.made.published_at.text_with_seconds();
  line["validity"] = text_or_null(std::string(chinese_of(m.validity)));
  line["column"] = item.column;
  line["attachments"] = item.attachments;
  json::array warnings;
  for (const auto& warning : item.found.warnings)
    warnings.push_back({{"code", warning.code}, {"message", warning.message}});
  line["warnings"] = std::move(warnings);
  line["document"] = item.made.document;
  line["state"] = is_public ? "Published" : "Draft";
  line["address"] =
      is_public ? json::value(fmt::format("{}/documents/{}", site_->prefix, item.made.document)) : json::value();
  if (item.made.stays_draft) {
    constexpr const char* kWhy = "document.findings-open";
    line["held"] = {{"code", kWhy}, {"message", sentence_of(kWhy)}};
  }
  return json::serialize(line);
}

}  // namespace dl::app
