#include "intake/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dl::intake {

namespace {

constexpr std::chrono::milliseconds kLook{50};  ///< how soon a stop is heeded
constexpr std::size_t kLongestFolder = 200;     ///< bytes of a path
constexpr unsigned kMostOpen = 1024;            ///< files, for programs that are shut in

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::lseek(descriptor, 0, SEEK_SET) == 0;
}

/// Between fork and exec: async-signal-safe calls only.
[[noreturn]] void become(char* const* arguments, const Streams& streams, const Confinement& confinement,
                         Orphan orphan) {
  char locale[] = "LC_ALL=C.UTF-8", drawing[] = "SAL_USE_VCLPLUGIN=svp";
  char home[kLongestFolder + 8] = "HOME=", temporary[kLongestFolder + 8] = "TMPDIR=";
  char* environment[] = {locale, nullptr, nullptr, nullptr, nullptr};
  if (confinement.folder != nullptr) {
    ::strcat(home, confinement.folder);
    ::strcat(temporary, confinement.folder);
    environment[1] = home, environment[2] = temporary, environment[3] = drawing;
  }
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  int null = ::open("/dev/null", O_RDWR);
  const int wanted[] = {streams.in, streams.out, streams.errors};
  for (int i = 0; i < 3; ++i)
    if (::dup2(wanted[i] < 0 ? null : wanted[i], i) < 0) ::_exit(126);
  ::close_range(3, ~0U, 0);
  if (orphan == Orphan::Killed) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  limit_process(confinement);
  if (confinement.folder != nullptr && !shut_in(confinement.folder)) ::_exit(126);
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

/// Reads until the child closes its end, patience ends or the limit is reached; false when it is late.
bool read_all(int descriptor, std::string& out, std::size_t most, const Patience& patience) {
  char buffer[65536];
  while (out.size() < most) {
    if (!wait_for(descriptor, POLLIN, patience)) return false;
    auto count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0;
    out.append(buffer, static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

void Descriptor::close() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

int Process::wait() {
  int status = 0;
  auto id = std::exchange(id_, 0);
  while (id > 0 && ::waitpid(id, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

int Process::kill() {
  if (id_ > 0) ::kill(id_, SIGKILL);
  return wait();
}

bool wait_for(int descriptor, short events, const Patience& patience) {
  while (true) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(patience.until - std::chrono::steady_clock::now());
    if (left.count() <= 0 || patience.stop.stop_requested()) return false;
    pollfd one{descriptor, events, 0};
    int ready = ::poll(&one, 1, static_cast<int>(std::min(left, kLook).count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

Outcome<Process> start_process(const std::vector<std::string>& arguments, const Streams& streams,
                               const Confinement& confinement, Orphan orphan) {
  if (confinement.folder != nullptr && std::string_view(confinement.folder).size() > kLongestFolder)
    return fail(Fault::Unavailable, "child.start", "the folder has too long a name");
  std::vector<char*> list;
  for (const auto& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
  list.push_back(nullptr);
  auto child = ::fork();
  if (child < 0) return fail(Fault::Unavailable, "child.start", "fork failed");
  if (child == 0) become(list.data(), streams, confinement, orphan);
  return Process(child);
}

Outcome<std::string> run_child(const std::vector<std::string>& arguments, std::string_view input,
                               const ChildLimits& limits, std::string* errors) {
  Descriptor file(::memfd_create("intake", MFD_CLOEXEC));
  int ends[2] = {-1, -1};
  if (file.get() < 0 || !write_all(file.get(), input) || ::pipe2(ends, O_CLOEXEC) != 0)
    return fail(Fault::Unavailable, "child.start", "no memory or no descriptors");
  Descriptor reader(ends[0]), writer(ends[1]);
  int error_ends[2] = {-1, -1};
  // What does not fit into the pipe is lost, and nobody waits for it.
  if (errors != nullptr && ::pipe2(error_ends, O_CLOEXEC | O_NONBLOCK) != 0) error_ends[0] = error_ends[1] = -1;
  Descriptor error_reader(error_ends[0]), error_writer(error_ends[1]);
  Confinement confinement{.memory = limits.memory, .time = limits.time, .written = limits.written};
  if (!limits.folder.empty()) confinement.folder = limits.folder.c_str(), confinement.open = kMostOpen;
  DL_TRY(auto process,
         start_process(arguments, {file.get(), writer.get(), error_writer.get()}, confinement, Orphan::Killed));
  writer.close();
  std::string out;
  bool whole =
      read_all(reader.get(), out, limits.output, {std::chrono::steady_clock::now() + limits.time, limits.stop});
  if (!whole && limits.stop.stop_requested()) return fail(Fault::Unavailable, "child.start", "told to stop");
  if (!whole) return fail(Fault::TooLarge, "child.late", arguments[0] + " took too long");
  if (out.size() >= limits.output) return out.substr(0, limits.output);
  auto status = process.wait();
  if (errors != nullptr) {
    errors->resize(65536);
    auto count = ::read(error_reader.get(), errors->data(), errors->size());
    errors->resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) >= 126 && WEXITSTATUS(status) <= 127)
    return fail(Fault::Unavailable, "child.start", arguments[0]);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return fail(Fault::Unreadable, "child.failed", fmt::format("{} ended with status {}", arguments[0], status));
  return out;
}

}  // namespace dl::intake
