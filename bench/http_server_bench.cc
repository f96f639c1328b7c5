// The server with one cached page of about 20 KB, for bench/http/compare.py: prints its port and
// serves until its standard input ends.
//
//   http_server_bench [IO_THREADS [PAGE_FILE]]
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "web/server.h"

namespace {

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

int main(int count, char** arguments) {
  using namespace dl::web;
  std::string page = count > 2 ? read_file(arguments[2]) : std::string(20'000, 'x');
  Router router;
  router.add({.verb = Verb::Get, .pattern = "/page.html", .handler = [&](const Request&) {
                Response response;
                response.body = page;
                response.topics = {"page:1"};
                return response;
              }});
  router.add({.verb = Verb::Get, .pattern = "/plain", .handler = [](const Request&) { return text(200, "ok\n"); }});

  ServerOptions options;
  options.port = 0;
  options.io_threads = count > 1 ? static_cast<unsigned>(std::stoi(arguments[1])) : 1;
  options.rates = {};
  Server server(options, router, {});
  if (auto started = server.start(); !started) {
    std::cerr << dl::describe(started.error()) << '\n';
    return 1;
  }
  std::cout << server.port() << std::endl;
  while (std::cin.get() != EOF) {
  }
  server.stop();
  return 0;
}
