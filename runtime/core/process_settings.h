// The options of spawn_opt that process_flag knows, too.
#ifndef SEABEAM_RUNTIME_CORE_PROCESS_SETTINGS_H_
#define SEABEAM_RUNTIME_CORE_PROCESS_SETTINGS_H_

#include "runtime/core/process.h"

namespace seabeam::rt {

inline constexpr uint32_t kUsualHeapWords = 233;

// The sizes heaps grow through in OTP, which rounds what it is asked for up to one of them.
uint32_t HeapSizeFrom(uint32_t words);

// False: no such setting, or not a value for it.
bool ChangeSetting(ProcessSettings* s, Term key, Term value);
// As process_flag and process_info give it; 0 = no such setting.
Term SettingValue(Ctx* ctx, const ProcessSettings& s, Term key);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_PROCESS_SETTINGS_H_
