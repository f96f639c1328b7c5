// What the fields of a document are called, and how long its texts may be.
#pragma once

#include "base/limits.h"
#include "base/titles.h"
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
inline constexpr auto kTitles<publications::Metadata> = std::to_array<Title>({
    {"title", "标题"},
    {"document_number", "文号"},
    {"kind", "文种", "kinds"},
    {"genre", "体裁", "genres"},
    {"themes", "主题分类", "themes"},
    {"issuer", "发文机关"},
    {"issued_on", "成文日期"},
    {"effective_on", "施行日期"},
    {"expires_on", "失效日期"},
    {"validity", "效力状态", "validities"},
    {"validity_basis", "效力依据"},
    {"disclosure", "公开方式", "disclosures"},
    {"disclosure_reason", "不公开理由"},
    {"stage", "五公开环节", "stages"},
    {"source", "来源"},
    {"author", "作者"},
    {"keywords", "关键词"},
    {"summary", "摘要"},
    {"contact", "联系方式"},
});

template <>
inline constexpr auto kLimits<publications::Metadata> = std::to_array<Limit>({
    {"title", 300},
    {"document_number", 100},
    {"kind", 20},
    {"genre", 20},
    {"themes", 60, 20},
    {"issuer", 500},
    {"validity_basis", 500},
    {"disclosure_reason", 1000},
    {"stage", 20},
    {"source", 200},
    {"author", 100},
    {"keywords", 300},
    {"summary", 2000},
    {"contact", 500},
});

}  // namespace dl
