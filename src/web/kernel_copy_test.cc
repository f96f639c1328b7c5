// The copy of a body in the kernel's memory: which bodies get one, and what a socket then receives.
#include "web/kernel_copy.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <deque>
#include <string>

namespace dl::web {
namespace {

TEST(KernelCopy, IsForLargeBodiesAndMadeOnce) {
  KernelCopy small;
  EXPECT_FALSE(small.make(std::string(1000, 'x')));
  EXPECT_FALSE(small.ready());
  KernelCopy large;
  EXPECT_TRUE(large.make(std::string(20'000, 'x')));
  EXPECT_TRUE(large.ready());
  EXPECT_FALSE(large.make(std::string(20'000, 'y')));
}

TEST(KernelCopy, TakesNoMoreFilesThanItsShare) {
  std::deque<KernelCopy> copies(300);
  std::size_t made = 0;
  for (auto& copy : copies) made += copy.make(std::string(20'000, 'x')) ? 1 : 0;
  EXPECT_EQ(made, 256u);
  copies.clear();
  EXPECT_TRUE(copies.emplace_back().make(std::string(20'000, 'x'))) << "the files were given back";
}

TEST(KernelCopy, SendsHeadAndBodyAsFarAsTheSocketTakesThem) {
  const std::string head = "head\r\n\r\n";
  const std::string body(4'000'000, 'b');
  KernelCopy copy;
  ASSERT_TRUE(copy.make(body));
  std::array<int, 2> ends = {};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
  auto sent = copy.send(ends[0], head, body.size());
  EXPECT_GT(sent, std::ssize(head));
  EXPECT_LT(sent, std::ssize(head) + std::ssize(body));
  std::string received;
  std::array<char, 65536> part = {};
  for (ssize_t count = 0; (count = ::recv(ends[1], part.data(), part.size(), 0)) > 0;)
    received.append(part.data(), static_cast<std::size_t>(count));
  EXPECT_EQ(received, (head + body).substr(0, static_cast<std::size_t>(sent)));
  ::close(ends[1]);
  EXPECT_LT(copy.send(ends[0], head, body.size()), 0);
  ::close(ends[0]);
}

}  // namespace
}  // namespace dl::web
