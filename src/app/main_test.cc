// The tests' program reads documents as the real one does: in child processes of itself.
#include <gtest/gtest.h>

#include "intake/reader.h"

int main(int argc, char** argv) {
  if (auto code = dl::intake::act_as_reader(argc, argv)) return *code;
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
