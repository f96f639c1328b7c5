// What a line of a document is: title, number, addressee, heading, signature, list of attachments.
#pragma once

#include "intake/card.h"
#include "intake/draft.h"

namespace dl::intake {

/// Finds the title and takes its lines, the red head and the document number out of the text.
/// Warns `title-missing` or `unsure-title`.
void find_title(Draft& draft, const Card& card, Found& found);

/// 某某局关于…: the issuer that the title names, where neither card, signature nor head has one.
void take_title_issuer(Found& found);

/// Marks addressee, signature, dates and inner titles; fills signed_on, the issuer where the card has
/// none, and the list of attachments. An empty "附件：" is dropped with `attachment-missing`.
void mark_parts(Draft& draft, const Options& options, Found& found);

/// Makes headings of the lines that are headings:
///  - 第一章 and 第一节 are levels 1 and 2; below 第一条 nothing else is a heading;
///  - 一、 （一） 1. （1） are levels 1–4 when the line is short and no item of a list;
///  - a paragraph that begins with a heading's words and a full stop, or (levels 3 and 4) a label and a
///    colon, is cut into the two where its neighbours are headings, too; no character is lost;
///  - articles numbered 一、二、 through all chapters, items of a list of duties and a table of contents are none;
///  - what the file itself declares a heading stays one.
void mark_headings(Draft& draft, View title = {});

/// The content tree of the lines inside the document; the draft's notes become warnings with their place.
void finish(const Draft& draft, Found& found);

/// Whether a line is no part of a sentence or list and so may be a title of some kind.
bool may_be_title(const Line& line);

}  // namespace dl::intake
