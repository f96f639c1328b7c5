#include "search/generations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>
#include <fstream>

namespace dl::search {
namespace {

namespace fs = std::filesystem;

int number_in(const std::string& text) {
  int number = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0 ? number : 0;
}

}  // namespace

Outcome<std::shared_ptr<const void>> hold(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return fail(Fault::Unavailable, "search.folder", folder.string());
  std::shared_ptr<const void> held(nullptr, [handle](const void*) { ::close(handle); });
  if (::flock(handle, LOCK_EX | LOCK_NB) != 0) return fail(Fault::Unavailable, "search.locked", folder.string());
  return held;
}

int Generations::current() const {
  std::ifstream in(folder_ / "current");
  std::string text;
  std::getline(in, text);
  return number_in(text);
}

Outcome<void> Generations::make_current(int number) const {
  auto fresh = folder_ / "current.new";
  {
    std::ofstream out(fresh, std::ios::trunc);
    out << number << '\n';
    if (!out.flush()) return fail(Fault::Unavailable, "search.folder", "cannot write " + fresh.string());
  }
  sync_folder(folder_);
  std::error_code problem;
  fs::rename(fresh, folder_ / "current", problem);
  if (problem) return fail(Fault::Unavailable, "search.folder", problem.message());
  sync_folder(folder_);
  return {};
}

int Generations::unused() const {
  int highest = current();
  std::error_code problem;
  for (fs::directory_iterator entry(folder_, problem), end; !problem && entry != end; entry.increment(problem)) {
    highest = std::max(highest, number_in(entry->path().filename().string()));
  }
  return highest + 1;
}

void Generations::remove_others(int number) const {
  std::error_code problem;
  std::vector<fs::path> others;
  for (fs::directory_iterator entry(folder_, problem), end; !problem && entry != end; entry.increment(problem)) {
    int found = number_in(entry->path().filename().string());
    if (found != 0 && found != number) others.push_back(entry->path());
  }
  for (const auto& path : others) fs::remove_all(path, problem);
}

void sync_folder(const std::filesystem::path& folder) {
  int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::syncfs(descriptor);
  ::close(descriptor);
}

}  // namespace dl::search
