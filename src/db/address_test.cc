#include "db/address.h"

#include <gtest/gtest.h>

namespace dl::db {
namespace {

TEST(Address, IsShownWithoutItsPassword) {
  struct Case {
    const char* address;
    const char* shown;
  };
  const Case cases[] = {
      {"sqlite:/var/lib/daylight/daylight.db", "sqlite:/var/lib/daylight/daylight.db"},
      {"postgresql://daylight@host/name", "postgresql://daylight@host/name"},
      {"postgresql://daylight:s3cret@host:5432/name", "postgresql://daylight:***@host:5432/name"},
      {"postgres://u:a:b@c@host/name", "postgres://u:***@host/name"},
      {"postgresql://u:a/b@host/name", "postgresql://u:***@host/name"},
      {"postgresql:///name?host=/run/pg&password=s3cret&user=x", "postgresql:///name?host=/run/pg&password=***&user=x"},
      {"postgresql://u:one@h/n?password=two", "postgresql://u:***@h/n?password=***"},
      {"postgresql://u@h/n?password=", "postgresql://u@h/n?password="},
      {"postgresql://u@h/n?sslpassword=two&sslmode=x", "postgresql://u@h/n?sslpassword=***&sslmode=x"},
      {"postgresql://u:p4ss@h1:5432,h2:5433/n", "postgresql://u:***@h1:5432,h2:5433/n"},
      {"postgresql://[::1]:5432/name", "postgresql://[::1]:5432/name"},
      {"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    EXPECT_EQ(without_password(c.address), c.shown);
  }
}

TEST(Address, PasswordIsTakenOutOfALibrarysWords) {
  const char* address = "postgresql://u:pa%zz@host/name";
  EXPECT_EQ(hide_password("invalid percent-encoded token: \"pa%zz\" (pa%zz)", address),
            "invalid percent-encoded token: \"***\" (***)");
  EXPECT_EQ(hide_password("could not connect", address), "could not connect");
}

TEST(Address, OfPostgresIsBroughtIntoOneForm) {
  struct Case {
    const char* address;
    const char* whole;
  };
  const Case cases[] = {
      {"postgresql://u:p@h/n",
       "postgresql:///"
       "?application_name=daylight&connect_timeout=5&dbname=n&host=h&keepalives_count=2&keepalives_idle=5&"
       "keepalives_interval=5&password=p&tcp_user_timeout=15000&user=u"},
      {"postgres://h1:1,[::1]:2/",
       "postgresql:///"
       "?application_name=daylight&connect_timeout=5&host=h1%2C%3A%3A1&keepalives_count=2&keepalives_idle=5&"
       "keepalives_interval=5&port=1%2C2&tcp_user_timeout=15000"},
      {"postgresql:///n?application_name=x%20y&connect_timeout=2&keepalives_count=9&tcp_user_timeout=1",
       "postgresql:///?application_name=x%20y&connect_timeout=2&dbname=n&keepalives_count=9&keepalives_idle=5&"
       "keepalives_interval=5&tcp_user_timeout=1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.address);
    auto whole = postgres_address(c.address, std::chrono::milliseconds(4001));
    ASSERT_TRUE(whole) << describe(whole.error());
    EXPECT_EQ(*whole, c.whole);
  }
  for (const char* address : {"postgresql://u:p@h/n?nothing=1", "postgresql://u:%zz@h/n", "postgresql://[::1/n"})
    EXPECT_FALSE(postgres_address(address)) << address;
}

}  // namespace
}  // namespace dl::db
