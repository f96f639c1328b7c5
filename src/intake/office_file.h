// Documents of older and other word processors (doc, wps, odt, rtf), made into DOCX by LibreOffice where that is
// installed.
#pragma once

#include "intake/child.h"
#include "intake/document.h"

namespace dl::intake {

inline constexpr const char* kOffice = "/usr/lib/libreoffice/program/soffice.bin";
/// Its part that reads texts, which is a package of its own.
inline constexpr const char* kOfficeTexts = "/usr/lib/libreoffice/program/libswlo.so";
inline constexpr std::chrono::milliseconds kOfficeTime = std::chrono::seconds(60);

/// The document as a DOCX: LibreOffice runs for it alone, in a folder that is gone afterwards, sees no other file of
/// this machine but programs and fonts, has no network and starts nothing. Fails with `intake.format` where it is not
/// installed or the kernel cannot shut it in, with `intake.broken` when it makes nothing of the file, with
/// Fault::TooLarge `intake.too-costly` when it takes longer than that or more than its memory, with Fault::Unavailable
/// `intake.busy` when told to stop.
Outcome<std::string> convert_office(const Source& source, std::stop_token stop,
                                    std::chrono::milliseconds time = kOfficeTime);

}  // namespace dl::intake
