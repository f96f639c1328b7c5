find_package(xapian CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
set(libraries ${XAPIAN_LIBRARIES} ICU::i18n)
set(test_libraries rapidcheck)
