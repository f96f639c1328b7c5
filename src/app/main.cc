// The program `daylight`.
#include "app/command_line.h"
#include "intake/reader.h"

int main(int argc, char** argv) {
  if (auto code = dl::intake::act_as_reader(argc, argv)) return *code;
  return dl::app::run_command_line(argc, argv);
}
