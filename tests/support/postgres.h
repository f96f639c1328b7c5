// A PostgreSQL server for tests: made when it is first asked for, gone with the process.
//
// It listens on a Unix socket in a folder of its own under the temporary folder, without fsync.
// When DAYLIGHT_TEST_POSTGRES holds an address ("postgresql:///?host=/run/x&user=postgres"), that
// server is used instead; its user must be allowed to create databases.
#pragma once

#include <string>

namespace dl::test {

class PostgresServer {
 public:
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
  /// Runs SQL on the maintenance database, for tests that play the administrator; empty result or the first value.
  std::string administer(const std::string& sql);

 private:
  PostgresServer();
  void start();
  void stop();

  std::string folder_ = {};
  std::string query_ = {};  ///< "host=…&user=…" of the address
  int process_ = 0;
  int databases_ = 0;
};

}  // namespace dl::test
