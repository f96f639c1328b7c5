// Where what the public brings online goes: the portal's window, bound to the desks of requests and of letters.
#pragma once

#include "api/api.h"
#include "app/installation.h"
#include "dialogue/message_desk.h"
#include "portal/matters/window.h"
#include "requests/request_desk.h"
#include "requests/retrieval.h"

namespace dl::app {

class PublicWindow {
 public:
  /// Both outlive it.
  PublicWindow(Installation& installation, api::Api& api);
  PublicWindow(const PublicWindow&) = delete;
  PublicWindow& operator=(const PublicWindow&) = delete;

  portal::Window& window() { return window_; }

 private:
  matters::MatterDesk matters_;
  requests::Papers papers_;
  requests::RequestDesk requests_;
  requests::RetrievalDesk retrievals_;
  dialogue::MessageDesk messages_;
  portal::Window window_;
};

}  // namespace dl::app
