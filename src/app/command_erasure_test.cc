// `daylight erasure list`: nothing is erased until an installation says from when.
#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

class ErasureCommand : public CommandLine {};

TEST_F(ErasureCommand, ListsNothingUntilAnInstallationSaysFromWhen) {
  begin();
  const auto listed = run("erasure list --data DIR/d");
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_EQ(listed.out, "");
  EXPECT_NE(run("erasure list").code, 0) << "of no installation";
  EXPECT_THAT(run("erasure --help").out, HasSubstr("list"));
}

}  // namespace
}  // namespace dl::app
