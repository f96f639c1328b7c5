// A PostgreSQL server for tests: made when it is first asked for, gone with the process.
//
// It listens on a Unix socket in a folder of its own under the temporary folder, without fsync.
// When DAYLIGHT_TEST_POSTGRES holds an address ("postgresql:///?host=/run/x&user=postgres"), that
// server is used instead; its user must be allowed to create databases.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace dl::test {

/// The parts of an address by the names that libpq has for them; throws std::runtime_error.
std::map<std::string, std::string> parts_of_address(const std::string& address);

class PostgresServer {
 public:
  /// How a server of its own differs from the shared one.
  struct Wishes {
    std::vector<std::string> settings = {};  ///< "name=value"
    /// Also listens on 127.0.0.1 and ::1, asks for a password there and offers TLS under `certificate()`.
    bool network = false;
    std::vector<std::string> names = {};         ///< of the certificate
    const PostgresServer* standby_of = nullptr;  ///< follows that one
  };
  explicit PostgresServer(const Wishes& wishes);

  /// The server of this process; throws std::runtime_error with the server's log when it cannot start.
  static PostgresServer& shared();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// The address of a new, empty database: a schema of its own in truth, for that takes a millisecond.
  std::string create_database();
  /// Cuts every connection to a database that create_database has made.
  void end_connections(const std::string& address);
  /// The address of a database of this server.
  std::string address(const std::string& database) const;
  /// Runs SQL, for tests that play the administrator; empty result or the first value.
  std::string administer(const std::string& sql, const std::string& database = "postgres");
  int port() const { return port_; }
  const std::string& folder() const { return folder_; }  ///< where its Unix socket is
  /// The certificate of a server on the network, which is its own authority.
  std::string certificate() const { return folder_ + "/server.crt"; }
  /// Ends the server at once, as a crash does.
  void stop();
  /// Stops all its processes where they are, as a host does that hangs, until `thaw`.
  void freeze();
  void thaw();

 private:
  PostgresServer();
  void start(const Wishes& wishes);
  void make_folder(const Wishes& wishes);
  void make_certificate(const std::vector<std::string>& names);
  void signal_all(int signal);
  void run_to_end(const std::vector<std::string>& command);
  std::string log() const { return folder_ + "/log"; }

  std::string folder_ = {};
  int port_ = 5432;
  std::string query_ = {};  ///< "host=…&user=…" of the address
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace dl::test
