#include "intake/office_file.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "intake/folder.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMemory = std::size_t{3} << 30U;
constexpr std::size_t kLargest = 256U << 20U;  ///< file that it may write, bytes

/// It tells by the name what it reads.
std::string_view ending_of(std::string_view bytes) {
  return bytes.starts_with("PK") ? ".odt" : bytes.starts_with("{\\rtf") ? ".rtf" : ".doc";
}

Outcome<std::string> run_office(const std::string& folder, const std::string& file, ChildLimits limits) {
  limits.memory = kMemory;
  limits.output = 1U << 16U;
  limits.written = kLargest;
  limits.folder = folder;
  // The paths of what it keeps are its own setting, of what its threads talk through another.
  return run_child(
      {kOffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
       "-env:UserInstallation=file://" + folder + "/profile", "-env:OSL_SOCKET_PATH=" + folder, "--convert-to",
       "docx:MS Word 2007 XML", "--outdir", folder + "/out", file},
      "", limits);
}

}  // namespace

Outcome<std::string> convert_office(const Source& source, std::stop_token stop, std::chrono::milliseconds time) {
  if (::access(kOffice, X_OK) != 0 || ::access(kOfficeTexts, R_OK) != 0)
    return fail(Fault::Unreadable, "intake.format", source.file_name);
  const auto begun = std::chrono::steady_clock::now();
  const Folder folder;
  const auto file = folder.path() + "/in" + std::string(ending_of(source.bytes));
  const auto made = folder.path() + "/out/in.docx";
  std::ofstream(file, std::ios::binary).write(source.bytes.data(), std::ssize(source.bytes));
  auto ran = run_office(folder.path(), file, {.time = time, .stop = stop});
  // The first start only makes the settings and asks to be started again.
  if (!ran && ran.error().key == "child.failed" && !std::filesystem::exists(made)) {
    const auto used = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    ran = run_office(folder.path(), file, {.time = std::max(time - used, std::chrono::milliseconds(0)), .stop = stop});
  }
  if (stop.stop_requested()) return fail(Fault::Unavailable, "intake.busy");
  if (!ran && ran.error().fault == Fault::TooLarge) return fail(Fault::TooLarge, "intake.too-costly", "LibreOffice");
  if (!ran && ran.error().fault == Fault::Unavailable && !std::filesystem::exists(folder.path() + "/profile"))
    return fail(Fault::Unreadable, "intake.format", ran.error().detail);
  std::ifstream in(made, std::ios::binary);
  std::string docx(std::istreambuf_iterator<char>(in), {});
  if (docx.empty()) return fail(Fault::Unreadable, "intake.broken", "LibreOffice made nothing of it");
  return docx;
}

}  // namespace dl::intake
