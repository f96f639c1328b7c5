// A document (公文、信息) and its editions: the values and their rules. Pure. Its life cycle: document_cycle.h.
//
// A document is what has an address and an index number; an edition is one state of its words. The
// public sees the one edition that is Published; work goes on in the newest edition meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"
#include "base/named.h"
#include "base/outcome.h"
#include "base/time.h"
#include "work/attachment.h"
#include "work/version.h"

namespace dl::publications {

using work::Attachment;

/// Where an edition stands. Stored by name; do not rename.
enum class State : std::uint8_t {
  Draft,       ///< 草稿
  Submitted,   ///< 已送审
  Reviewed,    ///< 已审核
  Cleared,     ///< 已保密审查 (条例 art. 17: reviewed before it is published)
  Published,   ///< 已发布: what the public sees
  Superseded,  ///< 已被新版本替代
  Withdrawn,   ///< 已撤下: the address shows a tombstone
  Posted,      ///< 已内部公开: what the agency's own people see, and nobody else (D05)
  Recalled,    ///< 内部公开已结束: superseded or withdrawn there; the public never knows of it
};

/// What leads from state to state (document_cycle.h). Stored by name; do not rename.
enum class Step : std::uint8_t { Submit, SendBack, Review, Clear, Publish, Post, Supersede, Withdraw, Revise };

/// Whether work on an edition is over, so that the next one may be begun: the states from Published on.
constexpr bool is_released(State state) { return state >= State::Published; }

Names<State> table_of(State);
Names<Step> table_of(Step);

/// 公开属性, decided when a document is drafted (国办发〔2016〕80号), and beside it what concerns an agency's own
/// people alone: 廉洁自律, 任免, 财务 (D05; 条例 art. 16 keeps it from the public). Stored by name.
enum class DisclosureClass : std::uint8_t {
  Undecided,  ///< not yet: cannot be submitted
  Active,     ///< 主动公开
  OnRequest,  ///< 依申请公开
  Withheld,   ///< 不予公开
  Internal,   ///< 内部公开
};
Names<DisclosureClass> table_of(DisclosureClass);

/// 效力状态 (site norms 5.6). Stored by name; None for texts that have no force to lose.
enum class Validity : std::uint8_t { None, Pending, InForce, Amended, PartlyExpired, Expired, Repealed, Revoked };
Names<Validity> table_of(Validity);  ///< None has no Chinese
/// As find_named, and the short forms that portals show.
std::optional<Validity> validity_named(std::string_view text);

struct Metadata;
/// The validity on a day: what the metadata says, but Expired once `expires_on` is over, Pending before
/// `effective_on` and InForce when a pending one's day has come. What was ended by a decision stays ended.
Validity validity_on(const Metadata& metadata, Date day);
Validity validity_on(Validity stated, std::optional<Date> effective_on, std::optional<Date> expires_on, Date day);

/// The metadata of site norms chapter 5. Empty text means "not known", shown as such, never invented.
struct Metadata {
  std::string title = {};                 ///< 标题
  std::string document_number = {};       ///< 文号, canonical 〔〕 form when it can be read
  std::string kind = {};                  ///< 文种, one of the 15
  std::string genre = {};                 ///< 体裁
  std::vector<std::string> themes = {};   ///< 主题分类, "综合政务\\政务公开"
  std::string issuer = {};                ///< 发文机关
  std::optional<Date> issued_on = {};     ///< 成文日期
  std::optional<Date> effective_on = {};  ///< 施行日期
  std::optional<Date> expires_on = {};    ///< 失效日期
  Validity validity = Validity::None;     ///< 效力状态
  std::string validity_basis = {};        ///< the document that amended or ended it
  DisclosureClass disclosure = DisclosureClass::Undecided;
  std::string disclosure_reason = {};  ///< owed for OnRequest and Withheld
  std::string stage = {};              ///< 决策 执行 管理 服务 结果, or 解读 回应 平台 (A03)
  std::string source = {};             ///< 来源
  std::string author = {};             ///< 作者
  std::string keywords = {};
  std::string summary = {};
  std::string contact = {};

  friend bool operator==(const Metadata&, const Metadata&) = default;
};

/// What keeps a draft from being submitted, as field problems; empty = nothing.
std::vector<FieldProblem> problems_before_submission(const Metadata& metadata, const content::Tree& body);

/// Words that somebody is writing: kept, but not told to the journal yet.
struct UnderWay {
  std::string person = {};  ///< actor
  Instant kept_at = {};
  std::string before = {};  ///< digest of the words that the journal knows
};

struct Edition {
  std::int64_t id = 0;
  std::int64_t document = 0;
  int number = 1;
  State state = State::Draft;
  Metadata metadata = {};
  content::Tree body = {};
  std::vector<Attachment> attachments = {};
  std::string author = {};       ///< the person who drafted this edition
  std::string change_note = {};  ///< why this edition exists; empty for the first
  std::string ground = {};       ///< of a withdrawal
  Instant created_at = {};
  std::optional<Instant> published_at = {};  ///< first publication of the document, 发布日期
  std::optional<Instant> released_at = {};   ///< when this edition became public
  std::optional<Instant> posted_at = {};     ///< when this edition was posted for the agency's own people
  std::optional<Instant> ended_at = {};      ///< superseded or withdrawn
  std::optional<UnderWay> under_way = {};    ///< of a draft whose words are newer than its last event

  /// SHA-256 of the words, metadata and attachments: what the journal keeps as before and after.
  std::string digest() const;
};

struct Document {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::int64_t column = 0;
  std::string index_number = {};  ///< 索引号; given at first publication, never changes
};

/// The relation of one document to another. Stored by name.
enum class Relation : std::uint8_t { Interprets, Amends, Repeals, Implements, Related };
Names<Relation> table_of(Relation);

/// A link as the reading side sees it: the other document is public.
struct Link {
  Relation relation = Relation::Related;
  bool outgoing = true;  ///< this document interprets the other; false: the other interprets this one
  std::int64_t document = 0;
  std::string title = {};
};

/// Journal subject and cache topic of a document: "document:881".
std::string topic_of_document(std::int64_t id);
std::string topic_of_column(std::int64_t id);
/// An edition as what remarks, reviews and files belong to.
work::Version version_of(const Edition& edition);
/// The column that a topic names, or nothing.
std::optional<std::int64_t> column_of_topic(std::string_view topic);

}  // namespace dl::publications
