// An operation of the API: one row that routes, says who may call, validates and documents.
//
// A handler is a plain function. Its signature is the contract: the struct it takes is the body (of a
// GET or of an upload: the query), the struct it returns is the answer, and the description of the API
// is made from the same two:
//   Outcome<DocumentView> change_document(Call& call, const WordsInput& words);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/sessions.h"
#include "api/shape.h"
#include "web/message.h"
#include "web/route.h"

namespace dl::api {

struct Api;
struct Operation;

/// One request on its way through an operation.
struct Call {
  const web::Request& http;
  Api& api;
  const Operation& operation;
  accounts::Principal who = {};
  std::optional<accounts::OpenSession> session = {};  ///< none for keys and for nobody
  web::Fields headers = {};                           ///< further headers of the answer
  json::value current = {};  ///< what stands now, for the refusal of a change made on something older

  /// A number in the path; Fault::NotFound `page.missing` when it is none.
  Outcome<std::int64_t> number(std::string_view name) const;
  /// The same where it counts something small, an edition or a file; one that no int holds is none.
  Outcome<int> small_number(std::string_view name) const;
  /// The revision that If-Match names; Fault::Invalid `precondition.owed` (428) without one.
  Outcome<std::int64_t> expected_revision() const;
  void set_revision(std::int64_t revision);
};

/// Who may call an operation. What a right reaches is for the desk and the store to say.
struct Callers {
  enum class Kind : std::uint8_t { Anyone, SignedIn, WithRight };
  Kind kind = Kind::SignedIn;
  accounts::Rights rights = {};  ///< any of them
};
constexpr Callers anyone() { return {Callers::Kind::Anyone, {}}; }
constexpr Callers signed_in() { return {Callers::Kind::SignedIn, {}}; }
template <class... More>
constexpr Callers needs(accounts::Right right, More... or_one_of) {
  return {Callers::Kind::WithRight, accounts::Rights(right, or_one_of...)};
}

/// What is special about an operation.
struct Traits {
  int status = 200;
  std::size_t body_limit = 0;  ///< bytes; 0 = a small form
  bool upload = false;         ///< the body is a file; the struct is read from the query
  bool conditional = false;    ///< wants If-Match
  bool secret = false;         ///< the answer is shown once and never kept
  web::Rate rate = web::Rate::Page;
  web::Lane lane = web::Lane::Pages;
};

/// What is derived from a handler.
struct Binding {
  Outcome<web::Response> (*run)(Call&) = nullptr;
  json::object (*body)(Schemas&) = nullptr;    ///< null when it takes nothing
  json::object (*query)(Schemas&) = nullptr;   ///< the same struct with its members laid open
  json::object (*answer)(Schemas&) = nullptr;  ///< null when it returns nothing, or a file
  bool file = false;                           ///< it returns bytes
};

struct Operation {
  web::Verb verb = web::Verb::Get;
  std::string_view path = {};
  std::string_view id = {};       ///< operationId: a verb and a noun
  std::string_view summary = {};  ///< Chinese
  Callers callers = {};
  Binding binding = {};
  Traits traits = {};

  bool takes_query() const { return verb == web::Verb::Get || traits.upload; }
  bool takes_json() const { return binding.body != nullptr && !takes_query(); }
  bool writes() const { return verb != web::Verb::Get; }
};

namespace detail {

/// How a member is written in a query.
struct QueryMember {
  enum class Kind : std::uint8_t { Text, Number, Flag };
  std::string_view name = {};
  Kind kind = Kind::Text;
};

/// The body as JSON. Fault::Unreadable `request.json`, or `request.json-type` for another media type.
Outcome<json::value> parse_body(const web::Request& http);
/// Fault::Unreadable `request.no-body` unless the body is empty, or the empty object that many clients always send.
Outcome<void> expect_no_body(const web::Request& http);
/// The query as an object of those members; what is not among them stays text, so that it is found unknown.
json::value query_object(const web::Fields& query, const std::vector<QueryMember>& members);
/// Fault::Invalid `request.fields` with the first hundred problems, if there are any.
Outcome<void> refuse_input(std::vector<FieldProblem> problems);
web::Response json_response(const Call& call, const json::value& value);
web::Response empty_response(const Call& call);

template <class T>
constexpr QueryMember::Kind query_kind() {
  if constexpr (kOptional<T>)
    return query_kind<typename T::value_type>();
  else if constexpr (std::same_as<T, bool>)
    return QueryMember::Kind::Flag;
  else
    return std::integral<T> ? QueryMember::Kind::Number : QueryMember::Kind::Text;
}

template <class T>
std::vector<QueryMember> query_members() {
  std::vector<QueryMember> members;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
    members.push_back({json_name(member.name), query_kind<Member>()});
  });
  return members;
}

template <class T>
Outcome<T> read_input(const Call& call) {
  std::vector<FieldProblem> problems;
  if (!call.operation.takes_query()) {
    DL_TRY(const auto value, parse_body(call.http));
    T input = read_shape<T>(value, problems);
    DL_CHECK(refuse_input(std::move(problems)));
    return input;
  }
  T input{};
  if constexpr (kPatch<T>) {
    throw std::logic_error("what is to be changed comes as a body");
  } else {
    read_members(query_object(call.http.query, query_members<T>()), input, "", problems);
    std::erase_if(problems, [](const FieldProblem& problem) { return problem.key == "field.missing"; });
    DL_CHECK(refuse_input(std::move(problems)));
  }
  return input;
}

template <class F>
struct Signature;
template <class A>
struct Signature<Outcome<A> (*)(Call&)> {
  using Answer = A;
  using Input = void;
};
template <class A, class I>
struct Signature<Outcome<A> (*)(Call&, const I&)> {
  using Answer = A;
  using Input = I;
};

template <class A>
Outcome<web::Response> respond(const Call& call, Outcome<A> answer) {
  if (!answer) return Failure(std::move(answer).error());
  if constexpr (std::same_as<A, web::Response>)
    return std::move(*answer);
  else if constexpr (std::same_as<A, void>)
    return empty_response(call);
  else
    return json_response(call, write_shape(*answer));
}

template <auto Handler>
Outcome<web::Response> run_handler(Call& call) {
  using Shape = Signature<decltype(Handler)>;
  if constexpr (std::same_as<typename Shape::Input, void>) {
    DL_CHECK(expect_no_body(call.http));
    return respond(call, Handler(call));
  } else {
    DL_TRY(const auto input, read_input<typename Shape::Input>(call));
    return respond(call, Handler(call, input));
  }
}

}  // namespace detail

/// The columns of a row that follow from its handler.
template <auto Handler>
constexpr Binding by() {
  using Shape = detail::Signature<decltype(Handler)>;
  using Input = typename Shape::Input;
  using Answer = typename Shape::Answer;
  Binding binding;
  binding.run = &detail::run_handler<Handler>;
  if constexpr (!std::same_as<Input, void>) {
    binding.body = [](Schemas& schemas) { return schema_of<Input>(schemas, Way::In); };
    if constexpr (!detail::kPatch<Input>)
      binding.query = [](Schemas& schemas) { return detail::schema_of_members<Input>(schemas, Way::In); };
  }
  if constexpr (std::same_as<Answer, web::Response>)
    binding.file = true;
  else if constexpr (!std::same_as<Answer, void>)
    binding.answer = [](Schemas& schemas) { return schema_of<Answer>(schemas, Way::Out); };
  return binding;
}

}  // namespace dl::api
