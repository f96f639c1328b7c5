// Any bytes as an OFD file, and, because the archive's check sums stop most changes, as the page and as the document
// of one that is packed anew.
#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"

namespace {

void read(std::string bytes) {
  auto found = dl::intake::read_document({"a.ofd", std::move(bytes)});
  if (found && !dl::content::well_formed(found->body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  if (input.find("%PDF-") != input.npos) return 0;
  if (input.starts_with("PK\x03\x04")) {
    read(input);
    return 0;
  }
  const std::string root = "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>";
  const std::string document =
      "<Document><CommonData><TemplatePage ID=\"1\" BaseLoc=\"P.xml\"/></CommonData><Pages><Page BaseLoc=\"P.xml\"/>"
      "</Pages><Annotations>P.xml</Annotations><Attachments>P.xml</Attachments></Document>";
  read(dl::intake::pack_docx({{"OFD.xml", root}, {"D.xml", document}, {"P.xml", input}}));
  read(dl::intake::pack_docx({{"OFD.xml", root}, {"D.xml", input}, {"P.xml", input}}));
  return 0;
}
