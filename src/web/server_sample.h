// The test server with one of each kind of route.
#pragma once

#include <atomic>

#include "web/server_fixture.h"

namespace dl::web::testing {

struct Sample : TestServer {
  std::atomic<int> drawn = 0;
  std::atomic<bool> hold = false;
  std::string page = long_text(20'000);
  std::string file = long_text(1'000'000);

  Sample() {
    route(Verb::Get, "/hello",
          [](const Request& http) { return text(200, "hello " + std::string(http.argument("n"))); });
    route(Verb::Get, "/page", [this](const Request&) {
      ++drawn;
      return page_of("page:1", page);
    });
    route(Verb::Get, "/file", [this](const Request&) {
      Response response;
      response.type = "application/pdf";
      response.etag = "f1";
      response.source_size = std::ssize(file);
      response.source = [this](std::int64_t offset, std::int64_t length) -> Outcome<std::string> {
        return file.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
      };
      return response;
    });
    route(
        Verb::Post, "/echo", [](const Request& http) { return text(200, std::string(http.body)); }, 1000);
    route(Verb::Get, "/throw", [](const Request&) -> Outcome<Response> { throw std::runtime_error("secret"); });
    route(Verb::Get, "/gone", [](const Request&) -> Outcome<Response> { return fail(Fault::Gone, "document.gone"); });
    route(Verb::Get, "/slow", [this](const Request&) {
      while (hold) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return text(200, "done");
    });
  }
};

}  // namespace dl::web::testing
