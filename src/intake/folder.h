// A folder for programs that read files by their names.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace dl::intake {

/// A folder of our own, for nobody else to see, gone with this object. Its path is empty where none could be made.
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

}  // namespace dl::intake
