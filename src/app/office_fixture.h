// An installation for tests: a data directory that is gone at the end, with one agency in it.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "app/document_import.h"
#include "app/installation.h"
#include "base/resources.h"
#include "publications/library.h"
#include "tests/support/temporary_folder.h"

namespace dl::app {

inline constexpr const char* kAgencyCode = "743719761";
inline constexpr const char* kAgencyName = "青石市城市管理局";

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline Outcome<agencies::Founded> found_agency(Installation& installation, const std::string& code,
                                               const std::string& name, const std::string& prefix) {
  DL_TRY(auto text, load_resource("data/columns.toml"));
  DL_TRY(auto plan, agencies::read_column_plan(text, "data/columns.toml"));
  agencies::Agency agency;
  agency.code = code;
  agency.name = name;
  agency.short_name = name;
  agencies::Site site;
  site.name = name;
  site.prefix = prefix;
  site.facts.organiser = name;
  site.facts.domain = "qingshi.example";
  DL_TRY(auto made, installation.agency_desk().found(agency, site, plan, {}, "system:test"));
  DL_CHECK(installation.directory().reload(installation.database()));
  return made;
}

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
    if (installation_ && installation_->directory().current()->agencies().empty()) {
      auto made = found_agency(*installation_, kAgencyCode, kAgencyName, "");
      EXPECT_TRUE(made) << describe(made.error());
    }
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

  std::int64_t column(std::string_view slug) {
    auto directory = installation_->directory().current();
    return directory->column_by_slug(directory->sites().front().id, slug)->id;
  }

  /// A document as drafters hand it in; what a test cares about it changes.
  publications::NewDocument entry(std::string title, std::string body, std::string_view slug = "notices") {
    publications::NewDocument document;
    document.agency = installation_->directory().current()->agencies().front().id;
    document.column = column(slug);
    document.metadata.title = std::move(title);
    document.metadata.disclosure = publications::DisclosureClass::Active;
    document.body.blocks.push_back({.runs = {{.text = std::move(body)}}});
    return document;
  }

  std::int64_t publish(std::string title, std::string body, std::string_view slug = "notices") {
    auto desk = installation_->document_desk();
    auto made = desk.import({entry(std::move(title), std::move(body), slug)}, accounts::Principal::machine("person:甲"),
                            "测试用的发布");
    EXPECT_TRUE(made) << describe(made.error());
    return made ? made->front().document : 0;
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
