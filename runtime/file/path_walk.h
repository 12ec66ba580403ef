// From a path to what is there.
#ifndef SEABEAM_RUNTIME_FILE_PATH_WALK_H_
#define SEABEAM_RUNTIME_FILE_PATH_WALK_H_

#include "runtime/core/containers.h"
#include "runtime/data/word_stack.h"
#include "runtime/file/file_tree.h"

namespace seabeam::rt {

// Whether a symlink at the end of a path is followed.
enum class Follow : uint8_t {
  kNever,
  kBeforeSlash,  // only where a slash comes behind it
  kAlways,
};

class PathWalk {
 public:
  // Without an error directory() and name() say where the path leads, and node() what is there.
  // Other than with kNever something that is no directory with a slash behind it is an error.
  FileError Run(Bytes path, Follow follow);

  FileNode* node() const { return node_; }  // null: nothing
  FileNode* directory() const { return steps_.back().node; }
  Bytes name() const {
    return {text_.data() + steps_.back().end + 1, text_.size() - steps_.back().end - 1};
  }
  bool is_root() const { return is_root_; }
  bool ends_in_dot() const { return ends_in_dot_; }  // "." or "..", with or without a slash behind
  bool wants_directory() const { return wants_directory_; }  // a slash at the end

  // Whether the place is in directory `node` or somewhere below it.
  bool IsBelow(const FileNode* node) const;
  bool IsCurrentDirectory() const;
  // node() is a directory.
  void BecomeCurrentDirectory();

 private:
  // A directory on the way, and where its path ends in text_; the root's is empty.
  struct Step {
    FileNode* node;
    uint32_t end;
  };

  void StepInto(FileNode* node) { steps_.push_back({node, text_.size()}); }

  ByteBuf text_;  // the absolute path so far, without dots and symlinks
  Vec<Step> steps_;
  FileNode* node_ = nullptr;
  bool is_root_ = false;
  bool ends_in_dot_ = false;
  bool wants_directory_ = false;
};

// Absolute; valid until the next BecomeCurrentDirectory.
Bytes CurrentDirectory();

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_PATH_WALK_H_
