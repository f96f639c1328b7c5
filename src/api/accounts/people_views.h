// What the API says of people, their roles and sessions.
#pragma once

#include "accounts/keys.h"
#include "accounts/people.h"
#include "agencies/directory.h"
#include "api/listing.h"
#include "api/shape.h"

namespace dl::api {

struct AgencyBrief {
  std::int64_t id = 0;
  std::string name = {};
  std::string short_name = {};
};
BOOST_DESCRIBE_STRUCT(AgencyBrief, (), (id, name, short_name))

struct GrantView {
  accounts::Role role = {};
  std::string role_name = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  accounts::Reach reach = {};
  std::string reach_name = {};
};
BOOST_DESCRIBE_STRUCT(GrantView, (), (role, role_name, agency, agency_name, reach, reach_name))

struct ScopeView {
  bool all = false;
  std::vector<std::int64_t> agencies = {};
};
BOOST_DESCRIBE_STRUCT(ScopeView, (), (all, agencies))

struct SelfView {
  std::int64_t id = 0;
  std::string login = {};
  std::string name = {};
  std::optional<AgencyBrief> agency = {};
};
BOOST_DESCRIBE_STRUCT(SelfView, (), (id, login, name, agency))

struct SessionView {
  std::optional<SelfView> person = {};
  std::vector<GrantView> grants = {};
  std::map<std::string, ScopeView> rights = {};
  /// The operations of the API that one of these rights opens: what the console offers follows from them.
  std::vector<std::string> operations = {};
  std::string csrf_token = {};
  /// For the copies of drafts that the person's browser keeps: theirs alone, and the same at each sign-in.
  std::optional<std::string> draft_key = {};
  std::optional<Instant> expires_at = {};
  int idle_minutes = 0;
  bool second_factor = false;
  bool demonstration = false;
  bool simulation = false;
  bool must_change_password = false;
  bool must_bind_second_factor = false;
  bool read_only = false;
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (person, grants, rights, operations, csrf_token, draft_key, expires_at, idle_minutes,
                       second_factor, demonstration, simulation, must_change_password, must_bind_second_factor,
                       read_only))

struct SignInInput {
  std::string login = {};
  std::string password = {};
  std::optional<std::string> code = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"login", 64}, {"password", 1024}, {"code", 64}});
};
BOOST_DESCRIBE_STRUCT(SignInInput, (), (login, password, code))

struct OpenSessionView {
  std::int64_t id = 0;
  Instant began_at = {};
  Instant seen_at = {};
  std::string network = {};
  std::string agent = {};
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(OpenSessionView, (), (id, began_at, seen_at, network, agent, current))

struct PastSignInView {
  Instant at = {};
  std::string network = {};
  std::string agent = {};
  std::string outcome = {};
  std::string outcome_name = {};
};
BOOST_DESCRIBE_STRUCT(PastSignInView, (), (at, network, agent, outcome, outcome_name))

struct PasswordInput {
  std::string old_password = {};
  std::string new_password = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"old_password", "现在的密码", {.characters = 1024, .owed = true, .asked = Asked::Secret}},
      {"new_password",
       "新密码",
       {.characters = 1024,
        .owed = true,
        .asked = Asked::Secret,
        .help = "至少 10 个字符，大写字母、小写字母、数字、符号中至少三种；不能主要由姓名、账号、机关、地名（含拼音）或"
                "常用词组成，也不能是常见密码或最近用过的密码。"}},
  });
};
BOOST_DESCRIBE_STRUCT(PasswordInput, (), (old_password, new_password))

struct SecondFactorOfferView {
  std::string secret = {};
  std::string uri = {};
  std::string qr_svg = {};
};
BOOST_DESCRIBE_STRUCT(SecondFactorOfferView, (), (secret, uri, qr_svg))

struct CodeInput {
  std::string code = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"code", 64}});
};
BOOST_DESCRIBE_STRUCT(CodeInput, (), (code))

struct RecoveryCodes {
  std::vector<std::string> recovery_codes = {};
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

/// Whoever asks shows who they are: the present password, or a code of their second factor.
struct ProofInput {
  std::optional<std::string> password = {};
  std::optional<std::string> code = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"password", 1024}, {"code", 64}});
};
BOOST_DESCRIBE_STRUCT(ProofInput, (), (password, code))

/// Of a person, wherever they are shown or entered.
inline constexpr auto kPersonFields = std::to_array<Field>({
    {"login", "账号", {.characters = 32, .owed = true, .help = "小写字母开头，可含数字、点、短横；定下后不能更改。"}},
    {"name", "姓名", {.characters = 50, .owed = true}},
    {"agency", "机构", {.asked = Asked::Place}},
    {"agency_name", "机构"},
    {"grants", "角色", {.entries = 100}},
    {"state", "状态"},
    {"signed_in_at", "最近登录"},
});

struct PersonView {
  static constexpr auto kFields = kPersonFields;
  std::int64_t id = 0;
  std::string login = {};
  std::string name = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  accounts::PersonState state = {};
  std::string state_name = {};
  Instant created_at = {};
  std::vector<GrantView> grants = {};
  bool second_factor = false;
  bool must_change_password = false;
  std::optional<Instant> first_password_ends_at = {};
  bool first_password_ended = false;
  std::optional<Instant> signed_in_at = {};
  std::int64_t revision = 0;  ///< for If-Match
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, login, name, agency, agency_name, state, state_name, created_at, grants, second_factor,
                       must_change_password, first_password_ends_at, first_password_ended, signed_in_at, revision))

struct GrantInput {
  accounts::Role role = {};
  std::int64_t agency = 0;
  accounts::Reach reach = {};
  static constexpr auto kFields =
      std::to_array<Field>({{"role", "角色"}, {"agency", "机构", {.asked = Asked::Place}}, {"reach", "范围"}});
};
BOOST_DESCRIBE_STRUCT(GrantInput, (), (role, agency, reach))

struct PersonInput {
  std::string name = {};
  std::int64_t agency = 0;
  std::vector<GrantInput> grants = {};
  static constexpr auto kFields = kPersonFields;
};
BOOST_DESCRIBE_STRUCT(PersonInput, (), (name, agency, grants))

struct NewPersonInput : PersonInput {
  std::string login = {};
};
BOOST_DESCRIBE_STRUCT(NewPersonInput, (PersonInput), (login))

struct NewPersonView {
  PersonView person = {};
  std::string first_password = {};
};
BOOST_DESCRIBE_STRUCT(NewPersonView, (), (person, first_password))

struct FirstPassword {
  std::string first_password = {};
  std::optional<Instant> first_password_ends_at = {};
};
BOOST_DESCRIBE_STRUCT(FirstPassword, (), (first_password, first_password_ends_at))

struct ReasonInput {
  std::string reason = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(ReasonInput, (), (reason))

struct RoleView {
  accounts::Role role = {};
  std::string name = {};
  std::vector<accounts::Right> rights = {};
  std::vector<std::string> right_names = {};
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, name, rights, right_names))

struct RightView {
  accounts::Right right = {};
  std::string name = {};
  std::string allows = {};
  accounts::Domain domain = {};
  std::string domain_name = {};
  bool for_keys = false;
};
BOOST_DESCRIBE_STRUCT(RightView, (), (right, name, allows, domain, domain_name, for_keys))

/// Of a key of another system.
inline constexpr auto kKeyFields = std::to_array<Field>({
    {"name",
     "用途",
     {.characters = 50, .owed = true, .hint = "如 市协同办公平台", .help = "写明由哪个系统使用，便于以后核对。"}},
    {"prefix", "密钥开头"},
    {"agency", "机构", {.asked = Asked::Place}},
    {"agency_name", "机构"},
    {"rights", "权限", {.entries = 64, .owed = true, .help = "审核、发布等决定只能由人作出，不能交给密钥。"}},
    {"made_by_name", "发放人"},
    {"made_at", "发放时间"},
    {"expires_on", "到期日", {.help = "最长一年；到期后自动失效。"}},
    {"used_at", "最近使用"},
});

struct KeyView {
  static constexpr auto kFields = kKeyFields;
  std::int64_t id = 0;
  std::string prefix = {};
  std::string name = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::vector<accounts::Right> rights = {};
  std::string made_by = {};
  std::string made_by_name = {};
  Instant made_at = {};
  Date expires_on = {};
  std::optional<Instant> used_at = {};
};
BOOST_DESCRIBE_STRUCT(KeyView, (),
                      (id, prefix, name, agency, agency_name, rights, made_by, made_by_name, made_at, expires_on,
                       used_at))

struct NewKeyInput {
  std::string name = {};
  std::int64_t agency = 0;
  std::optional<std::vector<accounts::Right>> rights = {};
  Date expires_on = {};
  static constexpr auto kFields = kKeyFields;
};
BOOST_DESCRIBE_STRUCT(NewKeyInput, (), (name, agency, rights, expires_on))

struct NewKeyView {
  std::string key = {};
};
BOOST_DESCRIBE_STRUCT(NewKeyView, (), (key))

struct PeopleQuery : Paging {
  std::int64_t agency = 0;
  std::string text = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestQuestion}});
};
BOOST_DESCRIBE_STRUCT(PeopleQuery, (Paging), (agency, text))

std::string agency_name(const agencies::Directory& directory, std::int64_t agency);
/// Whether any site says that it is no real one.
bool is_demonstration(const agencies::Directory& directory);
std::vector<GrantView> view_of(const std::vector<accounts::Grant>& grants, const agencies::Directory& directory);
PersonView view_of(const accounts::PersonLine& line, const agencies::Directory& directory,
                   const accounts::Policy& policy, Instant now);
std::vector<accounts::Grant> grants_of(const std::vector<GrantInput>& inputs);

}  // namespace dl::api
