#include "fuzz/module_mutator.h"

#include <random>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "beam/iff.h"
#include "beam/loader.h"

namespace seabeam::fuzz {
namespace {

// Length of the compact term at `code[at]`, without what follows an extended tag; 0 at the end.
size_t TermLength(absl::string_view code, size_t at) {
  if (at >= code.size()) return 0;
  const unsigned char first = static_cast<unsigned char>(code[at]);
  if ((first & 0x08) == 0) return 1;
  if ((first & 0x10) == 0) return 2;
  return 2 + (first >> 5);
}

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : random_(seed) {}

  std::string Mutate(absl::string_view bytes) {
    absl::StatusOr<beam::Module> module = beam::LoadModule(bytes);
    absl::StatusOr<std::vector<beam::Chunk>> chunks = beam::ReadChunks(bytes);
    std::string result(bytes);
    if (!module.ok() || !chunks.ok()) {
      if (!result.empty()) Damage(&result, 0, result.size());
      return result;
    }
    std::string changed;
    for (beam::Chunk& chunk : *chunks) {
      const bool is_code = chunk.id == "Code";
      // Nearly always the code; the other chunks have a fuzz target of their own.
      if (is_code ? Pick(16) == 0 : Pick(64) != 0) continue;
      changed = std::string(chunk.data);
      if (is_code) {
        MutateCode(*module, &changed);
      } else if (!changed.empty()) {
        Damage(&changed, 0, changed.size());
      }
      chunk.data = changed;
      break;
    }
    return beam::WriteChunks(*chunks);
  }

 private:
  size_t Pick(size_t limit) { return static_cast<size_t>(random_()) % limit; }

  void Damage(std::string* bytes, size_t begin, size_t end) {
    if (begin >= end || end > bytes->size()) return;
    char& byte = (*bytes)[begin + Pick(end - begin)];
    switch (Pick(3)) {
      case 0:
        byte = static_cast<char>(random_());
        break;
      case 1:
        byte = static_cast<char>(byte ^ (1 << Pick(8)));
        break;
      default:
        byte = static_cast<char>(byte + (Pick(2) == 0 ? 1 : -1));
        break;
    }
  }

  // `data`: the chunk's. Instructions are byte ranges behind the head.
  void MutateCode(const beam::Module& module, std::string* data) {
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>((*data)[i])); };
    if (data->size() < 4) return;
    const size_t head = 4 + ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3));
    if (head > data->size()) return;
    const absl::string_view code = absl::string_view(*data).substr(head);
    std::vector<std::string> insns;
    for (size_t i = 0; i < module.instructions.size(); ++i) {
      const size_t begin = module.instructions[i].code_offset;
      const size_t end =
          i + 1 < module.instructions.size() ? module.instructions[i + 1].code_offset : code.size();
      if (begin >= end || end > code.size()) return;
      insns.emplace_back(code.substr(begin, end - begin));
    }
    if (insns.size() < 4) return;
    for (size_t n = 1 + Pick(4); n > 0; --n) MutateInstructions(&insns);
    data->resize(head);
    for (const std::string& insn : insns) *data += insn;
  }

  void MutateInstructions(std::vector<std::string>* insns) {
    const size_t at = Pick(insns->size() - 1);
    std::string& insn = (*insns)[at];
    switch (Pick(8)) {
      case 0:
        insns->erase(insns->begin() + static_cast<ptrdiff_t>(at));
        break;
      case 1:
        std::swap(insn, (*insns)[Pick(insns->size() - 1)]);
        break;
      case 2:
        std::swap(insn, (*insns)[at + 1]);
        break;
      case 3: {
        std::string copy = (*insns)[Pick(insns->size() - 1)];
        insns->insert(insns->begin() + static_cast<ptrdiff_t>(at), std::move(copy));
        break;
      }
      case 4:
        Damage(&insn, 0, insn.size());
        break;
      default:
        ReplaceTerm(&insn, (*insns)[Pick(insns->size())]);
        break;
    }
  }

  // Puts a term of `from` in the place of one of `to`'s.
  void ReplaceTerm(std::string* to, const std::string& from) {
    const auto term = [this](absl::string_view insn, size_t* length) {
      std::vector<size_t> starts;
      for (size_t at = 1; at < insn.size();) {
        const size_t step = TermLength(insn, at);
        if (step == 0 || at + step > insn.size()) break;
        starts.push_back(at);
        at += step;
      }
      if (starts.empty()) return size_t{0};
      const size_t start = starts[Pick(starts.size())];
      *length = TermLength(insn, start);
      return start;
    };
    size_t to_length = 0;
    size_t from_length = 0;
    const size_t to_start = term(*to, &to_length);
    const std::string source = from;
    const size_t from_start = term(source, &from_length);
    if (to_start == 0 || from_start == 0) return;
    to->replace(to_start, to_length, source, from_start, from_length);
  }

  std::mt19937_64 random_;
};

}  // namespace

std::string MutateModule(absl::string_view bytes, uint64_t seed) { return Mutator(seed).Mutate(bytes); }

}  // namespace seabeam::fuzz
