// The console's files, built into the program, served below /console/.
#pragma once

#include "agencies/directory.h"
#include "web/route.h"

namespace dl::app {

/// Adds /console/ and everything below it: files named by their content are kept for ever by browsers; a
/// path of the console's own pages gets its one page. In a demonstration, and nowhere else, the page that signs in
/// is told who there is and the password that they share. The directory must outlive the router.
void mount_console(web::Router& router, const agencies::DirectoryHolder& directory);

}  // namespace dl::app
