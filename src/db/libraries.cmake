find_package(SOCI REQUIRED)
set(libraries SOCI::sqlite3 SOCI::postgresql Boost::json)

# SOCI's libraries export no type information of their classes, which the check of virtual tables asks for.
set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -fno-sanitize=vptr)
