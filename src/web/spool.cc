#include "web/spool.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "web/nameless_file.h"

namespace dl::web {

namespace {

Failure no_room() { return fail(Fault::Full, "disk.nearly-full", std::strerror(errno)); }

// Many threads may read at once: each reads at a place, none moves one.
Outcome<std::string> read_at(std::FILE* file, std::int64_t offset, std::int64_t length) {
  std::string bytes(static_cast<std::size_t>(length), '\0');
  std::size_t there = 0;
  while (there < bytes.size()) {
    auto count = ::pread(::fileno(file), bytes.data() + there, bytes.size() - there,
                         static_cast<off_t>(offset + static_cast<std::int64_t>(there)));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(Fault::Internal, "internal", "a file made for an answer cannot be read");
    there += static_cast<std::size_t>(count);
  }
  return bytes;
}

}  // namespace

Outcome<Spool> Spool::open(const std::string& folder) {
  const int descriptor = open_nameless(folder);
  if (descriptor < 0) return no_room();
  auto* file = ::fdopen(descriptor, "w+");
  if (file == nullptr) {
    ::close(descriptor);
    return no_room();
  }
  return Spool(file);
}

Outcome<void> Spool::add(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return no_room();
  size_ += static_cast<std::int64_t>(bytes.size());
  hash_.update(bytes);
  return {};
}

const std::string& Spool::digest() {
  if (digest_.empty()) digest_ = hash_.finish_hex();
  return digest_;
}

Outcome<Response> Spool::send(std::string_view name, std::string_view type) {
  if (std::fflush(file_.get()) != 0) return no_room();
  Response response;
  response.type = type;
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename*=UTF-8''{}", percent_encode(name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.max_age = -1;
  response.source_size = size_;
  response.etag = digest();
  response.source = source_of(file_);
  return response;
}

BodySource source_of(std::shared_ptr<std::FILE> file) {
  return [file = std::move(file)](std::int64_t offset, std::int64_t length) {
    return read_at(file.get(), offset, length);
  };
}

}  // namespace dl::web
