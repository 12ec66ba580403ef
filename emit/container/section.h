// The custom section "seabeam" of a module; abi/container.h describes the bytes.
#ifndef SEABEAM_EMIT_CONTAINER_SECTION_H_
#define SEABEAM_EMIT_CONTAINER_SECTION_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ir/module.h"

namespace seabeam::emit {

struct ContainerFacts {
  uint32_t table_size = 0;
  // Atoms, literals and imports of the constant table, by module index.
  std::vector<uint32_t> dynamic_atoms, literals, imports;
  std::vector<uint32_t> fun_adapters;  // by lambda: table offset
  struct Export {
    uint32_t function, table_offset, position;
  };
  std::vector<Export> exports;
  struct Position {
    uint32_t function, loc;  // loc as in ir/graph.h
  };
  std::vector<Position> entries, errors;
};

std::string ContainerSection(const ir::Module& module, const ContainerFacts& facts);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_CONTAINER_SECTION_H_
