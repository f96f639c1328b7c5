// What the fields of a document are called, and how long its texts may be.
#pragma once

#include "base/limits.h"
#include "publications/document.h"

namespace dl::publications {
BOOST_DESCRIBE_STRUCT(Metadata, (),
                      (title, document_number, kind, genre, themes, issuer, issued_on, effective_on, expires_on,
                       validity, validity_basis, disclosure, disclosure_reason, stage, source, author, keywords,
                       summary, contact))

/// Characters of a body with its tables; the 20,000 blocks that a content tree has at most stand beside it.
inline constexpr std::size_t kLongestBody = 2'000'000;

/// Fault::Invalid `request.fields` with each text that is too long, for words that come in by any way.
Outcome<void> check_words(const Metadata& metadata, const content::Tree& body);
}  // namespace dl::publications

namespace dl {

template <>
inline constexpr auto kFields<publications::Metadata> = std::to_array<Field>({
    {"title", "标题", {.characters = 300, .asked = Asked::Long}},
    {"document_number", "文号", {.characters = 100}},
    {"kind", "文种", {.characters = 20, .vocabulary = "kinds"}},
    {"genre", "体裁", {.characters = 20, .vocabulary = "genres"}},
    {"themes", "主题分类", {.characters = 60, .entries = 20, .vocabulary = "themes"}},
    {"issuer", "发文机关", {.characters = 500}},
    {"issued_on", "成文日期"},
    {"effective_on", "施行日期"},
    {"expires_on", "失效日期"},
    {"validity", "效力状态", {.vocabulary = "validities"}},
    {"validity_basis", "效力依据", {.characters = 500}},
    {"disclosure", "公开方式", {.vocabulary = "disclosures"}},
    {"disclosure_reason", "不公开理由", {.characters = 1000, .asked = Asked::Long}},
    {"stage", "五公开环节", {.characters = 20, .vocabulary = "stages"}},
    {"source", "来源", {.characters = 200}},
    {"author", "作者", {.characters = 100}},
    {"keywords", "关键词", {.characters = 300}},
    {"summary", "摘要", {.characters = 2000, .asked = Asked::Long}},
    {"contact", "联系方式", {.characters = 500}},
});

}  // namespace dl
