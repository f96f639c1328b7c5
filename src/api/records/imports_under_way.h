// How far files of records are that are being read on this node, for whoever has sent them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/guarded.h"

namespace dl::api {

class ImportsUnderWay {
 public:
  /// Notes how many rows are done under a name of the sender's own; ends with it.
  class Watch {
   public:
    Watch(ImportsUnderWay& all, std::string name) : all_(all), name_(std::move(name)) { note(0); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
      const Lock lock(all_.mutex_);
      all_.rows_.erase(name_);
    }
    void note(std::size_t rows) {
      const Lock lock(all_.mutex_);
      all_.rows_[name_] = rows;
    }

   private:
    ImportsUnderWay& all_;
    std::string name_;
  };

  /// Nothing for what is not under way here.
  std::optional<std::size_t> find(const std::string& name) {
    const Lock lock(mutex_);
    const auto found = rows_.find(name);
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  Mutex mutex_ = {};
  std::map<std::string, std::size_t> rows_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::api
