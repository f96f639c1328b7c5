# The bill of materials of the program (tools/sbom.py): beside the program wherever no tests are built, as in the preset
# release; elsewhere a test makes it and looks into it.

find_package(Python3 COMPONENTS Interpreter)

function(daylight_sbom target)
  if(NOT Python3_FOUND)
    message(WARNING "Python is missing: no bill of materials is written")
  elseif(DAYLIGHT_TESTS)
    add_test(NAME sbom COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_SOURCE_DIR}/tests/sbom/sbom_test.py)
    set_tests_properties(sbom PROPERTIES LABELS program ENVIRONMENT "DAYLIGHT_PROGRAM=$<TARGET_FILE:${target}>")
  else()
    add_custom_command(TARGET ${target} POST_BUILD
      COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_SOURCE_DIR}/tools/sbom.py --program $<TARGET_FILE:${target}>
        --version ${PROJECT_VERSION} --output ${CMAKE_BINARY_DIR}/daylight.cdx.json
      BYPRODUCTS ${CMAKE_BINARY_DIR}/daylight.cdx.json
      COMMENT "Writing the bill of materials" VERBATIM)
  endif()
endfunction()
