#include "accounts/sealing_key.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "base/hash.h"
#include "base/text.h"

namespace dl::accounts {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(int done) {
  if (done != 1) throw std::runtime_error("AES-256-GCM failed");
}

constexpr std::size_t kKey = 32;

// Writes a file for its owner alone, whole and on the disk. False when there is one already or it cannot be written.
bool make_file(const std::filesystem::path& file, const std::string& text) {
  int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return false;
  bool written = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
  return ::close(handle) == 0 && written;
}

// A name in a folder is on the disk when the folder is.
bool keep_names(const std::filesystem::path& folder) {
  int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  bool kept = ::fsync(handle) == 0;
  return ::close(handle) == 0 && kept;
}

// "2:" of what the second generation has sealed; nothing for the first.
std::string prefix_of(std::int64_t generation) { return generation == 1 ? "" : fmt::format("{}:", generation); }

std::int64_t generation_of_sealed(std::string_view sealed) {
  std::int64_t number = 1;
  if (auto colon = sealed.find(':'); colon != std::string_view::npos)
    std::from_chars(sealed.data(), sealed.data() + colon, number);
  return number;
}

Outcome<std::string> open_with(std::string_view key, std::string_view sealed, std::string_view context) {
  auto all = from_base64(sealed);
  if (!all || all->size() < kNonce + kTag) return fail(Fault::Internal, "accounts.key-other", "not a sealed secret");
  std::string nonce = all->substr(0, kNonce);
  std::string hidden = all->substr(kNonce, all->size() - kNonce - kTag);
  std::string tag = all->substr(all->size() - kTag);
  std::string secret(hidden.size(), '\0');
  int size = 0;
  Cipher cipher(EVP_CIPHER_CTX_new());
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(nonce)));
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes(context), static_cast<int>(context.size())));
  must(EVP_DecryptUpdate(cipher.get(), bytes(secret), &size, bytes(hidden), static_cast<int>(hidden.size())));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), bytes(secret) + size, &size) != 1)
    return fail(Fault::Internal, "accounts.key-other", std::string(context));
  return secret;
}

}  // namespace

SealingKey::Generation SealingKey::generation_of(std::int64_t number, std::string_view bytes) {
  Generation generation{.number = number};
  bytes.copy(generation.bytes.data(), generation.bytes.size());
  return generation;
}

std::string SealingKey::lines_of(const std::vector<Generation>& generations) {
  std::string lines;
  for (const auto& [number, key] : generations)
    lines += (number == 1 ? "" : fmt::format("{} ", number)) + hex({key.data(), key.size()}) + "\n";
  return lines;
}

Outcome<std::vector<SealingKey::Generation>> SealingKey::read(const std::filesystem::path& file) {
  std::vector<Generation> generations;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::string_view rest = text::trim(line);
    std::int64_t number = 1;
    if (auto space = rest.find(' '); space != std::string_view::npos) {
      auto [end, problem] = std::from_chars(rest.data(), rest.data() + space, number);
      if (problem != std::errc() || end != rest.data() + space) number = 0;
      rest = text::trim(rest.substr(space));
    }
    auto key = from_hex(rest);
    const bool in_order = number > 0 && (generations.empty() || number < generations.back().number);
    if (!in_order || !key || key->size() != kKey) return fail(Fault::Unavailable, "accounts.key-file", file.string());
    generations.push_back(generation_of(number, *key));
  }
  if (generations.empty()) return fail(Fault::Unavailable, "accounts.key-file", file.string());
  return generations;
}

Outcome<SealingKey> SealingKey::load_or_make(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    auto key = random();
    if (make_file(file, lines_of(key.generations_))) return key;
  }
  DL_TRY(auto generations, read(file));
  return SealingKey(std::move(generations));
}

// The new text takes the old one's place in one step, so that there is a whole key at every moment.
Outcome<SealingKey> SealingKey::replace(const std::filesystem::path& file, std::vector<Generation> generations) {
  auto beside = file;
  beside += ".new";
  std::error_code problem;
  std::filesystem::remove(beside, problem);  // of a program that was ended in the middle
  bool replaced = make_file(beside, lines_of(generations));
  if (replaced) {
    std::filesystem::rename(beside, file, problem);
    replaced = !problem && keep_names(file.parent_path());
  }
  if (!replaced) return fail(Fault::Unavailable, "accounts.key-file", file.string());
  return SealingKey(std::move(generations));
}

Outcome<SealingKey> SealingKey::add_generation(const std::filesystem::path& file) {
  DL_TRY(auto generations, read(file));
  generations.insert(generations.begin(), generation_of(generations.front().number + 1, random_bytes(kKey)));
  return replace(file, std::move(generations));
}

Outcome<SealingKey> SealingKey::drop_older(const std::filesystem::path& file) {
  DL_TRY(auto generations, read(file));
  generations.resize(1);
  return replace(file, std::move(generations));
}

SealingKey SealingKey::random() { return SealingKey(std::vector{generation_of(1, random_bytes(kKey))}); }

bool SealingKey::is_current(std::string_view sealed) const { return generation_of_sealed(sealed) == generation(); }

std::string SealingKey::derive(std::string_view purpose) const {
  const auto& key = generations_.front().bytes;
  return sha256_hex(fmt::format("{}\n{}", purpose, std::string_view(key.data(), key.size())));
}

std::string SealingKey::seal(std::string_view secret, std::string_view context) const {
  std::string sealed = random_bytes(kNonce);
  std::string hidden(secret.size(), '\0');
  std::string tag(kTag, '\0');
  int size = 0;
  Cipher cipher(EVP_CIPHER_CTX_new());
  const auto& key = generations_.front().bytes;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes({key.data(), key.size()}), bytes(sealed)));
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes(context), static_cast<int>(context.size())));
  must(EVP_EncryptUpdate(cipher.get(), bytes(hidden), &size, bytes(secret), static_cast<int>(secret.size())));
  must(EVP_EncryptFinal_ex(cipher.get(), bytes(hidden) + size, &size));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, tag.data()));
  return prefix_of(generation()) + base64(sealed + hidden + tag);
}

Outcome<std::string> SealingKey::open(const std::string& sealed, std::string_view context) const {
  const auto number = generation_of_sealed(sealed);
  for (const auto& generation : generations_)
    if (generation.number == number)
      return open_with({generation.bytes.data(), generation.bytes.size()},
                       std::string_view(sealed).substr(prefix_of(number).size()), context);
  return fail(Fault::Internal, "accounts.key-other", std::string(context));
}

}  // namespace dl::accounts
