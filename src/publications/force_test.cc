#include "publications/force.h"

#include <gtest/gtest.h>

namespace dl::publications {
namespace {

TEST(Force, TellsTheValidityOfTheDay) {
  Metadata metadata;
  EXPECT_EQ(force_of(metadata), "");
  metadata.validity = Validity::InForce;
  metadata.effective_on = Date(2026, 3, 1);
  metadata.expires_on = Date(2028, 2, 29);
  const auto force = force_of(metadata);
  EXPECT_EQ(validity_on(force, Date(2026, 2, 28)), Validity::Pending);
  EXPECT_EQ(validity_on(force, Date(2026, 3, 1)), Validity::InForce);
  EXPECT_EQ(validity_on(force, Date(2028, 3, 1)), Validity::Expired);
  metadata.validity = Validity::Repealed;
  metadata.effective_on = metadata.expires_on = std::nullopt;
  EXPECT_EQ(validity_on(force_of(metadata), Date(2026, 3, 1)), Validity::Repealed);
  // Days alone tell as well, as on the document's own page.
  metadata.validity = Validity::None;
  metadata.expires_on = Date(2028, 2, 29);
  for (const auto day : {Date(2026, 3, 1), Date(2028, 3, 1)})
    EXPECT_EQ(validity_on(force_of(metadata), day), validity_on(metadata, day)) << day.text();
}

TEST(Force, IsNoneWhereNothingWasWritten) {
  for (const char* none : {"", "InForce", "||", "Unheard||", "InForce|"})
    EXPECT_EQ(validity_on(std::string_view(none), Date(2026, 3, 1)), Validity::None) << none;
}

}  // namespace
}  // namespace dl::publications
