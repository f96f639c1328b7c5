# Builds the files of data/, templates and assets into the program, so that it is one file.
#
# daylight_resources(target PREFIX folder ...) adds an object to `target` that holds every file
# below each folder under the name "PREFIX/path"; a single file may stand in place of a folder.
# base/resources.h reads them back. The list is taken when CMake configures; a changed file is taken
# in at the next build. Each such object adds its rows to the linker section "daylight_resources",
# so a program may have several (cmake/console.cmake).

# What the pages of the portal load: our own files, and Leaflet as npm has it.
set(DAYLIGHT_ASSETS
  assets ${CMAKE_SOURCE_DIR}/src/portal/assets
  assets ${CMAKE_SOURCE_DIR}/console/node_modules/leaflet/dist/leaflet.js
  assets ${CMAKE_SOURCE_DIR}/console/node_modules/leaflet/dist/leaflet.css)

function(daylight_resources target)
  set(rows "")
  set(blobs "")
  set(depends "")
  set(index 0)
  set(arguments ${ARGN})
  while(arguments)
    list(POP_FRONT arguments prefix folder)
    if(IS_DIRECTORY ${folder})
      file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE ${folder} ${folder}/*)
    else()
      cmake_path(GET folder FILENAME files)
      cmake_path(GET folder PARENT_PATH folder)
    endif()
    list(SORT files)
    foreach(path ${files})
      string(APPEND blobs
        "  .balign 16\nblob_${index}:\n  .incbin \"${folder}/${path}\"\nblob_${index}_end:\n  .byte 0\n"
        "name_${index}:\n  .asciz \"${prefix}/${path}\"\n")
      string(APPEND rows "  .quad name_${index}, blob_${index}, blob_${index}_end\n")
      list(APPEND depends ${folder}/${path})
      math(EXPR index "${index} + 1")
    endforeach()
  endwhile()
  set(file ${CMAKE_BINARY_DIR}/resources/${target}.S)
  file(CONFIGURE OUTPUT ${file} @ONLY CONTENT
"  .section .rodata\n${blobs}
  .section daylight_resources,\"aw\"
  .balign 8\n${rows}
  .section .note.GNU-stack,\"\",@progbits\n")
  set_source_files_properties(${file} PROPERTIES OBJECT_DEPENDS "${depends}")
  target_sources(${target} PRIVATE ${file})
endfunction()
