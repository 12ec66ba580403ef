// Prints terms as Erlang source, the way ~p does but on one line.

#ifndef SEABEAM_BEAM_TERM_PRINTER_H_
#define SEABEAM_BEAM_TERM_PRINTER_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "beam/etf.h"
#include "beam/module.h"

namespace seabeam::beam {

// A name in UTF-8, in quotes where Erlang's syntax needs them.
std::string PrintAtom(absl::string_view name);

// Shortest decimal that reads back as the same float, in Erlang's notation ("1.0", "1.0e22").
// Requires a finite value.
std::string PrintFloat(double value);

// magnitude: least significant byte first.
std::string PrintBigInteger(bool negative, absl::string_view magnitude);
inline std::string PrintBigInteger(const BigInt& big) {
  return PrintBigInteger(big.negative, big.magnitude);
}

// Lists of printable Latin-1 characters and binaries of them are printed as strings. Terms without
// source form (pids, closures...) are printed as #Pid<..> and the like.
std::string PrintTerm(const TermTree& tree, TermId id);
inline std::string PrintTerm(const TermTree& tree) { return PrintTerm(tree, tree.root()); }

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_TERM_PRINTER_H_
