#include "app/api_parts.h"

#include "app/column_choice.h"
#include "app/disk.h"
#include "app/mail_out.h"
#include "app/messages.h"
#include "app/recognise.h"
#include "journal/read_only.h"

namespace dl::app {

Outcome<std::unique_ptr<api::Api>> open_api(Installation& installation, intake::Readers& readers) {
  DL_TRY(auto choice, ColumnChoice::load());
  auto recognise_here = [&installation, &readers, choice = std::move(choice)](
                            const std::string& name, std::string bytes, std::int64_t agency, std::int64_t column) {
    return recognise(installation, readers, choice, name, std::move(bytes), agency, column);
  };
  return api::open_api(
      {.database = installation.database(),
       .journal = installation.journal(),
       .access_journal = installation.access_journal(),
       .directory = installation.directory(),
       .work = installation.open_work(),
       .registers = installation.registers(),
       .projection = installation.projection(),
       .clock = installation.clock(),
       .policy = policy_of(installation.settings()),
       .sealing_key = installation.sealing_key(),
       .sentences = console_sentence_of,
       .recognise = std::move(recognise_here),
       .read_table = [&readers](std::string_view bytes,
                                std::optional<char> separator) { return readers.read_table(bytes, separator); },
       .mark_workbook = [&readers](std::string_view bytes,
                                   const sheets::Marking& marking) { return readers.mark_workbook(bytes, marking); },
       .read_document = [&readers](const intake::Source& source) { return readers.read(source, {}); },
       .writable = [&installation] { return journal::check_writable(installation.journal()); },
       .room = [&installation] { return check_disk(installation.folder(), installation.settings()); },
       .set_clock = [&installation](Instant at, const std::string& actor) { return installation.set_clock(at, actor); },
       .simulation = installation.is_simulation(),
       .largest_upload = static_cast<std::size_t>(installation.settings().largest_upload.bytes),
       .tells_by_mail = tells_by_mail(installation),
       .folder = installation.temporary_folder().string()});
}

}  // namespace dl::app
