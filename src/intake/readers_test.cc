// Documents in child processes: what they give, and that no file costs more than it may.
#include "intake/readers.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include <fstream>
#include <latch>
#include <thread>

#include "intake/confine.h"
#include "intake/parcel.h"

namespace dl::intake {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kNotice = "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n";

std::string repeated(std::string_view part, std::size_t count) {
  std::string out;
  out.reserve(part.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

/// Each paragraph opens all the elements before it anew: few tags, and a tree without an end.
std::string endless_page() {
  std::string page = "<body>";
  for (int i = 0; i < 3000; ++i) page += fmt::format("<p><font size={}>字", i);
  return page;
}

std::string packed(std::string_view document) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto* target = zip_source_buffer_create(nullptr, 0, 0, &problem);
  zip_source_keep(target);
  auto* archive = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
  zip_file_add(archive, "word/document.xml", zip_source_buffer(archive, document.data(), document.size(), 0),
               ZIP_FL_OVERWRITE);
  zip_close(archive);
  std::string out(1 << 20, '\0');
  zip_source_open(target);
  out.resize(static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_source_read(target, out.data(), out.size()))));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

/// A PDF of one page that takes seconds.
const std::string& slow_pdf() {
  static const std::string pdf = [] {
    auto stream = "BT /F1 9 Tf 50 700 Td " + repeated("(ab cd) Tj ", 2'000'000) + "ET";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
           "endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Length " +
           std::to_string(stream.size()) + ">>stream\n" + stream + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
  }();
  return pdf;
}

std::size_t resident() {
  std::size_t size = 0, pages = 0;
  std::ifstream("/proc/self/statm") >> size >> pages;
  return pages * 4096;
}

TEST(Readers, GiveWhatReadDocumentGives) {
  Readers readers({});
  for (const char* name : {"html-card-table.html", "docx-table-image.docx", "pdf-notice.pdf", "txt-empty.txt"}) {
    SCOPED_TRACE(name);
    std::ifstream in(std::string(DAYLIGHT_SOURCE_DIR "/tests/fixtures/intake/") + name, std::ios::binary);
    const Source source{name, {std::istreambuf_iterator<char>(in), {}}};
    auto here = read_document(source), there = readers.read(source, {});
    ASSERT_EQ(here.has_value(), there.has_value());
    if (!here) {
      EXPECT_EQ(here.error().key, there.error().key);
      EXPECT_EQ(here.error().fault, there.error().fault);
      continue;
    }
    EXPECT_EQ(here->title, there->title);
    EXPECT_EQ(here->body, there->body);
    EXPECT_EQ(here->attachments, there->attachments);
    EXPECT_EQ(here->warnings, there->warnings);
    EXPECT_EQ(pack_answer(here), pack_answer(there));
  }
}

struct Hostile {
  const char* name;
  const char* file;
  std::string bytes;
  std::vector<std::string> keys;  ///< any of them
  bool for_its_memory = false;    ///< what ends it, which the sanitizers do not let be limited
};

std::vector<std::string> any() { return {"intake.too-costly", "intake.too-many"}; }

std::vector<Hostile> hostile_files() {
  const std::vector<std::string> many = {"intake.too-many"}, costly = {"intake.too-costly"};
  std::string attributes = "<p";
  for (int i = 0; i < 200'000; ++i) attributes += fmt::format(" a{}=1", i);
  const std::string bomb =
      packed("<w:document><w:body>" + repeated("<w:p/>", 30'000'000 / 6) + "</w:body></w:document>");
  return {
      {"attributes", "a.html", attributes + ">x", costly},
      {"attributes in quotes", "a.html", "<p " + repeated("b='>' ", 1'000'000) + ">x", costly},
      {"attributes hidden from a scan", "a.html", "<svg><script>" + attributes + ">x", any()},
      {"line breaks", "a.html", repeated("<br>", 3'000'000), many},
      {"cells", "a.html", "<table>" + repeated("<td>1", 2'000'000), many},
      {"fewer cells", "a.html", "<table><tr>" + repeated("<td>1", 210'000), many},
      {"paragraphs", "a.html", repeated("<p>字", 50'000), many},
      {"nesting", "a.html", repeated("<div>", 1'000'000), {"intake.broken"}},
      {"elements opened anew", "a.html", endless_page(), costly, true},
      {"lines", "a.txt", repeated("一、字\n", 3'000'000), many},
      {"one line", "a.txt", repeated("字", 20'000'000), many},
      {"long lines", "a.md", repeated(repeated("字", 1000) + "\n", 5000), many},
      {"rows", "a.txt", repeated("|一|二|三|四|五|\n", 60'000), many},
      {"bomb", "a.docx", bomb, {"intake.too-large"}},
  };
}

TEST(Readers, EndEveryHostileFileInItsLimits) {
  Readers patient({.time = milliseconds(60'000), .memory = 320U << 20U}), brief({.time = milliseconds(500)});
  const auto files = hostile_files();
  const auto before = resident();
  for (const auto& hostile : files) {
    SCOPED_TRACE(hostile.name);
    if (hostile.for_its_memory && is_sanitized()) continue;
    // What counting refuses is refused however slow the machine is; the rest is ended by the clock or for its memory.
    auto found = (hostile.keys == any() ? brief : patient).read({hostile.file, hostile.bytes}, {});
    ASSERT_FALSE(found);
    EXPECT_NE(std::ranges::find(hostile.keys, found.error().key), hostile.keys.end()) << describe(found.error());
    EXPECT_LT(resident(), before + (100U << 20U));
  }
}

TEST(Readers, EndSlowPdfsInTheirTime) {
  Readers readers({.time = milliseconds(300)});
  auto found = readers.read({"a.pdf", slow_pdf()}, {});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().key, "intake.too-costly") << describe(found.error());
}

TEST(Readers, GoOnAfterAHostileFile) {
  Readers readers({.time = milliseconds(3000), .memory = 256U << 20U, .files = 10});
  for (int i = 0; i < 2; ++i) {
    EXPECT_FALSE(readers.read({"a.html", endless_page()}, {}));
    auto found = readers.read({"a.txt", kNotice}, {});
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
  }
}

TEST(Readers, TakeFewAtATimeAndSayWhenTooManyWait) {
  Readers readers({.time = milliseconds(300), .children = 1, .waiting = 1});
  const Source slow = {"a.pdf", slow_pdf()};
  std::atomic<int> busy = 0, late = 0;
  std::latch all(4);  // that all of them ask before the first one's time is over
  std::vector<std::jthread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      all.arrive_and_wait();
      auto found = readers.read(slow, {});
      if (!found && found.error().key == "intake.busy") ++busy;
      if (!found && found.error().key == "intake.too-costly") ++late;
    });
  callers.clear();
  EXPECT_EQ(busy, 2);
  EXPECT_EQ(late, 2);
}

TEST(Readers, StopWhileTheyRead) {
  Readers readers({.time = std::chrono::seconds(60), .memory = std::size_t{4} << 30U});
  const Source sources[] = {{"a.pdf", slow_pdf()}, {"a.html", endless_page()}, {"b.html", endless_page()}};
  std::vector<std::jthread> callers;
  std::atomic<int> busy = 0;
  for (const auto& source : sources)
    callers.emplace_back([&] {
      auto found = readers.read(source, {});
      if (!found && found.error().key == "intake.busy") ++busy;
    });
  std::this_thread::sleep_for(milliseconds(200));
  auto begun = steady_clock::now();
  readers.stop(milliseconds(50));
  EXPECT_LT(steady_clock::now() - begun, milliseconds(1000));
  callers.clear();
  EXPECT_EQ(busy, 3);
  auto refused = readers.read({"a.txt", kNotice}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "intake.busy");
}

TEST(Readers, CanDoNothingButCompute) {
  if (is_sanitized()) GTEST_SKIP() << "the sanitizers need what is forbidden";
  auto child = ::fork();
  if (child == 0) {
    close_system();
    bool open = ::open("/etc/passwd", O_RDONLY) >= 0 || ::socket(AF_INET, SOCK_STREAM, 0) >= 0 || ::fork() >= 0 ||
                ::kill(::getppid(), 0) == 0;
    ::_exit(open ? 1 : 0);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(Parcel, IsRefusedWhenItIsNone) {
  auto good = read_document({"a.txt", kNotice});
  ASSERT_TRUE(good);
  auto parcel = pack_answer(good);
  for (std::size_t size = 0; size < parcel.size(); ++size) EXPECT_FALSE(open_answer(parcel.substr(0, size)));
  EXPECT_FALSE(open_answer(parcel + "x"));
  Found odd = *good;
  odd.body.blocks.front().level = 9;
  EXPECT_FALSE(open_answer(pack_answer(odd)));
  odd = *good;
  odd.title = "\xFF";
  EXPECT_FALSE(open_answer(pack_answer(odd)));
  auto refusal = open_answer(pack_answer(fail(Fault::TooLarge, "intake.too-many", "lines")));
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().fault, Fault::TooLarge);
  EXPECT_EQ(refusal.error().key, "intake.too-many");
  EXPECT_EQ(refusal.error().detail, "lines");
}

}  // namespace
}  // namespace dl::intake
