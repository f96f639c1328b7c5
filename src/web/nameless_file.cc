#include "web/nameless_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace dl::web {

int open_nameless(const std::string& folder) {
  int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  auto name = folder + "/body-XXXXXX";
  file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(name.c_str());
  return file;
}

}  // namespace dl::web
