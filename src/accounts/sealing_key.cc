#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "accounts/totp.h"
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

// Writes a new key for its owner alone. False when another process was quicker or it cannot be written.
bool make_file(const std::filesystem::path& file, const std::string& key) {
  int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return false;
  std::string line = hex(key) + "\n";
  bool written = ::write(handle, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(handle) == 0;
  return ::close(handle) == 0 && written;
}

}  // namespace

Outcome<SealingKey> SealingKey::load_or_make(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    std::string key = random_bytes(32);
    if (make_file(file, key)) return SealingKey(key);
  }
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  auto key = from_hex(text::trim(line));
  if (!key || key->size() != 32) return fail(Fault::Unavailable, "accounts.key-file", file.string());
  return SealingKey(*key);
}

SealingKey::SealingKey(std::string_view bytes) { bytes.copy(bytes_.data(), bytes_.size()); }

SealingKey SealingKey::random() { return SealingKey(random_bytes(32)); }

std::string SealingKey::derive(std::string_view purpose) const {
  return sha256_hex(fmt::format("{}\n{}", purpose, std::string_view(bytes_.data(), bytes_.size())));
}

std::string SealingKey::seal(std::string_view secret, std::string_view context) const {
  std::string sealed = random_bytes(kNonce);
  std::string hidden(secret.size(), '\0');
  std::string tag(kTag, '\0');
  int size = 0;
  Cipher cipher(EVP_CIPHER_CTX_new());
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes({bytes_.data(), bytes_.size()}),
                          bytes(sealed)));
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes(context), static_cast<int>(context.size())));
  must(EVP_EncryptUpdate(cipher.get(), bytes(hidden), &size, bytes(secret), static_cast<int>(secret.size())));
  must(EVP_EncryptFinal_ex(cipher.get(), bytes(hidden) + size, &size));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, tag.data()));
  return base64(sealed + hidden + tag);
}

Outcome<std::string> SealingKey::open(const std::string& sealed, std::string_view context) const {
  auto all = from_base64(sealed);
  if (!all || all->size() < kNonce + kTag) return fail(Fault::Internal, "accounts.key-other", "not a sealed secret");
  std::string nonce = all->substr(0, kNonce);
  std::string hidden = all->substr(kNonce, all->size() - kNonce - kTag);
  std::string tag = all->substr(all->size() - kTag);
  std::string secret(hidden.size(), '\0');
  int size = 0;
  Cipher cipher(EVP_CIPHER_CTX_new());
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes({bytes_.data(), bytes_.size()}),
                          bytes(nonce)));
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes(context), static_cast<int>(context.size())));
  must(EVP_DecryptUpdate(cipher.get(), bytes(secret), &size, bytes(hidden), static_cast<int>(hidden.size())));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), bytes(secret) + size, &size) != 1)
    return fail(Fault::Internal, "accounts.key-other", std::string(context));
  return secret;
}

}  // namespace dl::accounts
