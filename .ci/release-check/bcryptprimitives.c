/* Wine 8 has no bcryptprimitives.dll, which every program built with Go asks for its random numbers; Windows has had it since Windows 7.
   ProcessPrng here is advapi32's RtlGenRandom. Only for trying the Windows programs under Wine; nothing of it is handed out. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  while (length > 0) {
    ULONG part = length > 0x10000000 ? 0x10000000 : (ULONG)length;
    if (!SystemFunction036(data, part)) return FALSE;
    data += part;
    length -= part;
  }
  return TRUE;
}
