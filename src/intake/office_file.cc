#include "intake/office_file.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace dl::intake {

namespace {

constexpr const char* kOffice = "/usr/lib/libreoffice/program/soffice.bin";
constexpr std::chrono::seconds kTime{60};  ///< it makes its own settings anew each time, which takes seconds
constexpr std::size_t kMemory = std::size_t{3} << 30U;
constexpr std::size_t kLargest = 256U << 20U;  ///< file that it may write, bytes

/// A folder of our own, gone with this object.
class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "daylight-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_ = {};
};

/// It tells by the name what it reads.
std::string_view ending_of(std::string_view bytes) {
  return bytes.starts_with("PK") ? ".odt" : bytes.starts_with("{\\rtf") ? ".rtf" : ".doc";
}

Outcome<std::string> run_office(const Folder& folder, const std::string& file, const std::stop_token& stop) {
  // The paths of what it keeps are its own setting, of what it talks to its other half by another.
  return run_child(
      {kOffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
       "-env:UserInstallation=file://" + folder.path() + "/profile", "-env:OSL_SOCKET_PATH=" + folder.path(),
       "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder.path() + "/out", file},
      "",
      {.time = kTime,
       .memory = kMemory,
       .output = 1U << 16U,
       .stop = stop,
       .written = kLargest,
       .folder = folder.path()});
}

}  // namespace

Outcome<std::string> convert_office(const Source& source, std::stop_token stop) {
  if (::access(kOffice, X_OK) != 0) return fail(Fault::Unreadable, "intake.format", source.file_name);
  const Folder folder;
  const auto file = folder.path() + "/in" + std::string(ending_of(source.bytes));
  const auto made = folder.path() + "/out/in.docx";
  std::ofstream(file, std::ios::binary).write(source.bytes.data(), std::ssize(source.bytes));
  auto ran = run_office(folder, file, stop);
  // The first start only makes the settings and asks to be started again.
  if (!ran && ran.error().key == "child.failed" && !std::filesystem::exists(made)) ran = run_office(folder, file, stop);
  if (stop.stop_requested()) return fail(Fault::Unavailable, "intake.busy");
  if (!ran && ran.error().fault == Fault::TooLarge) return fail(Fault::TooLarge, "intake.too-costly", "LibreOffice");
  if (!ran && ran.error().fault == Fault::Unavailable)
    return fail(Fault::Unreadable, "intake.format", ran.error().detail);
  std::ifstream in(made, std::ios::binary);
  std::string docx(std::istreambuf_iterator<char>(in), {});
  if (docx.empty()) return fail(Fault::Unreadable, "intake.broken", "LibreOffice made nothing of it");
  return docx;
}

}  // namespace dl::intake
