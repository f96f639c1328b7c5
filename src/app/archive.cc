#include "app/archive.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>

namespace dl::app {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kPiece = 1 << 20;
constexpr const char* kSums = "SHA256SUMS";

// POSIX.1-1988 ustar; sizes over 8 GiB in the binary form that GNU, BSD and libarchive read.
struct Header {
  char name[100];
  char mode[8];
  char uid[8];
  char gid[8];
  char size[12];
  char mtime[12];
  char checksum[8];
  char type;
  char link[100];
  char magic[6];
  char version[2];
  char user[32];
  char group[32];
  char major[8];
  char minor[8];
  char prefix[155];
  char rest[12];
};
static_assert(sizeof(Header) == kBlock);

template <std::size_t N>
void put_octal(char (&field)[N], std::uint64_t number) {
  auto text = fmt::format("{:0{}o}", number, N - 1);
  std::memcpy(field, text.data(), N - 1);
}

template <std::size_t N>
void put_text(char (&field)[N], std::string_view text) {
  std::memcpy(field, text.data(), std::min(text.size(), N));
}

void put_size(Header& header, std::uint64_t size) {
  if (size < (std::uint64_t{1} << 33)) return put_octal(header.size, size);
  header.size[0] = static_cast<char>(0x80);
  for (int i = 11; i >= 4; --i, size >>= 8) header.size[i] = static_cast<char>(size & 0xff);
}

template <std::size_t N>
std::optional<std::uint64_t> octal_of(const char (&field)[N]) {
  std::uint64_t number = 0;
  bool seen = false;
  for (char c : field) {
    if (c == '\0' || (c == ' ' && seen)) break;
    if (c < '0' || c > '7') return std::nullopt;
    number = number * 8 + static_cast<std::uint64_t>(c - '0');
    seen = true;
  }
  return seen ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> size_of(const Header& header) {
  if (static_cast<unsigned char>(header.size[0]) != 0x80) return octal_of(header.size);
  std::uint64_t size = 0;
  for (int i = 4; i < 12; ++i) size = (size << 8) | static_cast<unsigned char>(header.size[i]);
  return size >> 62 == 0 ? std::optional(size) : std::nullopt;
}

// The sum of all bytes with the field itself as spaces.
std::uint64_t checksum_of(Header header) {
  std::memset(header.checksum, ' ', sizeof header.checksum);
  std::uint64_t sum = 0;
  for (auto byte : std::string_view(reinterpret_cast<const char*>(&header), kBlock))
    sum += static_cast<unsigned char>(byte);
  return sum;
}

// A name must not lead out of the folder that it is taken out to.
bool is_safe(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/') return false;
  while (!name.empty()) {
    auto part = name.substr(0, name.find('/'));
    if (part.empty() || part == "." || part == "..") return false;
    name.remove_prefix(std::min(part.size() + 1, name.size()));
  }
  return true;
}

template <std::size_t N>
std::string text_of(const char (&field)[N]) {
  return {field, strnlen(field, N)};
}

bool is_zero(std::string_view block) {
  return std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
}

std::uint64_t padding_of(std::uint64_t size) { return (kBlock - size % kBlock) % kBlock; }

/// Reads an archive from its beginning to its end and proves it on the way.
class Proof {
 public:
  Proof(const std::filesystem::path& path, const ByteProgress& progress)
      : in_(path, std::ios::binary), progress_(progress) {}

  Outcome<std::vector<Archive::Member>> run() {
    std::string sums;
    while (true) {
      std::string block(kBlock, '\0');
      if (!take(block)) return cut();
      if (is_zero(block)) break;
      DL_TRY(auto member, read_header(block));
      std::string text;
      DL_TRY(auto digest, read_bytes(member, member.name == kSums ? &text : nullptr));
      if (member.name == kSums)
        sums = std::move(text);
      else
        digests_[member.name] = digest;
      members_.push_back(std::move(member));
    }
    std::string last(kBlock, '\0');
    if (!take(last)) return cut();
    if (!is_zero(last) || in_.peek() != std::ifstream::traits_type::eof()) return damaged("bytes after the end");
    DL_CHECK(compare(sums));
    return std::move(members_);
  }

  std::string digest() { return whole_.finish_hex(); }

 private:
  Failure cut() const { return fail(Fault::Invalid, "archive.cut", fmt::format("at byte {}", at_)); }
  static Failure damaged(std::string what) { return fail(Fault::Invalid, "archive.damaged", std::move(what)); }

  bool take(std::string& bytes) {
    in_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(in_.gcount()) != bytes.size()) return false;
    whole_.update(bytes);
    at_ += bytes.size();
    if (progress_) progress_(at_);
    return true;
  }

  Outcome<Archive::Member> read_header(const std::string& block) const {
    Header header;
    std::memcpy(&header, block.data(), kBlock);
    bool first = at_ == kBlock;
    if (std::string_view(header.magic, 5) != "ustar")
      return first ? fail(Fault::Invalid, "archive.foreign") : damaged(fmt::format("header at byte {}", at_ - kBlock));
    auto sum = octal_of(header.checksum);
    auto size = size_of(header);
    auto prefix = text_of(header.prefix);
    auto name = (prefix.empty() ? "" : prefix + "/") + text_of(header.name);
    if (!sum || *sum != checksum_of(header) || !size || !is_safe(name) || header.type != '0')
      return damaged(fmt::format("header at byte {}", at_ - kBlock));
    return Archive::Member{name, *size, static_cast<unsigned>(octal_of(header.mode).value_or(0600) & 0777), at_};
  }

  Outcome<std::string> read_bytes(const Archive::Member& member, std::string* keep) {
    if (keep != nullptr && member.size > kPiece) return damaged(member.name);
    Sha256 digest;
    std::uint64_t left = member.size;
    while (left > 0) {
      std::string piece(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece)), '\0');
      if (!take(piece)) return cut();
      digest.update(piece);
      if (keep != nullptr) *keep += piece;
      left -= piece.size();
    }
    std::string padding(static_cast<std::size_t>(padding_of(member.size)), '\0');
    if (!padding.empty() && !take(padding)) return cut();
    if (!is_zero(padding)) return damaged(member.name);
    return digest.finish_hex();
  }

  // The list must name every member before it, and come last.
  Outcome<void> compare(std::string_view sums) {
    if (members_.empty() || members_.back().name != kSums) return cut();
    members_.pop_back();
    for (const auto& member : members_) {
      auto line = fmt::format("{}  {}\n", digests_[member.name], member.name);
      if (!sums.starts_with(line)) return damaged(member.name);
      sums.remove_prefix(line.size());
    }
    if (!sums.empty()) return damaged(kSums);
    return {};
  }

  std::ifstream in_;
  const ByteProgress& progress_;
  std::uint64_t at_ = 0;
  Sha256 whole_ = {};
  std::map<std::string, std::string> digests_ = {};
  std::vector<Archive::Member> members_ = {};
};

}  // namespace

Outcome<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return fail(Fault::Conflict, "archive.exists", path.string());
  auto part = path;
  part += ".part";
  int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return fail(Fault::Unavailable, "archive.unwritable", fmt::format("{}: {}", part.string(), std::strerror(errno)));
  return ArchiveWriter(path, part, descriptor);
}

ArchiveWriter::ArchiveWriter(ArchiveWriter&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      whole_(std::move(other.whole_)),
      sums_(std::move(other.sums_)) {}

ArchiveWriter::~ArchiveWriter() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

Outcome<void> ArchiveWriter::put(std::string_view bytes) {
  whole_.update(bytes);
  while (!bytes.empty()) {
    auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
      return fail(full ? Fault::Full : Fault::Unavailable, full ? "archive.full" : "archive.unwritable",
                  fmt::format("{}: {}", part_.string(), std::strerror(errno)));
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Outcome<void> ArchiveWriter::put_header(const std::string& name, std::uint64_t size, unsigned mode) {
  Header header = {};
  std::string_view last = name;
  std::string_view folders;
  if (name.size() > sizeof header.name) {
    auto slash = name.find('/', name.size() - sizeof header.name - 1);
    if (slash == std::string::npos || slash > sizeof header.prefix) return fail(Fault::Invalid, "archive.name", name);
    folders = last.substr(0, slash);
    last = last.substr(slash + 1);
  }
  put_text(header.name, last);
  put_text(header.prefix, folders);
  put_octal(header.mode, mode);
  put_octal(header.uid, 0);
  put_octal(header.gid, 0);
  put_size(header, size);
  put_octal(header.mtime, static_cast<std::uint64_t>(std::time(nullptr)));
  header.type = '0';
  put_text(header.magic, std::string_view("ustar\0", 6));
  put_text(header.version, "00");
  auto sum = fmt::format("{:06o}", checksum_of(header));
  std::memcpy(header.checksum, sum.data(), 6);
  header.checksum[6] = '\0';
  header.checksum[7] = ' ';
  return put({reinterpret_cast<const char*>(&header), kBlock});
}

Outcome<void> ArchiveWriter::put_padding(std::uint64_t size) {
  return put(std::string(static_cast<std::size_t>(padding_of(size)), '\0'));
}

Outcome<void> ArchiveWriter::add(const std::string& name, std::string_view bytes, unsigned mode) {
  DL_CHECK(put_header(name, bytes.size(), mode));
  DL_CHECK(put(bytes));
  DL_CHECK(put_padding(bytes.size()));
  if (name != kSums) sums_ += fmt::format("{}  {}\n", sha256_hex(bytes), name);
  return {};
}

Outcome<void> ArchiveWriter::add_file(const std::string& name, const std::filesystem::path& file,
                                      const ByteProgress& progress) {
  std::error_code problem;
  auto size = std::filesystem::file_size(file, problem);
  std::ifstream in(file, std::ios::binary);
  if (problem || !in) return fail(Fault::Unavailable, "file.unreadable", file.string());
  auto mode = static_cast<unsigned>(std::filesystem::status(file).permissions()) & 0777;
  DL_CHECK(put_header(name, size, mode));
  Sha256 digest;
  std::string piece;
  for (std::uintmax_t done = 0; done < size;) {
    piece.resize(static_cast<std::size_t>(std::min<std::uintmax_t>(kPiece, size - done)));
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (static_cast<std::size_t>(in.gcount()) != piece.size())
      return fail(Fault::Unavailable, "file.unreadable", file.string() + " became shorter");
    DL_CHECK(put(piece));
    digest.update(piece);
    done += piece.size();
    if (progress) progress(done);
  }
  DL_CHECK(put_padding(size));
  sums_ += fmt::format("{}  {}\n", digest.finish_hex(), name);
  return {};
}

Outcome<std::string> ArchiveWriter::finish() {
  DL_CHECK(add(kSums, sums_));
  DL_CHECK(put(std::string(2 * kBlock, '\0')));
  bool kept = ::fsync(descriptor_) == 0;
  kept = ::close(std::exchange(descriptor_, -1)) == 0 && kept;
  std::error_code problem;
  if (kept) std::filesystem::rename(part_, path_, problem);
  if (!kept || problem) {
    std::filesystem::remove(part_, problem);
    return fail(Fault::Unavailable, "archive.unwritable", path_.string());
  }
  return whole_.finish_hex();
}

Outcome<Archive> Archive::open(const std::filesystem::path& path, const ByteProgress& progress) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) return fail(Fault::NotFound, "file.missing", path.string());
  Archive archive;
  archive.path_ = path;
  Proof proof(path, progress);
  DL_TRY(archive.members_, proof.run());
  archive.digest_ = proof.digest();
  return archive;
}

const Archive::Member* Archive::find(std::string_view name) const {
  for (const auto& member : members_)
    if (member.name == name) return &member;
  return nullptr;
}

Outcome<std::string> Archive::read(const Member& member) const {
  std::ifstream in(path_, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(member.offset));
  std::string bytes(static_cast<std::size_t>(member.size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) return fail(Fault::Unavailable, "file.unreadable", path_.string());
  return bytes;
}

Outcome<void> Archive::take_out(const Member& member, const std::filesystem::path& folder,
                                const ByteProgress& progress) const {
  auto target = folder / member.name;
  std::error_code problem;
  std::filesystem::create_directories(target.parent_path(), problem);
  std::ifstream in(path_, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(member.offset));
  std::ofstream out(target, std::ios::binary);
  std::filesystem::permissions(target, static_cast<std::filesystem::perms>(member.mode), problem);
  std::string piece;
  for (std::uint64_t done = 0; done < member.size;) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, member.size - done)));
    if (!in.read(piece.data(), static_cast<std::streamsize>(piece.size())))
      return fail(Fault::Unavailable, "file.unreadable", path_.string());
    if (!out.write(piece.data(), static_cast<std::streamsize>(piece.size()))) break;
    done += piece.size();
    if (progress) progress(done);
  }
  out.close();
  if (!out) return fail(Fault::Unavailable, "archive.unwritable", target.string());
  return {};
}

}  // namespace dl::app
