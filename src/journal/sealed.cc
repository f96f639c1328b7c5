#include "journal/sealed.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/hash.h"

namespace dl::journal {
namespace {

constexpr std::string_view kTitleOfMatter = "SELECT number || ' ' || title FROM matter WHERE id = :1";
constexpr std::string_view kNameOfAgency = "SELECT name FROM agency WHERE id = :1";

constexpr std::array kKinds = {
    KindRow{Kind::Agency, "agency", "机关", "agency", "SELECT name FROM agency WHERE id = :1"},
    KindRow{Kind::Site, "site", "站点", "site", "SELECT name FROM site WHERE id = :1"},
    KindRow{Kind::Column, "column", "栏目", "site_column", "SELECT name FROM site_column WHERE id = :1"},
    KindRow{Kind::Person, "person", "人员", "person", "SELECT name || '（' || login || '）' FROM person WHERE id = :1"},
    KindRow{Kind::Key, "key", "接口密钥", "api_key", "SELECT name FROM api_key WHERE id = :1"},
    KindRow{Kind::Document, "document", "文件", "document", "SELECT title FROM document WHERE id = :1"},
    KindRow{Kind::Edition, "edition", "版本", "edition",
            "SELECT '文件 ' || document || ' 第 ' || number || ' 版《' || title || '》' FROM edition WHERE id = :1"},
    KindRow{Kind::Draw, "draw", "随机抽取", "draw", "SELECT number FROM draw WHERE id = :1"},
    KindRow{Kind::Calendar, "calendar", "放假安排", "calendar_year",
            "SELECT id || '年' FROM calendar_year WHERE id = :1"},
    KindRow{Kind::FrozenFigures, "frozen-figures", "冻结的统计", "frozen_figures",
            "SELECT '冻结的统计（' || period || '）' FROM frozen_figures WHERE id = :1"},
    KindRow{Kind::Answer, "answer", "搜索应答", "search_answer",
            "SELECT CASE WHEN question <> '' THEN question ELSE ask END FROM search_answer WHERE id = :1"},
    KindRow{Kind::Record, "record", "登记", "record_state", "SELECT title FROM record_state WHERE id = :1"},
    KindRow{Kind::Nil, "nil", "零报告", "record_nil", "SELECT register || ' ' || period FROM record_nil WHERE id = :1"},
    KindRow{Kind::Import, "import", "登记的导入", "record_import", "SELECT name FROM record_import WHERE id = :1"},
    KindRow{Kind::Matter, "matter", "事项", "matter", kTitleOfMatter},
    KindRow{Kind::Request, "request", "公开申请", "request", kTitleOfMatter, "matter"},
    KindRow{Kind::RequestBodies, "request-bodies", "复议机关和法院", "request_bodies", kNameOfAgency, "agency"},
    KindRow{Kind::Message, "message", "来信", "message", kTitleOfMatter, "matter"},
    KindRow{Kind::MessageRoutes, "message-routes", "来信的转办", "message_route", kNameOfAgency, "agency"},
    KindRow{Kind::PublicMessage, "public-message", "公开的来信", "message_public",
            "SELECT title FROM message_public WHERE id = :1"},
    KindRow{Kind::Rectification, "rectification", "整改事项", "rectification", kTitleOfMatter, "matter"},
    KindRow{Kind::AgencySeals, "agency-seals", "机关印章", "agency_seal", kNameOfAgency, "agency"},
    KindRow{Kind::Appeal, "appeal", "行政复议或者行政诉讼", "appeal", kTitleOfMatter, "matter"},
    KindRow{Kind::RequestChannels, "request-channels", "申请渠道", "request_channels", kNameOfAgency, "agency"},
};
static_assert([] {
  for (std::size_t place = 0; place < kKinds.size(); ++place)
    if (static_cast<std::size_t>(kKinds[place].kind) != place) return false;
  return true;
}());

// What stands by subject (src/work): a kind of thing that has remarks, reviews, files or schedules takes a row of its
// own for each of these tables, with these columns.
constexpr std::string_view kComment =
    "id, subject, version, person, words, block, block_digest, block_words, at, resolved_at, resolved_by";
constexpr std::string_view kReview = "subject, version, position, step, person, remark, digest, at";
constexpr std::string_view kFile = "subject, version, position, name, type, digest, size, embedded, added_by";
constexpr std::string_view kFileCount = "subject, version, last";
constexpr std::string_view kSchedule = "subject, step, at, person, failed";

constexpr std::string_view kOfDocument = "subject = 'document:' || CAST(:1 AS BIGINT)";
constexpr std::string_view kOfMatter = "subject = 'matter:' || CAST(:1 AS BIGINT)";
constexpr std::string_view kOfEdition =
    "subject = 'document:' || (SELECT document FROM edition WHERE id = :1) AND version = (SELECT number FROM edition "
    "WHERE id = :1)";

constexpr std::array kSealed = {
    SealedTable{"agency", Kind::Agency, "id = :1", "id, code, name, short_name, parent, openness", "名称、代码、上级"},
    SealedTable{"department", Kind::Agency, "agency = :1", "id, agency, name, duties", "内设机构"},
    SealedTable{"site", Kind::Site, "id = :1", "id, agency, name, host, prefix, facts", "名称、地址和页脚资料"},
    SealedTable{"site_column", Kind::Column, "id = :1",
                "id, site, parent, slug, name, type, description, keywords, update_cycle_days, position, "
                "statutory_item, register_code",
                "栏目资料"},
    SealedTable{"person", Kind::Person, "id = :1", "id, login, name, agency, state, created_at",
                "账号、姓名、机关和状态"},
    SealedTable{"person_grant", Kind::Person, "person = :1", "person, role, agency, reach", "角色授权"},
    SealedTable{"credential", Kind::Person, "person = :1", "person, hash, set_at, must_change", "密码"},
    SealedTable{"former_password", Kind::Person, "person = :1", "id, person, hash", "用过的密码"},
    SealedTable{"second_factor", Kind::Person, "person = :1", "person, sealed, confirmed_at, salt", "动态口令"},
    SealedTable{"substitute", Kind::Person, "person = :1", "person, stands_in, from_on, until_on", "代班人"},
    SealedTable{"api_key", Kind::Key, "id = :1",
                "id, digest, prefix, name, agency, rights, made_by, made_at, expires_on, ended_at", "密钥和权限"},
    SealedTable{"document", Kind::Document, "id = :1",
                "id, agency, site_column, index_number, source_digest, created_at", "索引号、机关和栏目"},
    SealedTable{"work_schedule", Kind::Document, kOfDocument, kSchedule, "定时"},
    SealedTable{"document_link", Kind::Document, "source = :1", "source, relation, target", "与其他文件的关系"},
    SealedTable{"work_comment", Kind::Document, kOfDocument, kComment, "批注"},
    SealedTable{
        "edition", Kind::Edition, "id = :1",
        "id, document, number, state, agency, site_column, title, document_number, kind, issuer, issued_on, "
        "validity, summary, author, change_note, ground, created_at, published_at, published_year, released_at, "
        "ended_at, metadata, body, posted_at, effective_on, expires_on",
        "标题、正文、元数据或状态"},
    SealedTable{"edition_author", Kind::Edition, "edition = :1", "edition, person, first_at, last_at", "起草人"},
    SealedTable{"finding", Kind::Edition, "edition = :1",
                "edition, digest, kind, place, block, excerpt, message, found_at, answer, answered_by, answered_at, "
                "reason",
                "提示和说明"},
    SealedTable{"work_file", Kind::Edition, kOfEdition, kFile, "附件清单"},
    SealedTable{"work_file_count", Kind::Edition, kOfEdition, kFileCount, "附件序号"},
    SealedTable{"work_review", Kind::Edition, kOfEdition, kReview, "审核和保密审查记录"},
    SealedTable{"calendar_year", Kind::Calendar, "id = :1", "id, text, entered_at, entered_by", "放假和调休上班的日子"},
    SealedTable{"frozen_figures", Kind::FrozenFigures, "id = :1", "id, period, agency, at, content", "冻结的统计"},
    SealedTable{"search_answer", Kind::Answer, "id = :1",
                "id, agency, kind, question, ask, find, document, reason, made_by, made_at, ended_by, ended_at",
                "搜索应答"},
    SealedTable{"record_entry", Kind::Record, "record = :1",
                "id, record, register, agency, version, act, about, content, digest, reason, actor, at", "登记的经过"},
    SealedTable{
        "record_state", Kind::Record, "id = :1",
        "id, register, agency, number, title, state, head, shown, tombstone, demanded_on, shown_until, withheld, "
        "changed_at",
        "登记的现状", "record_staged"},
    SealedTable{"record_import", Kind::Import, "id = :1",
                "id, register, agency, undoes, file, name, entered, corrected, same, refused, first_entry, last_entry, "
                "digest, reason, actor, at",
                "登记的导入"},
    SealedTable{"record_nil", Kind::Nil, "id = :1", "id, register, agency, period, actor, at", "零报告"},
    SealedTable{"draw", Kind::Draw, "id = :1",
                "id, agency, number, plan, state, content, digest, recusals, seed_digest, seed_kept, seed, beacon, "
                "record, prepared_by, sealed_by, revealed_by, prepared_at, reveal_from, sealed_at, revealed_at",
                "随机抽取"},
    SealedTable{"matter", Kind::Matter, "id = :1",
                "id, kind, agency, number, title, state, phase, department, holder, channel, round, klass, outcome, "
                "received_on, opened_at, ended_on, revision",
                "事项的现状"},
    SealedTable{
        "matter_fact", Kind::Matter, "matter = :1",
        "id, matter, round, verb, on_day, until_day, code, about, words, actor, at, digest, department, holder, "
        "count, amount, place, person, terms",
        "事项的经过"},
    SealedTable{"matter_relation", Kind::Matter, "matter = :1", "matter, other, tie", "与其他事项的关系"},
    SealedTable{"matter_party", Kind::Matter, "matter = :1", "id, matter, role, klass, kept, same", "事项的当事人"},
    SealedTable{"matter_letter", Kind::Matter, "matter = :1",
                "id, matter, round, kind, content, digest, drafted_by, changed_at, number, issued_on, issued_by, seal, "
                "fact",
                "事项的文书"},
    SealedTable{"request", Kind::Request, "matter = :1",
                "matter, purpose, wanted, document_number, way, carrier, helped", "公开申请的内容"},
    SealedTable{"request_paper", Kind::Request, "matter = :1", "commitment, matter, type, size, sent_at",
                "身份证明材料"},
    SealedTable{"request_bodies", Kind::RequestBodies, "agency = :1", "agency, reconsideration, court, online",
                "答复告知的复议机关和法院"},
    SealedTable{"request_channels", Kind::RequestChannels, "agency = :1",
                "agency, online, fax, mail, office, address, hours, phone, post_address, postcode, fax_number, mailbox",
                "接收公开申请的渠道"},
    SealedTable{"agency_seal", Kind::AgencySeals, "agency = :1",
                "id, agency, kept, digest, width, set_by, set_at, retired_at", "机关印章"},
    SealedTable{"message", Kind::Message, "matter = :1", "matter, kind, topic, wants_public, kept", "来信的内容"},
    SealedTable{"message_route", Kind::MessageRoutes, "agency = :1", "agency, topic, department", "来信主题的承办科室"},
    SealedTable{"message_public", Kind::PublicMessage, "id = :1",
                "id, matter, round, agency, kind, topic, title, question, answer, department, asked_on, answered_on, "
                "shown_by, shown_at, withdrawn_at",
                "公开的来信和答复"},
    SealedTable{"rectification", Kind::Rectification, "matter = :1",
                "matter, title, origin_number, origin, kind, problem, place, measures, found_on, assessed",
                "整改事项的内容"},
    SealedTable{"appeal", Kind::Appeal, "matter = :1", "matter, request, block, body, case_number, claim",
                "复议和诉讼案件的内容"},
    SealedTable{"appeal_round", Kind::Appeal, "matter = :1", "matter, round, begun_on, ended_on, result",
                "复议和诉讼案件的审级"},
    SealedTable{"work_comment", Kind::Matter, kOfMatter, kComment, "批注"},
    SealedTable{"work_file", Kind::Matter, kOfMatter, kFile, "附件清单"},
    SealedTable{"work_file_count", Kind::Matter, kOfMatter, kFileCount, "附件序号"},
    SealedTable{"matter_rating", Kind::Matter, "matter = :1", "matter, round, stars, words, at", "对办理的评价"},
};

constexpr std::array kUnsealed = {
    UnsealedColumns{"schema_version", "*", "steps of the schema; the program refuses one that it does not know"},
    UnsealedColumns{"id_counter", "*", "a counter; a number that was given already is refused by the primary key"},
    UnsealedColumns{"index_serial", "*", "a counter; an index number that was given already is refused"},
    UnsealedColumns{"serial_counter", "*", "a counter; a number that was given already is refused where it is used"},
    UnsealedColumns{"sealed_value", "*",
                    "held against the commitment, which stands with what keeps the value; opened and erased by events"},
    UnsealedColumns{"stored_file", "*", "held against the bytes: their SHA-256 is the digest they stand under"},
    UnsealedColumns{"stored_chunk", "*", "the bytes themselves, held against the digest of their file"},
    UnsealedColumns{"journal", "*", "the chain proves itself"},
    UnsealedColumns{"journal_bundle", "*", "held against the digest that the journal's entry has of each bundle"},
    UnsealedColumns{"record_staging", "*", "says which rows are not in force, and goes with them"},
    UnsealedColumns{"record_staged", "*", "not in force: what stands here is sealed before it is, and then goes"},
    UnsealedColumns{"journal_head", "*", "the chain ends in it; cut with it, the head that was sent elsewhere tells"},
    UnsealedColumns{"simulation", "*", "how far the clock of a simulation is; each setting stands in the journal"},
    UnsealedColumns{"closure", "*", "closes and opens changes; what was changed meanwhile stands in the journal"},
    UnsealedColumns{"second_factor", "last_step", "a count of sign-ins, kept without an event"},
    UnsealedColumns{"recovery_code", "*", "used up without an event; of no use without the password, which is sealed"},
    UnsealedColumns{"sign_in", "*", "a history for the person, forgotten after a time without an event"},
    UnsealedColumns{"guess_count", "*", "counts, kept without an event"},
    UnsealedColumns{"sign_in_report", "*", "counts, kept without an event"},
    UnsealedColumns{"open_session", "*", "ends by itself and is forgotten without an event"},
    UnsealedColumns{"api_key", "used_at", "a moment, kept without an event"},
    UnsealedColumns{"api_reply", "*", "answers that are said again within a day"},
    UnsealedColumns{"document",
                    "revision, updated_at, newest, state, title, document_number, kind, author, published_year, "
                    "is_public, words, due_from",
                    "taken from the editions for the lists of work"},
    UnsealedColumns{"matter", "code_digest, answer_due, answer_met, answer_days",
                    "opens a matter to whoever has the code, each renewal is an event; follow from the facts"},
    UnsealedColumns{"request", "clarified, topic", "follows from the facts"},
    UnsealedColumns{"request_mail", "*",
                    "which mail has brought a request, by a digest: only keeps it from coming twice"},
    UnsealedColumns{"request_telling", "*", "notes that an event has brought, and whether they went out"},
    UnsealedColumns{"request_disclosure", "*", "areas under way: each change is an event with their digest"},
    UnsealedColumns{"request_annex", "*", "each is an event with the digests of the areas, of the file and of the log"},
    UnsealedColumns{"agency_seal_use", "*", "each is an event with the digests of the letter and of the seal on it"},
    UnsealedColumns{"matter_piece", "*", "taken from title and number of the matter, for finding it"},
    UnsealedColumns{"matter_form", "*", "which form has opened a matter: forgotten after half an hour"},
    UnsealedColumns{"draft_words", "*", "words under way: the next event about their edition puts them into it"},
    UnsealedColumns{"sign_off", "*", "each signature is an entry of its own with the digest of what was signed"},
    UnsealedColumns{"sign_off_station", "*", "the same"},
    UnsealedColumns{"work_item", "*", "made anew from what waits by daylight work rebuild"},
    UnsealedColumns{"work_edition", "*", "says whether they are to be made anew"},
    UnsealedColumns{"record_handover", "*",
                    "each is an event with the digest of what was handed over; files are made anew"},
    UnsealedColumns{"record_handover_file", "*", "held against the bytes by whoever has taken them"},
    UnsealedColumns{"record_file", "*", "each is an event with the digest, which the words that name it have as well"},
    UnsealedColumns{"record_heading", "*", "how headings of files were mapped, which each import shows again"},
    UnsealedColumns{"asked_question", "*", "counts of what people asked, kept and forgotten without an event"},
    UnsealedColumns{"asked_on", "*", "the same, by day"},
    UnsealedColumns{"document_piece", "*", "taken from the words of the document, for finding them"},
};

// A sign-in must not seal what it relies on: whoever put a password there would have it sealed by using it.
constexpr std::array<std::string_view, 6> kSigningIn = {"account.session-guessed", "account.signed-in",
                                                        "account.signed-out",      "account.sessions-ended",
                                                        "account.refused",         "account.locked"};
constexpr std::array<std::string_view, 7> kBesideTheEdition = {
    "document.commented", "document.comment-resolved", "document.linked",          "document.unlinked",
    "document.scheduled", "document.unscheduled",      "document.schedule-refused"};

// Work goes on in the newest edition; another one is changed only when it ends.
constexpr std::string_view kChangedEditions =
    "SELECT edition.id FROM document JOIN edition ON edition.document = document.id WHERE document.id = :1 AND "
    "(edition.id = document.newest OR edition.ended_at = :2) ORDER BY edition.id";

constexpr std::string_view kEditionsAtWork =
    "SELECT edition.id FROM document JOIN edition ON edition.document = document.id WHERE document.id = :1 AND "
    "(edition.id = document.newest OR edition.state IN ('Published', 'Posted')) ORDER BY edition.id";
constexpr std::string_view kFoundedSite = "SELECT id FROM site WHERE agency = :1 AND :2 > 0 ORDER BY id";

// Those whose entries an import has made, or its taking back.
constexpr std::string_view kImportedRecords =
    "SELECT DISTINCT record_entry.record FROM record_import JOIN record_entry ON record_entry.id BETWEEN "
    "record_import.first_entry AND record_import.last_entry WHERE record_import.id = :1 AND :2 > 0 ORDER BY 1";

// What an import enters is sealed while it is staged (seal_bundle.h); the same without that.
constexpr std::string_view kCorrectedRecords =
    "SELECT DISTINCT record_entry.record FROM record_import JOIN record_entry ON record_entry.id BETWEEN "
    "record_import.first_entry AND record_import.last_entry WHERE record_import.id = :1 AND :2 > 0 AND "
    "record_entry.act <> 'enter' ORDER BY 1";
constexpr std::array<std::string_view, 1> kStagedBefore = {"record.imported"};

constexpr std::array kRules = {
    SealRule{Kind::Agency, "", Kind::Agency, {}, {}, {}},
    SealRule{Kind::Agency, "agency.founded", Kind::Site, {}, kFoundedSite, {}},
    SealRule{Kind::Site, "", Kind::Site, {}, {}, {}},
    SealRule{Kind::Column, "", Kind::Column, {}, {}, {}},
    SealRule{Kind::Person, "", Kind::Person, kSigningIn, {}, {}},
    SealRule{Kind::Key, "", Kind::Key, {}, {}, {}},
    SealRule{Kind::Calendar, "", Kind::Calendar, {}, {}, {}},
    SealRule{Kind::Document, "", Kind::Document, {}, {}, {}},
    SealRule{Kind::Document, "", Kind::Edition, kBesideTheEdition, kChangedEditions, kEditionsAtWork},
    SealRule{Kind::FrozenFigures, "", Kind::FrozenFigures, {}, {}, {}},
    SealRule{Kind::Answer, "", Kind::Answer, {}, {}, {}},
    SealRule{Kind::Record, "", Kind::Record, {}, {}, {}},
    SealRule{Kind::Nil, "", Kind::Nil, {}, {}, {}},
    SealRule{Kind::Import, "", Kind::Import, {}, {}, {}},
    SealRule{Kind::Import, "", Kind::Record, kStagedBefore, kImportedRecords, {}},
    SealRule{Kind::Import, "record.imported", Kind::Record, {}, kCorrectedRecords, {}},
    SealRule{Kind::Draw, "", Kind::Draw, {}, {}, {}},
    SealRule{Kind::Matter, "", Kind::Matter, {}, {}, {}},
    SealRule{Kind::Matter, "request.", Kind::Request, {}, {}, {}},
    SealRule{Kind::Agency, "request.bodies-set", Kind::RequestBodies, {}, {}, {}},
    SealRule{Kind::Agency, "request.seal-set", Kind::AgencySeals, {}, {}, {}},
    SealRule{Kind::Agency, "request.channels-set", Kind::RequestChannels, {}, {}, {}},
    SealRule{Kind::Matter, "message.", Kind::Message, {}, {}, {}},
    SealRule{Kind::Agency, "message-route.", Kind::MessageRoutes, {}, {}, {}},
    SealRule{Kind::PublicMessage, "", Kind::PublicMessage, {}, {}, {}},
    SealRule{Kind::Matter, "rectification.", Kind::Rectification, {}, {}, {}},
    SealRule{Kind::Matter, "review.", Kind::Appeal, {}, {}, {}},
    SealRule{Kind::Matter, "suit.", Kind::Appeal, {}, {}, {}},
};

}  // namespace

std::span<const KindRow> kinds() { return kKinds; }
const KindRow& row_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::span<const SealedTable> sealed_tables() { return kSealed; }
std::span<const UnsealedColumns> unsealed_columns() { return kUnsealed; }
std::span<const SealRule> seal_rules() { return kRules; }

std::string Thing::name() const { return fmt::format("{}:{}", row_of(kind).name, id); }

std::optional<Thing> Thing::parse(std::string_view name) {
  auto colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto* row = std::ranges::find(kKinds, name.substr(0, colon), &KindRow::name);
  if (row == kKinds.end()) return std::nullopt;
  Thing thing{.kind = row->kind};
  auto [end, problem] = std::from_chars(name.data() + colon + 1, name.data() + name.size(), thing.id);
  if (problem != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return thing;
}

std::string_view name_of_list() {
  static const std::string name = [] {
    std::string text = fmt::format("{}\n", kSealEdition);
    for (const auto& table : kSealed)
      text += fmt::format("{} {} {} {}\n", row_of(table.kind).name, table.table, table.rows, table.columns);
    return sha256_hex(text).substr(0, 8);
  }();
  return name;
}

}  // namespace dl::journal
