// What code does with primitives that collect, other than calling functions: only between two
// dispatches, when no term is in native code. In a graph each is a call of an import that follows
// the rows of ImpT, of this module and function; the way out of native code (emit/atomvm/entry.h)
// tells them from imports.
#ifndef SEABEAM_ABI_ATOMVM_SERVICES_H_
#define SEABEAM_ABI_ATOMVM_SERVICES_H_

namespace seabeam::abi::atomvm {

inline constexpr char kServiceModule[] = "$host";
// (raw trace) -> what a program sees of it (71).
inline constexpr char kBuildStacktrace[] = "build_stacktrace";
// (class, reason, raw trace) -> what `catch` gives (43).
inline constexpr char kCatchEnd[] = "catch_end";

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_SERVICES_H_
