// A backup file: a tar archive (POSIX ustar) whose last member, SHA256SUMS, lists the digests of all others.
//
// So `tar xf` and `sha256sum -c SHA256SUMS` open and prove it without this program. A file that ends early
// or has one changed byte is told from a whole one before anything of it is used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/outcome.h"

namespace dl::app {

/// Hears how many bytes have been written or read.
using ByteProgress = std::function<void(std::uintmax_t bytes)>;

/// Writes an archive under a name of its own and gives it its place when it is whole and on the disk.
class ArchiveWriter {
 public:
  /// Fault::Conflict `archive.exists`, Fault::Unavailable `archive.unwritable`.
  static Outcome<ArchiveWriter> create(const std::filesystem::path& path);
  ArchiveWriter(ArchiveWriter&& other) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) = delete;
  ~ArchiveWriter();  ///< takes away what was not finished

  /// `name` has at most 255 bytes and stays below the folder it is taken out to.
  Outcome<void> add(const std::string& name, std::string_view bytes, unsigned mode = 0600);
  Outcome<void> add_file(const std::string& name, const std::filesystem::path& file, const ByteProgress& progress = {});
  /// The digest of the whole file.
  Outcome<std::string> finish();

 private:
  ArchiveWriter(std::filesystem::path path, std::filesystem::path part, int descriptor)
      : path_(std::move(path)), part_(std::move(part)), descriptor_(descriptor) {}
  Outcome<void> put(std::string_view bytes);
  Outcome<void> put_header(const std::string& name, std::uint64_t size, unsigned mode);
  Outcome<void> put_padding(std::uint64_t size);

  std::filesystem::path path_;
  std::filesystem::path part_;
  int descriptor_ = -1;
  Sha256 whole_ = {};
  std::string sums_ = {};
};

class Archive {
 public:
  struct Member {
    std::string name = {};
    std::uint64_t size = 0;
    unsigned mode = 0600;
    std::uint64_t offset = 0;  ///< of its bytes in the archive
  };

  /// Reads the whole file and proves it. Fault::NotFound `file.missing`; Fault::Invalid `archive.foreign` for a
  /// file of another kind, `archive.cut` for one that ends early, `archive.damaged` for one that was changed.
  static Outcome<Archive> open(const std::filesystem::path& path, const ByteProgress& progress = {});

  const std::vector<Member>& members() const { return members_; }
  const std::string& digest() const { return digest_; }
  const Member* find(std::string_view name) const;
  /// For small members.
  Outcome<std::string> read(const Member& member) const;
  /// Writes a member into `folder` under its name.
  Outcome<void> take_out(const Member& member, const std::filesystem::path& folder,
                         const ByteProgress& progress = {}) const;

 private:
  std::filesystem::path path_ = {};
  std::vector<Member> members_ = {};
  std::string digest_ = {};
};

}  // namespace dl::app
