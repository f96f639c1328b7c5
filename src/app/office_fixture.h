// An installation for tests: a data directory that is gone at the end, with one agency in it.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "app/document_import.h"
#include "app/installation.h"
#include "publications/library.h"
#include "tests/support/town.h"

namespace dl::app {

inline constexpr const char* kAgencyCode = "743719761";
inline constexpr const char* kAgencyName = "青石市城市管理局";

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline constexpr test::Place kOffice = {kAgencyCode, kAgencyName, ""};

/// Enters there what a test needs; no longer than the installation is open.
inline test::Clerk clerk(Installation& installation) { return {installation.journal(), installation.directory()}; }

/// One JSON object a file, as the import reports them.
struct Imported {
  ImportCount count = {};
  std::vector<boost::json::object> lines = {};
};

inline Imported import_files(Installation& installation, const std::vector<std::filesystem::path>& files,
                             ImportWish wish) {
  Imported imported;
  wish.agency_code = kAgencyCode;
  auto import = DocumentImport::prepare(installation, wish);
  EXPECT_TRUE(import) << describe(import.error());
  if (!import) return imported;
  imported.count = import->run(files, [&](const std::string& line) {
    EXPECT_EQ(line.find('\n'), std::string::npos);
    imported.lines.push_back(boost::json::parse(line).as_object());
  });
  return imported;
}

inline std::string text_of(const boost::json::object& line, std::string_view key) {
  const auto* value = line.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

class Office {
 public:
  /// `settings` is the text of daylight.toml. The agency is founded unless the database has it already.
  explicit Office(const std::string& settings = "") {
    write_file(data() / "daylight.toml", settings);
    open();
    if (installation_ && installation_->directory().current()->agencies().empty()) clerk(*installation_).found(kOffice);
  }

  /// Opens the same directory anew, as the program's next run does.
  void open() {
    installation_.reset();
    auto opened = Installation::open(data());
    EXPECT_TRUE(opened) << describe(opened.error());
    if (opened) installation_ = std::move(*opened);
  }

  const std::filesystem::path& data() const { return folder_.path(); }
  std::string database_address() const { return "sqlite:" + (data() / "daylight.db").string(); }
  Installation& installation() { return *installation_; }

  /// A document as drafters hand it in; what a test cares about it changes.
  publications::NewDocument entry(const std::string& title, std::string body, std::string_view slug = "notices") {
    auto there = clerk(*installation_);
    auto document = there.notice(there.agency(kOffice), title, slug);
    document.body.blocks[0].runs[0].text = std::move(body);
    return document;
  }

  std::int64_t publish(const std::string& title, std::string body, std::string_view slug = "notices") {
    return clerk(*installation_).publish(entry(title, std::move(body), slug));
  }

  std::int64_t count_public() {
    auto count =
        installation_->database().read([](db::Session& session) { return publications::count_live(session, {}); });
    EXPECT_TRUE(count) << describe(count.error());
    return count.value_or(-1);
  }

  std::int64_t count_documents() {
    auto count = installation_->database().read(
        [](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM document"); });
    EXPECT_TRUE(count) << describe(count.error());
    return count.value_or(-1);
  }

 private:
  test::TemporaryFolder folder_ = {};
  std::unique_ptr<Installation> installation_ = {};
};

}  // namespace dl::app
