// Checks of our own invariants. A failing check prints file, line and the condition on stderr and
// aborts. Never use one on the contents of an input file: bad input is an absl::Status.
//
//   SEABEAM_CHECK(id.valid()) << "while printing block " << block;
//   SEABEAM_CHECK_EQ(a, b);            prints both values
//   SEABEAM_CHECK_OK(status);          anything with ok() and, for the message, ToString()/status()
//   SEABEAM_DCHECK(...)                the same, compiled out with NDEBUG
//   SEABEAM_UNREACHABLE() << ...;      after a switch that handles every enumerator
#ifndef SEABEAM_BASE_CHECK_H_
#define SEABEAM_BASE_CHECK_H_

#include <cstdlib>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

namespace seabeam::base {

// Collects a failure's message; its destructor prints it and aborts.
class CheckFailure {
 public:
  CheckFailure(const char* file, int line, const std::string& what);
  [[noreturn]] ~CheckFailure();
  CheckFailure(const CheckFailure&) = delete;
  CheckFailure& operator=(const CheckFailure&) = delete;

  std::ostream& stream() { return message_; }

 private:
  std::ostringstream message_;
};

// Turns a stream expression into void, so that both arms of the check's `?:` agree. `&` binds less
// tightly than `<<` and more tightly than `?:`.
struct CheckVoidify {
  void operator&(std::ostream&) const {}
};

namespace check_internal {

template <typename T, typename = void>
struct IsPrintable : std::false_type {};
template <typename T>
struct IsPrintable<T, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<T>())>>
    : std::true_type {};

template <typename T>
void PrintOperand(std::ostream& out, const T& value) {
  if constexpr (std::is_enum_v<T>) {
    out << static_cast<long long>(value);
  } else if constexpr (std::is_same_v<T, char> || std::is_same_v<T, signed char> ||
                       std::is_same_v<T, unsigned char>) {
    out << static_cast<int>(value);
  } else if constexpr (IsPrintable<const T&>::value) {
    out << value;
  } else {
    out << "(not printable)";
  }
}

template <typename A, typename B>
std::unique_ptr<std::string> OperandsMessage(const char* what, const A& a, const B& b) {
  std::ostringstream out;
  out << what << " (";
  PrintOperand(out, a);
  out << " vs. ";
  PrintOperand(out, b);
  out << ")";
  return std::make_unique<std::string>(out.str());
}

// Each returns null when the comparison holds.
#define SEABEAM_DEFINE_CHECK_OP(name, op)                                              \
  template <typename A, typename B>                                                    \
  std::unique_ptr<std::string> Check##name(const A& a, const B& b, const char* what) { \
    if (__builtin_expect(static_cast<bool>(a op b), 1)) return nullptr;                \
    return OperandsMessage(what, a, b);                                                \
  }
SEABEAM_DEFINE_CHECK_OP(Eq, ==)
SEABEAM_DEFINE_CHECK_OP(Ne, !=)
SEABEAM_DEFINE_CHECK_OP(Lt, <)
SEABEAM_DEFINE_CHECK_OP(Le, <=)
SEABEAM_DEFINE_CHECK_OP(Gt, >)
SEABEAM_DEFINE_CHECK_OP(Ge, >=)
#undef SEABEAM_DEFINE_CHECK_OP

template <typename S>
std::unique_ptr<std::string> CheckOk(const S& status, const char* what) {
  if (__builtin_expect(status.ok(), 1)) return nullptr;
  std::ostringstream out;
  out << what << " is not OK: ";
  if constexpr (IsPrintable<const S&>::value) {
    out << status;
  } else {
    out << status.status();
  }
  return std::make_unique<std::string>(out.str());
}

}  // namespace check_internal
}  // namespace seabeam::base

#define SEABEAM_CHECK(condition)                    \
  __builtin_expect(static_cast<bool>(condition), 1) \
      ? (void)0                                     \
      : ::seabeam::base::CheckVoidify() &           \
            ::seabeam::base::CheckFailure(__FILE__, __LINE__, #condition).stream()

// `while`, so that the macro takes a trailing `<< ...` and is safe in an unbraced if.
#define SEABEAM_CHECK_OP_(name, op, a, b)                                               \
  while (auto seabeam_check_message =                                                   \
             ::seabeam::base::check_internal::Check##name((a), (b), #a " " #op " " #b)) \
  ::seabeam::base::CheckFailure(__FILE__, __LINE__, *seabeam_check_message).stream()

#define SEABEAM_CHECK_EQ(a, b) SEABEAM_CHECK_OP_(Eq, ==, a, b)
#define SEABEAM_CHECK_NE(a, b) SEABEAM_CHECK_OP_(Ne, !=, a, b)
#define SEABEAM_CHECK_LT(a, b) SEABEAM_CHECK_OP_(Lt, <, a, b)
#define SEABEAM_CHECK_LE(a, b) SEABEAM_CHECK_OP_(Le, <=, a, b)
#define SEABEAM_CHECK_GT(a, b) SEABEAM_CHECK_OP_(Gt, >, a, b)
#define SEABEAM_CHECK_GE(a, b) SEABEAM_CHECK_OP_(Ge, >=, a, b)

#define SEABEAM_CHECK_OK(status)                                                                   \
  while (auto seabeam_check_message = ::seabeam::base::check_internal::CheckOk((status), #status)) \
  ::seabeam::base::CheckFailure(__FILE__, __LINE__, *seabeam_check_message).stream()

#define SEABEAM_UNREACHABLE() \
  ::seabeam::base::CheckFailure(__FILE__, __LINE__, "unreachable").stream()

#ifdef NDEBUG
#define SEABEAM_DCHECK(condition) SEABEAM_CHECK(true || (condition))
#define SEABEAM_DCHECK_EQ(a, b) SEABEAM_DCHECK((a) == (b))
#define SEABEAM_DCHECK_LT(a, b) SEABEAM_DCHECK((a) < (b))
#else
#define SEABEAM_DCHECK(condition) SEABEAM_CHECK(condition)
#define SEABEAM_DCHECK_EQ(a, b) SEABEAM_CHECK_EQ(a, b)
#define SEABEAM_DCHECK_LT(a, b) SEABEAM_CHECK_LT(a, b)
#endif

#endif  // SEABEAM_BASE_CHECK_H_
