/* no-leak-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compiled into the few test programs that drive a library which leaks, or which the leak checker does not
 * survive (it dies in programs that have spoken TLS through gnutls). All other checks of AddressSanitizer stay
 * on. Without AddressSanitizer nobody calls this. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}
