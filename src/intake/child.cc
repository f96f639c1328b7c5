#include "intake/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace dl::intake {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::lseek(descriptor, 0, SEEK_SET) == 0;
}

void limit(int what, rlim_t value) {
  rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

/// Between fork and exec: async-signal-safe calls only.
[[noreturn]] void become(char* const* arguments, int input, int output, const ChildLimits& limits) {
  char locale[] = "LC_ALL=C.UTF-8";
  char* environment[] = {locale, nullptr};
  auto seconds = static_cast<rlim_t>(limits.time.count() / 1000 + 1);
  int null = ::open("/dev/null", O_WRONLY);
  if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(null, 2) < 0) ::_exit(126);
  ::close_range(3, ~0U, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CPU, seconds);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 16);
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

/// Reads until the child closes its end, the time is over or the limit is reached; false when it is late.
bool read_all(int descriptor, std::string& out, const ChildLimits& limits) {
  auto deadline = std::chrono::steady_clock::now() + limits.time;
  char buffer[65536];
  while (out.size() < limits.output) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd wait{descriptor, POLLIN, 0};
    int ready = ::poll(&wait, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    auto count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0;
    out.append(buffer, static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Outcome<std::string> run_child(const std::vector<std::string>& arguments, std::string_view input,
                               const ChildLimits& limits) {
  Descriptor file(::memfd_create("intake", MFD_CLOEXEC));
  int ends[2] = {-1, -1};
  if (file.get() < 0 || !write_all(file.get(), input) || ::pipe2(ends, O_CLOEXEC) != 0)
    return fail(Fault::Unavailable, "child.start", "no memory or no descriptors");
  Descriptor reader(ends[0]), writer(ends[1]);

  std::vector<char*> list;
  for (const auto& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
  list.push_back(nullptr);
  auto child = ::fork();
  if (child < 0) return fail(Fault::Unavailable, "child.start", "fork failed");
  if (child == 0) become(list.data(), file.get(), writer.get(), limits);

  writer.close();
  std::string out;
  bool whole = read_all(reader.get(), out, limits);
  bool full = out.size() >= limits.output;
  if (!whole || full) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (full && whole) return out.substr(0, limits.output);
  if (!whole) return fail(Fault::Unreadable, "child.failed", arguments[0] + " took too long");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return fail(Fault::Unavailable, "child.start", arguments[0]);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return fail(Fault::Unreadable, "child.failed", fmt::format("{} ended with status {}", arguments[0], status));
  return out;
}

}  // namespace dl::intake
