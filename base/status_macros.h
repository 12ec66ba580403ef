// Early returns for absl::Status and absl::StatusOr.
//
//   SEABEAM_RETURN_IF_ERROR(ReadHeader(&reader));
//   SEABEAM_ASSIGN_OR_RETURN(Chunk chunk, ReadChunk(reader));
//   SEABEAM_ASSIGN_OR_RETURN((std::pair<int, int> p), ReadPair(reader));   commas need parentheses
#ifndef SEABEAM_BASE_STATUS_MACROS_H_
#define SEABEAM_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/base/optimization.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace seabeam::base {

// The status with `prefix` and ": " before its message; OK stays OK.
inline absl::Status Annotate(const absl::Status& status, absl::string_view prefix) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat(prefix, ": ", status.message()));
}

namespace status_internal {
inline absl::Status ToStatus(absl::Status status) { return status; }
template <typename T>
absl::Status ToStatus(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}
}  // namespace status_internal
}  // namespace seabeam::base

#define SEABEAM_CONCAT_INNER_(a, b) a##b
#define SEABEAM_CONCAT_(a, b) SEABEAM_CONCAT_INNER_(a, b)

// Drops one pair of parentheses when there is one: `(T<a, b> x)` and `T x` both give a declaration.
#define SEABEAM_UNPAREN_(x) SEABEAM_UNPAREN_CLEAN_(SEABEAM_UNPAREN_MARK_ x)
#define SEABEAM_UNPAREN_MARK_(...) SEABEAM_UNPAREN_MARK_ __VA_ARGS__
#define SEABEAM_UNPAREN_CLEAN_(...) SEABEAM_UNPAREN_PASTE_(__VA_ARGS__)
#define SEABEAM_UNPAREN_PASTE_(...) SEABEAM_UNPAREN_GONE_##__VA_ARGS__
#define SEABEAM_UNPAREN_GONE_SEABEAM_UNPAREN_MARK_

#define SEABEAM_RETURN_IF_ERROR(expression)                                               \
  do {                                                                                    \
    absl::Status seabeam_status = ::seabeam::base::status_internal::ToStatus(expression); \
    if (ABSL_PREDICT_FALSE(!seabeam_status.ok())) return seabeam_status;                  \
  } while (false)

#define SEABEAM_ASSIGN_OR_RETURN_IMPL_(result, declaration, expression)    \
  auto result = (expression);                                              \
  if (ABSL_PREDICT_FALSE(!result.ok())) return std::move(result).status(); \
  SEABEAM_UNPAREN_(declaration) = *std::move(result)

#define SEABEAM_ASSIGN_OR_RETURN(declaration, ...)                                        \
  SEABEAM_ASSIGN_OR_RETURN_IMPL_(SEABEAM_CONCAT_(seabeam_result_, __LINE__), declaration, \
                                 (__VA_ARGS__))

#endif  // SEABEAM_BASE_STATUS_MACROS_H_
