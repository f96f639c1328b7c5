// Addresses of the pages by which information is asked for.
#pragma once

namespace dl::portal {

inline constexpr const char* kRequestsPath = "/requests";
inline constexpr const char* kRequestsTitle = "依申请公开";
inline constexpr const char* kNewRequestPath = "/requests/new";
inline constexpr const char* kBlankPdfPath = "/requests/form.pdf";
inline constexpr const char* kBlankDocxPath = "/requests/form.docx";
inline constexpr const char* kGuidePath = "/requests/guide";
inline constexpr const char* kGuideTitle = "依申请公开指南";

}  // namespace dl::portal
