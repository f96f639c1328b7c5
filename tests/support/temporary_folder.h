// A folder that is gone at the end of the test.
#pragma once

#include <filesystem>

namespace dl::test {

class TemporaryFolder {
 public:
  TemporaryFolder();  ///< throws std::runtime_error when there is no room for one
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_ = {};
};

}  // namespace dl::test
