// Addresses of clients: which proxies are believed, and what of an address may be logged. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/message.h"

namespace dl::web {

/// An IP address as 16 bytes; IPv4 is mapped into IPv6.
struct Address {
  std::array<std::uint8_t, 16> bytes = {};

  static std::optional<Address> parse(std::string_view text);
  bool is_v4() const;
  /// The address with all but its first bits zero: /24 of IPv4 and /48 of IPv6, what logs may keep.
  std::string network() const;
  /// One client for rate limits: the IPv4 address, or the /64 of IPv6.
  std::uint64_t client_key() const;

  friend bool operator==(const Address&, const Address&) = default;
};

/// Addresses and networks, "10.0.0.0/8" or "::1".
class Networks {
 public:
  /// Fails with `setting.network` on an entry that is neither.
  static Outcome<Networks> parse(const std::vector<std::string>& texts);
  bool contains(const Address& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    Address base = {};
    int bits = 128;
  };
  std::vector<Network> networks_ = {};
};

/// The client behind trusted proxies: X-Forwarded-For is read from its right end as long as the
/// address that added the entry is trusted. Empty when a trusted proxy names something that is no address:
/// it is nobody's, and surely not the proxy's own.
std::string client_of(std::string_view peer, std::string_view forwarded_for, const Networks& trusted);

}  // namespace dl::web
