// Sign-off chains (审签): who has to sign a thing while it stands in one state, in which order. As data:
// data/chains/ID.toml, built in or overlaid by an installation.
//
//   title = "公文审签"
//   [[signer]]
//   code  = "head"
//   title = "科室负责人"
//   right = "publications.review"
//   hand  = "any"                             # also who asked or signed before; another person when left out
//   skip  = { field = "urgent", is = 1 }      # passed over when the thing is so
//   vacant = "passed"                         # and where the agency has nobody for it
//
// A chain has no branches and no states: what leads on from it is a row of the domain's life cycle. Pure.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/principal.h"
#include "base/condition.h"
#include "base/named.h"

namespace dl::work {

/// Who signs at a place, beside the right that it asks for. Stored by name; do not rename.
enum class Hand : std::uint8_t {
  Another,  ///< somebody who has neither asked nor signed before: 不相容岗位相互分离 (财会〔2012〕21号 art. 12(1))
  Any,    ///< also one of those
  Asker,  ///< whoever asks, and by asking: the first places of a chain
};
Names<Hand> table_of(Hand);

/// What becomes of a place that nobody of the agency is left for.
enum class Vacant : std::uint8_t {
  Waits,   ///< it waits for somebody to get the right
  Passed,  ///< it is passed over
};
Names<Vacant> table_of(Vacant);

/// A place in a chain.
struct Signer {
  std::string code = {};   ///< stored; a word such as "head"
  std::string title = {};  ///< 科室负责人
  accounts::Right right = {};
  std::optional<condition::Condition> skip = {};
  Hand hand = Hand::Another;
  Vacant vacant = Vacant::Waits;

  friend bool operator==(const Signer&, const Signer&) = default;
};

/// What a condition asks of a thing, by the names of its fields.
using Facts = std::function<condition::Value(std::string_view)>;

struct Chain {
  std::string id = {};  ///< the name of its file; stored
  std::string title = {};
  std::vector<Signer> signers = {};  ///< one at least

  /// Fails with `data.invalid`, file and line: unknown keys, rights and hands, a code that is no word or comes twice,
  /// no signer, one who asks behind one who does not, a condition about something that is none of `fields`.
  static Outcome<Chain> parse(std::string id, std::string_view text, std::span<const condition::Field> fields);
  /// Fails as parse() does, and with `resource.missing`.
  static Outcome<Chain> load(const std::string& id, std::span<const condition::Field> fields);

  /// Who signs a thing with these facts, in order; nobody where all are passed over.
  std::vector<Signer> signers_of(const Facts& facts) const;
};

/// Those of `due` that stay when places that may be passed over are left to nobody. `people` has the actors who can
/// sign at each place, in the order of `due`. Where a place wants another person, nobody is counted for two: a place is
/// passed over rather than have the same person asked twice. Places that wait come first.
std::vector<Signer> without_vacant(const std::vector<Signer>& due, const std::vector<std::vector<std::string>>& people);

}  // namespace dl::work
