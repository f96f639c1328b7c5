#include "web/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace dl::web {

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using BeastText = boost::beast::string_view;

std::string_view view(BeastText text) { return {text.data(), text.size()}; }

bool equals_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

// Beast's parser with the head kept as views. Built anew for each message, in place.
class RequestReader::Grammar {
 public:
  class Parser : public http::basic_parser<true> {
   public:
    explicit Parser(RequestHead& head) : head_(head) {
      body_limit(boost::none);
      header_limit((std::numeric_limits<std::uint32_t>::max)());  // the reader has its own
    }

    std::string* body = nullptr;
    std::size_t limit = 0;
    std::size_t taken = 0;
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    bool plain_chunked = false;
    bool plain_length = true;
    bool over_limit = false;
    bool unknown_expectation = false;

   private:
    void on_request_impl(http::verb, BeastText method, BeastText target, int version, error_code&) override {
      head_.method = view(method);
      head_.target = view(target);
      head_.version = version;
    }
    void on_response_impl(int, BeastText, int, error_code&) override {}
    void on_field_impl(http::field field, BeastText name, BeastText raw, error_code&) override {
      if (is_header_done()) return;  // trailers are read and left out
      auto value = view(raw);
      head_.fields.emplace_back(view(name), value);
      note(field, value);
    }
    void note(http::field field, std::string_view value) {
      switch (field) {
        case http::field::host: head_.host = value, ++hosts; break;
        case http::field::content_length: plain_length = is_number(value), ++lengths; break;
        case http::field::transfer_encoding: plain_chunked = equals_word(value, "chunked"), ++codings; break;
        case http::field::accept_encoding: head_.accept_encoding = value; break;
        case http::field::cookie: head_.cookie = value; break;
        case http::field::if_none_match: head_.if_none_match = value; break;
        case http::field::if_modified_since: head_.if_modified_since = value; break;
        case http::field::expect:
          (equals_word(value, "100-continue") ? head_.expects_continue : unknown_expectation) = true;
          break;
        default:
          if (head_.fields.back().first.size() == 17 && equals_word(head_.fields.back().first, "x-forwarded-proto"))
            head_.forwarded_proto = value;
      }
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t take(BeastText bytes, error_code& error) {
      if (bytes.size() > limit - std::min(limit, taken)) {
        over_limit = true;
        error = http::error::body_limit;
        return 0;
      }
      body->append(bytes.data(), bytes.size());
      taken += bytes.size();
      return bytes.size();
    }
    std::size_t on_body_impl(BeastText bytes, error_code& error) override { return take(bytes, error); }
    void on_chunk_header_impl(std::uint64_t, BeastText, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, BeastText bytes, error_code& error) override {
      return take(bytes, error);
    }
    void on_finish_impl(error_code&) override {}

    RequestHead& head_;
  };

  std::optional<Parser> parser = {};
};

RequestReader::RequestReader(const ReaderLimits& limits) : limits_(limits), grammar_(std::make_unique<Grammar>()) {
  head_.fields.reserve(16);
}

RequestReader::~RequestReader() = default;

void RequestReader::next() {
  scanned_ = 0;
  skipped_ = 0;
  auto fields = std::move(head_.fields);
  fields.clear();
  head_ = {};
  head_.fields = std::move(fields);
}

RequestReader::Step RequestReader::refuse(int status, std::string_view reason) {
  refusal_ = {status, reason};
  return Step::Bad;
}

// Walks the new lines up to the empty one that ends the head, so that the grammar sees whole heads only.
RequestReader::Step RequestReader::scan_lines(std::string_view bytes) {
  while (skipped_ < 4 && scanned_ == skipped_ && bytes.substr(skipped_).starts_with("\r\n")) {
    skipped_ += 2;
    scanned_ = skipped_;
  }
  for (;;) {
    bool folds = scanned_ > skipped_ && scanned_ < bytes.size() && (bytes[scanned_] == ' ' || bytes[scanned_] == '\t');
    if (folds) return refuse(400, "folded field");
    auto end = bytes.find('\n', scanned_);
    if (end == std::string_view::npos) {
      if (bytes.size() - skipped_ > limits_.head)
        return scanned_ == skipped_ ? refuse(414, "request line too long") : refuse(431, "head too long");
      return Step::NeedMore;
    }
    if (end == 0 || bytes[end - 1] != '\r') return refuse(400, "bare line feed");
    bool empty = end == scanned_ + 1;
    scanned_ = end + 1;
    if (scanned_ - skipped_ > limits_.head) return refuse(431, "head too long");
    if (empty) return Step::Ready;
  }
}

RequestReader::Step RequestReader::read_head(std::string_view bytes, std::size_t& used) {
  used = 0;
  auto step = scan_lines(bytes);
  if (step != Step::Ready) return step;
  auto whole = bytes.substr(skipped_, scanned_ - skipped_);
  auto& parser = grammar_->parser.emplace(head_);
  error_code error;
  auto parsed = parser.put(boost::asio::const_buffer(whole.data(), whole.size()), error);
  if (error == http::error::bad_version) return refuse(505, "not HTTP/1.0 or HTTP/1.1");
  if (error || !parser.is_header_done() || parsed != whole.size()) return refuse(400, "malformed head");
  used = scanned_;
  return check_head();
}

RequestReader::Step RequestReader::check_head() {
  const auto& parser = *grammar_->parser;
  if (head_.fields.size() > limits_.fields) return refuse(431, "too many fields");
  if (head_.target.size() > limits_.target) return refuse(414, "target too long");
  if (parser.hosts > 1 || (head_.version == 11 && parser.hosts == 0)) return refuse(400, "not one Host");
  if (parser.lengths > 1) return refuse(400, "Content-Length twice");
  if (!parser.plain_length) return refuse(400, "bad Content-Length");
  if (parser.codings > 1 || (parser.codings == 1 && head_.version == 10)) return refuse(400, "bad Transfer-Encoding");
  if (parser.codings == 1 && !parser.plain_chunked) return refuse(501, "unknown Transfer-Encoding");
  if (parser.unknown_expectation) return refuse(417, "unknown expectation");
  head_.keep_alive = parser.keep_alive();
  head_.has_body = !parser.is_done();
  if (parser.lengths == 1) head_.content_length = parser.content_length().value_or(0);
  return Step::Ready;
}

bool RequestReader::is_read() const { return !head_.has_body || grammar_->parser->is_done(); }

RequestReader::Step RequestReader::read_body(std::string_view bytes, std::size_t& used, std::string& body,
                                             std::size_t limit) {
  auto& parser = *grammar_->parser;
  used = 0;
  parser.body = &body;
  parser.limit = limit;
  while (!parser.is_done()) {
    auto rest = bytes.substr(used);
    if (rest.empty()) return Step::NeedMore;
    error_code error;
    auto taken = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    used += taken;
    if (parser.over_limit) return refuse(413, "body too large");
    if (error == http::error::need_more) return Step::NeedMore;
    if (error) return refuse(400, "malformed body");
  }
  return Step::Ready;
}

}  // namespace dl::web
