// Prototypes of every BIF of abi/bif_list.h. Weak: a BIF that nobody defined yet
// has address 0 and counts as missing (calls raise undef).
#ifndef SEABEAM_RUNTIME_CORE_BIFS_H_
#define SEABEAM_RUNTIME_CORE_BIFS_H_

#include "abi/bif_list.h"
#include "runtime/core/term.h"

#define SB_ARGS_0
#define SB_ARGS_1 , seabeam::rt::Term
#define SB_ARGS_2 SB_ARGS_1 , seabeam::rt::Term
#define SB_ARGS_3 SB_ARGS_2 , seabeam::rt::Term
#define SB_ARGS_4 SB_ARGS_3 , seabeam::rt::Term
#define SB_ARGS_5 SB_ARGS_4 , seabeam::rt::Term
#define SB_ARGS_6 SB_ARGS_5 , seabeam::rt::Term
#define SB_ARGS_7 SB_ARGS_6 , seabeam::rt::Term
#define SB_ARGS_8 SB_ARGS_7 , seabeam::rt::Term
#define SB_BIF_FIRST_G seabeam::rt::Ctx*
#define SB_BIF_FIRST_B seabeam::rt::Ctx*
#define SB_BIF_FIRST_N seabeam::rt::Ctx*, seabeam::rt::Term*

#define BIF(symbol, module, function, arity, kind) \
  extern "C" __attribute__((weak, visibility("default"))) seabeam::rt::Term symbol(SB_BIF_FIRST_##kind SB_ARGS_##arity);
#include "abi/bifs/all.inc"
#undef BIF

#endif  // SEABEAM_RUNTIME_CORE_BIFS_H_
