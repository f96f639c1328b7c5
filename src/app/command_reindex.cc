// `daylight reindex`: builds the search index anew.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "app/progress.h"
#include "app/search_sources.h"

namespace dl::app {

void add_reindex(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* command = program.add_subcommand("reindex", "重建全文索引（服务停止时运行；服务启动时会自动补齐）");
  add_data_option(*command, *data);
  command->callback([data, &chosen] {
    chosen = [data]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(*data));
      auto sources = search_sources(installation->directory(), installation->registers());
      DL_TRY(auto index, open_index(installation->index_folder(), sources));
      SearchFeed feed(installation->database(), std::move(sources), *index);
      auto progress = std::make_unique<Progress>("已编入", 0);
      DL_TRY(auto count, feed.rebuild(installation->journal(), [&](std::size_t done) { progress->show(done); }));
      progress.reset();
      fmt::print("全文索引已重建：{} 件\n", count);
      return {};
    };
  });
}

}  // namespace dl::app
