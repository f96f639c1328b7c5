#include "mail/mailbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "base/text.h"

namespace dl::mail {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{64} << 10U;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "From a@b.cn Mon Mar  2 10:30:00 2026": an address, and behind it a time of day and a year.
bool begins_message(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  line = text::trim(line.substr(5));
  const auto rest = line.substr(std::min(line.find(' '), line.size()));
  bool time = false;
  int digits = 0;
  bool year = false;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    digits = is_digit(rest[at]) ? digits + 1 : 0;
    year = year || digits == 4;
    time =
        time || (rest[at] == ':' && at > 0 && is_digit(rest[at - 1]) && at + 1 < rest.size() && is_digit(rest[at + 1]));
  }
  return time && year;
}

bool is_blank(std::string_view line) { return line == "\n" || line == "\r\n"; }

/// ">From ", ">>From " …: quoted by one mark.
bool is_quoted(std::string_view line) {
  const auto marks = std::min(line.find_first_not_of('>'), line.size());
  return marks > 0 && line.substr(marks).starts_with("From ");
}

Outcome<Stored> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Fault::Unavailable, "file.unreadable", path.filename().string());
  Stored message{.place = text::repair_utf8(path.filename().string())};
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return fail(Fault::Unavailable, "file.unreadable", path.filename().string());
  message.too_large = size > kLargest;
  if (message.too_large) return message;
  message.bytes.resize(static_cast<std::size_t>(size));
  in.read(message.bytes.data(), static_cast<std::streamsize>(message.bytes.size()));
  if (in.bad()) return fail(Fault::Unavailable, "file.unreadable", path.filename().string());
  message.bytes.resize(static_cast<std::size_t>(in.gcount()));
  return message;
}

/// Files of a folder that hold messages, by their names. What is linked from elsewhere is none.
Outcome<std::vector<fs::path>> list_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const bool plain = at->symlink_status(error).type() == fs::file_type::regular;
    if (plain && !at->path().filename().string().starts_with('.')) files.push_back(at->path());
  }
  if (error) return fail(Fault::Unavailable, "file.unreadable", error.message());
  std::ranges::sort(files);
  return files;
}

Outcome<void> each_of_maildir(const fs::path& place, const Take& take) {
  for (const char* part : {"cur", "new"}) {
    DL_TRY(const auto files, list_files(place / part));
    for (const auto& file : files) {
      std::error_code error;
      if (!fs::exists(file, error)) continue;  // a reader of mail has moved it meanwhile
      auto read = read_file(file);
      auto message =
          read ? std::move(*read) : Stored{.place = text::repair_utf8(file.filename().string()), .unreadable = true};
      message.file = file;
      DL_CHECK(take(message));
    }
  }
  return {};
}

Outcome<void> each_of_file(const fs::path& place, const Take& take) {
  std::ifstream in(place, std::ios::binary);
  if (!in) return fail(Fault::Unavailable, "file.unreadable", place.filename().string());
  std::string head(5, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (in.gcount() == 0) return {};
  if (head != "From ") {
    DL_TRY(const auto message, read_file(place));
    return take(message);
  }
  in.clear();
  in.seekg(0);
  MboxReader reader(in);
  for (Stored message; reader.next(message);) DL_CHECK(take(message));
  if (in.bad()) return fail(Fault::Unavailable, "file.unreadable", place.filename().string());
  return {};
}

}  // namespace

bool MboxReader::read_piece() {
  piece_.clear();
  whole_ = ended_;
  auto* from = in_.rdbuf();
  for (auto c = from->sbumpc(); c != std::char_traits<char>::eof(); c = from->sbumpc()) {
    piece_ += static_cast<char>(c);
    ended_ = c == '\n';
    if (ended_ || piece_.size() == kPiece) return true;
  }
  return !piece_.empty();
}

void MboxReader::add(Stored& message) {
  if (message.too_large) return;
  const auto words = std::string_view(piece_).substr(whole_ && is_quoted(piece_) ? 1 : 0);
  message.too_large = message.bytes.size() + words.size() > largest_;
  if (message.too_large)
    message.bytes = {};
  else
    message.bytes += words;
}

bool MboxReader::next(Stored& message) {
  message = {};
  while (!waiting_) {  // what stands before the first message belongs to none
    if (!read_piece()) return false;
    waiting_ = whole_ && blank_ && begins_message(piece_);
    blank_ = whole_ && is_blank(piece_);
  }
  waiting_ = blank_ = false;
  message.place = fmt::format("{}", ++number_);
  while (read_piece()) {
    if (whole_ && blank_ && begins_message(piece_)) {
      waiting_ = true;
      return true;
    }
    blank_ = whole_ && is_blank(piece_);
    add(message);
  }
  return true;
}

Outcome<void> each_message(const fs::path& place, const Take& take) {
  std::error_code error;
  const auto status = fs::status(place, error);
  if (!fs::exists(status)) return fail(Fault::NotFound, "file.missing", place.string());
  if (!fs::is_directory(status)) return each_of_file(place, take);
  if (!fs::is_directory(place / "new", error) || !fs::is_directory(place / "cur", error))
    return fail(Fault::Invalid, "mail.no-mailbox", place.string());
  return each_of_maildir(place, take);
}

Outcome<void> mark_seen(const Stored& message) {
  if (message.file.parent_path().filename() != "new") return {};
  const auto name = message.file.filename().string();
  const auto flags = name.find(":2,");
  const auto seen = name.substr(0, flags) + ":2,S";
  std::error_code error;
  fs::rename(message.file, message.file.parent_path().parent_path() / "cur" / seen, error);
  if (error) return fail(Fault::Unavailable, "file.unreadable", fmt::format("{}: {}", name, error.message()));
  return {};
}

}  // namespace dl::mail
