#include "intake/confine.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace dl::intake {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;
#endif

/// What computing, answering and ending need.
constexpr std::uint32_t kAllowed[] = {
    SYS_read,         SYS_write,  SYS_readv,      SYS_writev,       SYS_recvfrom,    SYS_close,
    SYS_fstat,        SYS_lseek,  SYS_mmap,       SYS_mremap,       SYS_munmap,      SYS_mprotect,
    SYS_madvise,      SYS_brk,    SYS_futex,      SYS_rt_sigaction, SYS_getrusage,   SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_getpid, SYS_gettid,     SYS_tgkill,       SYS_getrandom,   SYS_clock_gettime,
    SYS_clock_getres, SYS_exit,   SYS_exit_group, SYS_prlimit64,    SYS_sched_yield, SYS_restart_syscall,
};

constexpr sock_filter statement(std::uint16_t code, std::uint32_t value) { return {code, 0, 0, value}; }
constexpr sock_filter jump(std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
  return {BPF_JMP | BPF_JEQ | BPF_K, yes, no, value};
}

/// Another machine's calls end the process; the allowed ones pass; all others fail.
constexpr auto make_filter() {
  constexpr std::size_t kCalls = std::size(kAllowed);
  std::array<sock_filter, kCalls + 6> filter{};
  filter[0] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
  filter[1] = jump(kMachine, 1, 0);
  filter[2] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[3] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  for (std::size_t i = 0; i < kCalls; ++i) filter[4 + i] = jump(kAllowed[i], static_cast<std::uint8_t>(kCalls - i), 0);
  filter[4 + kCalls] = statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  filter[5 + kCalls] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  return filter;
}

constexpr auto kFilter = make_filter();

/// A call that is left only where that part of an argument is so; else it fails.
struct Leave {
  std::uint32_t call = 0;
  std::uint32_t argument = 0;
  std::uint32_t mask = 0;
  std::uint32_t value = 1;  ///< with no mask: never left
  std::uint32_t error = EACCES;
};
/// Sockets between its own threads, which nothing is reached by; threads, but no other process; no way to touch a
/// process beside it, and none around these.
constexpr Leave kLeaves[] = {
    {SYS_socket, 0, ~0U, AF_UNIX},
    {SYS_socket, 1, 0xF, SOCK_STREAM},
    {SYS_socketpair, 0, ~0U, AF_UNIX},
    {SYS_socketpair, 1, 0xF, SOCK_STREAM},
    {.call = SYS_connect},
    {.call = SYS_io_uring_setup},
    {SYS_clone, 0, CLONE_THREAD, CLONE_THREAD},
    {.call = SYS_clone3, .error = ENOSYS},  // the system's library takes clone instead
#ifdef SYS_fork
    {.call = SYS_fork},
    {.call = SYS_vfork},
#endif
    {SYS_prlimit64, 0, ~0U, 0},
#ifdef SYS_access
    {SYS_access, 1, W_OK, 0},  // it would put a socket into /tmp, seeing that it may write there, and end as it may not
#endif
    {SYS_faccessat, 2, W_OK, 0},
    {.call = SYS_kill},
    {.call = SYS_tkill},
    {.call = SYS_tgkill},
    {.call = SYS_pidfd_open},
    {.call = SYS_rt_sigqueueinfo},
    {.call = SYS_rt_tgsigqueueinfo},
};

constexpr auto make_offline() {
  constexpr std::size_t kHead = 6, kEach = 6;
  std::array<sock_filter, kHead + kEach * std::size(kLeaves) + 1> filter{};
  filter[0] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
  filter[1] = jump(kMachine, 1, 0);
  filter[2] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[3] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  filter[4] = {BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000};  // another numbering of the calls
  filter[5] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  auto at = kHead;
  for (const auto& leave : kLeaves) {
    constexpr std::uint32_t kArguments = offsetof(seccomp_data, args);
    filter[at++] = jump(leave.call, 0, kEach - 1);
    filter[at++] = statement(BPF_LD | BPF_W | BPF_ABS, kArguments + leave.argument * sizeof(std::uint64_t));
    filter[at++] = statement(BPF_ALU | BPF_AND | BPF_K, leave.mask);
    filter[at++] = jump(leave.value, 1, 0);
    filter[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | leave.error);
    filter[at++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  }
  filter[at] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  return filter;
}

constexpr auto kOffline = make_offline();

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
constexpr std::uint64_t kTruncate = 1U << 14U;  ///< known from the third version on

struct Place {
  const char* path = nullptr;
  std::uint64_t access = 0;
};
constexpr Place kOfSystem[] = {
    {"/usr", kRead},
    {"/lib", kRead},
    {"/lib64", kRead},
    {"/etc/fonts", kRead},
    {"/etc/libreoffice", kRead},
    {"/var/spool/libreoffice", kRead},
    {"/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE},
    {"/var/cache/fontconfig", kRead},
    {"/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE},
    {"/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE},
};

/// What is not there needs no leave.
bool allow(int rules, const Place& place) {
  landlock_path_beneath_attr rule{.allowed_access = place.access, .parent_fd = ::open(place.path, O_PATH | O_CLOEXEC)};
  if (rule.parent_fd < 0) return errno == ENOENT;
  bool good = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  ::close(rule.parent_fd);
  return good;
}

void limit(int what, rlim_t soft, rlim_t hard) {
  const rlimit both{soft, hard};
  ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

rlim_t seconds_of(std::chrono::milliseconds time) { return static_cast<rlim_t>(time.count() / 1000 + 1); }

}  // namespace

void limit_process(const Confinement& confinement) {
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CPU, seconds_of(confinement.time), RLIM_INFINITY);
  if (!is_sanitized()) {
    limit(RLIMIT_AS, confinement.memory, confinement.memory);
    limit(RLIMIT_FSIZE, confinement.written, confinement.written);
  }
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_NOFILE, confinement.open, confinement.open);
}

bool shut_in(const char* folder) {
  auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (kMachine == 0 || version < 1) return false;
  const auto all = version < 3 ? kAll : kAll | kTruncate;
  const landlock_ruleset_attr handled{.handled_access_fs = all};
  auto rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
  bool good = rules >= 0 && allow(rules, {folder, all});
  for (const auto& place : kOfSystem) good = good && allow(rules, place);
  const sock_fprog program{static_cast<unsigned short>(kOffline.size()), const_cast<sock_filter*>(kOffline.data())};
  return good && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::syscall(SYS_landlock_restrict_self, rules, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

void close_system() {
  if (kMachine == 0 || is_sanitized()) return;
  const sock_fprog program{static_cast<unsigned short>(kFilter.size()), const_cast<sock_filter*>(kFilter.data())};
  ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

void allow_time(std::chrono::milliseconds time) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  limit(RLIMIT_CPU, seconds_of(time) + static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec), RLIM_INFINITY);
}

std::size_t peak_memory() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<std::size_t>(used.ru_maxrss) * 1024;
}

}  // namespace dl::intake
