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

}  // namespace
}  // namespace dl::db
