#include "web/peer.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

TEST(Peer, KeepsOnlyTheNetworkForLogs) {
  EXPECT_EQ(Address::parse("203.0.113.77")->network(), "203.0.113.0/24");
  EXPECT_EQ(Address::parse("::ffff:203.0.113.77")->network(), "203.0.113.0/24");
  EXPECT_EQ(Address::parse("2001:db8:1:2:3:4:5:6")->network(), "2001:db8:1::/48");
  EXPECT_FALSE(Address::parse("300.1.1.1"));
  EXPECT_FALSE(Address::parse(""));
}

TEST(Peer, CountsOneClientPerAddressOrSubnet) {
  auto key = [](std::string_view text) { return Address::parse(text)->client_key(); };
  EXPECT_NE(key("203.0.113.77"), key("203.0.113.78"));
  EXPECT_EQ(key("2001:db8::1"), key("2001:db8::ffff:1"));
  EXPECT_NE(key("2001:db8::1"), key("2001:db8:0:1::1"));
}

TEST(Peer, KnowsNetworks) {
  auto networks = Networks::parse({"10.0.0.0/8", "192.0.2.5", "2001:db8::/32", "::1"});
  ASSERT_TRUE(networks.has_value());
  for (auto inside : {"10.255.1.2", "192.0.2.5", "2001:db8:9::1", "::1", "::ffff:10.0.0.1"})
    EXPECT_TRUE(networks->contains(*Address::parse(inside))) << inside;
  for (auto outside : {"11.0.0.1", "192.0.2.6", "2001:db9::1", "::2"})
    EXPECT_FALSE(networks->contains(*Address::parse(outside))) << outside;
  for (auto bad : {"10.0.0.0/33", "10.0.0/8", "x", "::1/129", "10.0.0.0/", "10.0.0.0/8x"})
    EXPECT_FALSE(Networks::parse({bad}).has_value()) << bad;
}

TEST(Peer, BelievesForwardedAddressesOnlyFromTrustedProxies) {
  struct Case {
    const char* peer;
    const char* forwarded;
    const char* client;
  };
  const Case cases[] = {
      {"198.51.100.1", "203.0.113.9", "198.51.100.1"},
      {"10.0.0.1", "", "10.0.0.1"},
      {"10.0.0.1", "203.0.113.9", "203.0.113.9"},
      {"10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
      {"10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"},
      {"10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"},
      {"10.0.0.1", "unknown", ""},
      {"10.0.0.1", "203.0.113.9, ", ""},
      {"10.0.0.1", "127.0.0.1, 203.0.113.9:80", ""},
  };
  auto trusted = Networks::parse({"10.0.0.0/8"});
  for (const auto& c : cases) {
    SCOPED_TRACE(c.forwarded);
    EXPECT_EQ(client_of(c.peer, c.forwarded, *trusted), c.client);
  }
}

}  // namespace
}  // namespace dl::web
