# Builds the console (console/, Vue) with npm and adds it to a program as the resources "console/…".
#
# The files are named by their content, so the list is not known when CMake configures: the script
# writes the assembler file at build time, and only when something in console/ changed.

function(daylight_console target)
  set(folder ${CMAKE_SOURCE_DIR}/console)
  find_program(DAYLIGHT_NODE node REQUIRED)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/src/*)
  set(output ${CMAKE_BINARY_DIR}/resources/console.S)
  add_custom_command(OUTPUT ${output}
    COMMAND ${DAYLIGHT_NODE} ${folder}/tools/build.mjs ${CMAKE_SOURCE_DIR}/build/console ${output}
    DEPENDS ${sources} ${folder}/index.html ${folder}/package.json ${folder}/package-lock.json
      ${folder}/tsconfig.json ${folder}/vite.config.ts ${folder}/tools/build.mjs
    COMMENT "Building the console" VERBATIM)
  target_sources(${target} PRIVATE ${output})

  if(DAYLIGHT_TESTS)
    add_test(NAME console_types
      COMMAND ${DAYLIGHT_NODE} ${folder}/node_modules/vue-tsc/bin/vue-tsc.js --noEmit)
    add_test(NAME console_units COMMAND ${DAYLIGHT_NODE} ${folder}/node_modules/vitest/vitest.mjs run)
    add_test(NAME console_first_load
      COMMAND ${DAYLIGHT_NODE} ${folder}/tools/first_load.mjs ${CMAKE_SOURCE_DIR}/build/console)
    if(TARGET api_description)
      add_test(NAME console_schema
        COMMAND ${DAYLIGHT_NODE} ${folder}/tools/types.mjs --check $<TARGET_FILE:api_description>)
      set_tests_properties(console_schema PROPERTIES LABELS node WORKING_DIRECTORY ${folder})
    endif()
    set_tests_properties(console_types console_units console_first_load PROPERTIES
      LABELS node WORKING_DIRECTORY ${folder})
  endif()
endfunction()
