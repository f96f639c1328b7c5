#include "web/peer.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace dl::web {

namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Address keep_bits(const Address& address, int bits) {
  auto kept = address;
  for (int i = 0; i < 16; ++i) {
    int here = std::clamp(bits - i * 8, 0, 8);
    kept.bytes[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xFF00 >> here);
  }
  return kept;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  std::string terminated(text);
  Address address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + 12) == 1) return address;
  return std::nullopt;
}

bool Address::is_v4() const { return std::equal(kMapped.begin(), kMapped.end(), bytes.begin()); }

std::string Address::network() const {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_v4()) {
    auto kept = keep_bits(*this, 96 + 24);
    inet_ntop(AF_INET, kept.bytes.data() + 12, text, sizeof text);
    return std::string(text) + "/24";
  }
  auto kept = keep_bits(*this, 48);
  inet_ntop(AF_INET6, kept.bytes.data(), text, sizeof text);
  return std::string(text) + "/48";
}

std::uint64_t Address::client_key() const {
  std::uint64_t key = 0;
  std::memcpy(&key, bytes.data() + (is_v4() ? 8 : 0), 8);
  return key;
}

Outcome<Networks> Networks::parse(const std::vector<std::string>& texts) {
  Networks networks;
  for (std::string_view text : texts) {
    auto slash = text.find('/');
    auto base = Address::parse(text.substr(0, slash));
    if (!base) return fail(Fault::Invalid, "setting.network", std::string(text));
    int widest = base->is_v4() ? 32 : 128;
    int bits = widest;
    if (slash != std::string_view::npos) {
      auto count = text.substr(slash + 1);
      auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), bits);
      if (error != std::errc() || end != count.data() + count.size() || bits < 0 || bits > widest)
        return fail(Fault::Invalid, "setting.network", std::string(text));
    }
    bits += 128 - widest;
    networks.networks_.push_back({keep_bits(*base, bits), bits});
  }
  return networks;
}

bool Networks::contains(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const Network& network) { return keep_bits(address, network.bits) == network.base; });
}

std::string client_of(std::string_view peer, std::string_view forwarded_for, const Networks& trusted) {
  std::string_view client = peer;
  for (;;) {
    auto address = Address::parse(client);
    if (forwarded_for.empty() || !address || !trusted.contains(*address)) break;
    auto comma = forwarded_for.rfind(',');
    auto entry = trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    if (!Address::parse(entry)) return {};
    client = entry;
  }
  return std::string(client);
}

}  // namespace dl::web
