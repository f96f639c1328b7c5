// Each file of a register, damaged in two hundred ways of more than twenty kinds that change what it means: every one
// is refused, with the line that is wrong.
#include <fmt/format.h>

#include <map>
#include <optional>
#include <random>
#include <regex>
#include <set>

#include "records/records_fixture.h"

namespace dl::records {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

/// Where the refusal points.
enum class Told { Here, Header };

/// One kind: which lines it can damage, in which parts of the file, and what becomes of them. `$x` is a random letter;
/// an empty `with` takes the line away; "+" in front puts a line below.
struct Kind {
  const char* name;
  const char* part;  ///< begin of the header that the line stands under; "" = any
  const char* line;
  const char* with;
  Told told = Told::Here;
};

const Kind kKinds[] = {
    {"unknown key", "", R"rx(^(\w+)( = .*))rx", "$1$x$2"},
    {"unknown type", "[[field", R"rx(^type = "(.*)")rx", R"rx(type = "$1$x")rx"},
    {"lost privacy", "[[field", R"rx(^privacy = .*)rx", "", Told::Header},
    {"unknown privacy", "[[field", R"rx(^privacy = "(\w+)")rx", R"rx(privacy = "$1$x")rx"},
    {"lost title", "[[field", R"rx(^title = .*)rx", "", Told::Header},
    {"lost type", "[[field", R"rx(^type = .*)rx", "", Told::Header},
    {"list that is not there", "[[field", R"rx(^list = "(.*)")rx", R"rx(list = "$1$x")rx"},
    {"field that is not there, in a line", "", R"rx(^(columns|filters|facets|search|fields|key) = \["(\w+)")rx",
     R"rx($1 = ["$2$x")rx"},
    {"field that is not there, in a list", "[page]", R"rx(^  "(\w+)",)rx", R"rx(  "$1$x",)rx"},
    {"field twice", "[page]", R"rx(^(columns|facets|search) = \["(\w+)")rx", R"rx($1 = ["$2", "$2")rx"},
    {"doubled code", "[[field]]", R"rx(^code = .*)rx", R"rx(code = "$first")rx"},
    {"no code", "[[field", R"rx(^code = "(\w)(\w*)")rx", R"rx(code = "$1-$x$2")rx"},
    {"flag that is none", "[[field", R"rx(^(required|unique|many) = true)rx", R"rx($1 = "$x")rx"},
    {"number that is none", "", R"rx(^(length|version|age) = (\d+))rx", R"rx($1 = "$2$x")rx"},
    {"unknown word of a condition", "", R"rx(^(.*when.* )(is|in|has|filled)( = .*))rx", "$1$2$x$3"},
    {"condition about no field", "", R"rx(^(.*when.*field = "\w+)(".*))rx", "$1$x$2"},
    {"condition with no term", "", R"rx(^(.*when.* (?:is|has) = "[a-z_]+)(".*))rx", "$1$x$2"},
    {"condition with a value of another type", "", R"rx(^(.*when.* (?:is|has)) = "[a-z_]+"(.*))rx", "$1 = 3$2"},
    {"condition that is a word", "[[field", R"rx(^(required_when|forbidden_when|personal_when) = .*)rx",
     R"rx($1 = "$x")rx"},
    {"unknown check", "[[rule]]", R"rx(^check = "(.*)")rx", R"rx(check = "$1$x")rx"},
    {"lost effect", "[[rule]]", R"rx(^effect = .*)rx", "", Told::Header},
    {"unknown effect", "[[rule]]", R"rx(^effect = "(.*)")rx", R"rx(effect = "$1$x")rx"},
    {"check about a field that does not suit", "[[rule]]", R"rx(^fields = \["\w+", )rx",
     R"rx(fields = ["$unsuitable", )rx"},
    {"argument that the check does not take", "[[rule]]", R"rx(^check = "(?:in-order|not-after-today)")rx",
     "+days = 3"},
    {"period that is not there", "[publication", R"rx(^(.*period = "[a-z.-]+)(".*))rx", "$1$x$2"},
    {"column that is not there", "[[rule]]", R"rx(^column = "(.*)")rx", R"rx(column = "$1$x")rx"},
    {"column that is lost", "[[rule]]", R"rx(^column = .*)rx", "", Told::Header},
    {"other register that is not there", "[[rule]]", R"rx(^register = "(.*)")rx", R"rx(register = "$1$x")rx"},
    {"other register that is its own", "[[rule]]", R"rx(^register = .*)rx", R"rx(register = "$own")rx"},
    {"other register that is lost", "[[rule]]", R"rx(^register = .*)rx", "", Told::Header},
    {"field that is not in the other register", "[[rule]]", R"rx(^there = \["(\w+)")rx", R"rx(there = ["$1$x")rx"},
    {"field by which nothing is found there", "[[rule]]", R"rx(^there = \["item")rx", R"rx(there = ["body")rx"},
    {"field of the other register too many", "[[rule]]", R"rx(^there = \[)rx", R"rx(there = ["item", )rx"},
    {"clock from what is no date", "[publication", R"rx(^(.*from = ")\w+(".*))rx", "$1$unsuitable$2"},
    {"chain that is not there", "[publication", R"rx(^steps = "(.*)")rx", R"rx(steps = "$1$x")rx"},
    {"unknown word", "", R"rx(^(presenter|keeper|nil|merged|audience|grade) = "(.*)")rx", R"rx($1 = "$2$x")rx"},
    {"property that the type does not have", "[[field", R"rx(^type = "(?:date|code|money|integer)")rx", "+length = 5"},
    {"sort by no field", "[page]", R"rx(^sort = "(.*)")rx", R"rx(sort = "$1$x")rx"},
    {"name of no field", "[register]", R"rx(^name = "\{(\w+)\})rx", R"rx(name = "{$1$x})rx"},
    {"day that is none", "[[change]]", R"rx(^on = (.*))rx", R"rx(on = "$1")rx"},
    {"version without its change", "[[change]]", R"rx(^version = (\d))rx", "version = 7"},
    {"heading of two fields", "[import.headings]", R"rx(^(\w+) = \[)rx", R"rx($1 = ["$heading", )rx"},
    {"example that comes out otherwise", "[[case]]", R"rx(^problems = \[)rx", R"rx(problems = ["$first: $x", )rx",
     Told::Header},
    {"example like none", "[[case]]", R"rx(^like = "(.*)")rx", R"rx(like = "$1$x")rx"},
    {"string that does not end", "", R"rx(^(title|help|source) = "(.*)")rx", R"rx($1 = "$2)rx"},
};

/// What the words of kinds stand for in a register.
struct Words {
  const char* first;       ///< its first field
  const char* unsuitable;  ///< a field that is text
  const char* heading;     ///< that of another field than those with headings
};
const std::map<std::string, Words> kWords = {{"penalties", {"party", "grounds", "处罚机关"}},
                                             {"parking", {"lot", "fee", "监督电话"}},
                                             {"powers", {"item", "duties", "监督方式"}},
                                             {"orders", {"number", "costs", "问题"}}};

struct Damage {
  std::string text = {};
  std::size_t line = 0;  ///< from 1
};

struct Damaging {
  std::string code;
  Lines lines;
  std::mt19937 random{20261126};

  std::map<const Kind*, std::vector<std::size_t>> places = {};

  std::vector<std::size_t> lines_for(const Kind& kind) const;
  std::string filled(std::string with);
  std::optional<Damage> damage(const Kind& kind);
  std::size_t header_of(std::size_t at) const;
};

std::size_t Damaging::header_of(std::size_t at) const {
  while (at > 0 && !lines[at].starts_with('[')) --at;
  return at;
}

std::vector<std::size_t> Damaging::lines_for(const Kind& kind) const {
  const std::regex wanted(kind.line);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[header_of(i)].starts_with(kind.part)) continue;
    if (!std::regex_search(lines[i], wanted)) continue;
    // The first field cannot be a double of itself.
    if (lines[i] == fmt::format("code = \"{}\"", kWords.at(code).first) &&
        std::string_view(kind.with).find("$first") != std::string_view::npos)
      continue;
    found.push_back(i);
  }
  return found;
}

std::string Damaging::filled(std::string with) {
  constexpr std::string_view kLetters = "bcdfghjkmpqvwxz";
  const std::string letter(1, kLetters[random() % kLetters.size()]);
  const std::pair<std::string_view, std::string> words[] = {{"$x", letter},
                                                            {"$first", kWords.at(code).first},
                                                            {"$unsuitable", kWords.at(code).unsuitable},
                                                            {"$heading", kWords.at(code).heading},
                                                            {"$own", code}};
  for (const auto& [mark, word] : words)
    for (auto at = with.find(mark); at != std::string::npos; at = with.find(mark)) with.replace(at, mark.size(), word);
  return with;
}

std::optional<Damage> Damaging::damage(const Kind& kind) {
  const auto [found, fresh] = places.try_emplace(&kind);
  if (fresh) found->second = lines_for(kind);
  const auto& choice = found->second;
  if (choice.empty()) return std::nullopt;
  const auto at = choice[random() % choice.size()];
  auto damaged = lines;
  auto with = filled(kind.with);
  Damage made{.line = (kind.told == Told::Header ? header_of(at) : at) + 1};
  if (with.empty()) {
    damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(at));
  } else if (with.starts_with('+')) {
    damaged.insert(damaged.begin() + static_cast<std::ptrdiff_t>(at) + 1, with.substr(1));
    made.line += 1;
  } else {
    damaged[at] = std::regex_replace(lines[at], std::regex(kind.line), with, std::regex_constants::format_first_only);
  }
  made.text = text_of(damaged);
  return made;
}

TEST(Damage, IsRefusedWithItsLine) {
  constexpr std::size_t kWays = 200;
  for (const auto& [code, words] : kWords) {
    SCOPED_TRACE(code);
    Damaging damaging{code, lines_of(text_of_file(code))};
    std::set<std::string> tried;
    std::set<std::string_view> kinds;
    for (std::size_t turn = 0; tried.size() < kWays && turn < 20 * kWays; ++turn) {
      const auto& kind = kKinds[turn % std::size(kKinds)];
      const auto damage = damaging.damage(kind);
      if (!damage || !tried.insert(damage->text).second) continue;
      kinds.insert(kind.name);
      const auto refused = read_text(code, damage->text);
      ASSERT_FALSE(refused) << kind.name << " in line " << damage->line << "\n" << damage->text;
      EXPECT_THAT(refused.error().detail,
                  testing::StartsWith(fmt::format("data/registers/{}.toml:{}: ", code, damage->line)))
          << kind.name;
    }
    EXPECT_EQ(tried.size(), kWays);
    EXPECT_GE(kinds.size(), 30U);
  }
}

// Damage of one kind that only penalties can show: what is sealed does not come out.
TEST(Damage, ThatWouldShowWhatIsSealedIsRefused) {
  const auto text = text_of_file("penalties");
  const struct {
    const char* what;
    const char* with;
  } cases[] = {
      {"search = [\"number\"", "search = [\"party_number\""},
      {"columns = [\"party\", \"offence\"", "columns = [\"party\", \"party_number\""},
      {"audience = \"authority\"", "audience = \"public\""},
      {"name = \"{number} {party}\"", "name = \"{number} {party_number}\""},
      {"sort = \"-decided_on\"", "sort = \"party_number\""},
      {"facets = [\"kinds\"", "facets = [\"party_number\", \"kinds\""},
      {"by = [\"agency\", \"decided_on.month\"]", "by = [\"agency\", \"party_number\"]"},
      {"key = [\"number\"]", "key = [\"party_number\"]"},
      {"columns = [\"number\", \"party\", \"kinds\"", "columns = [\"number\", \"party_number\", \"kinds\""},
      {"\"decided_on.year\"]\nwhen = { field = \"kinds\", has = \"fine\" }",
       "\"decided_on.year\"]\nwhen = { field = \"party_number\", filled = true }"},
      {"personal_when = { field = \"party_kind\", is = \"natural\" }",
       "personal_when = { field = \"dishonesty\", is = \"minor\" }"},
      {"personal_when = { field = \"party_kind\", is = \"natural\" }",
       "personal_when = { field = \"party_number\", filled = true }"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto refused = read_text("penalties", replaced(text, c.what, c.with));
    ASSERT_FALSE(refused);
    EXPECT_THAT(
        refused.error().detail,
        testing::AnyOf(testing::HasSubstr("is sealed"), testing::HasSubstr("personal"), testing::HasSubstr("in public"),
                       testing::HasSubstr("about a person"), testing::HasSubstr("unknown whose")));
  }
}

}  // namespace
}  // namespace dl::records
