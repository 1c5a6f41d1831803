/* tw-error.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* See base/tw-json.h: not everybody who has errors reads JSON. */
typedef struct _TwJson TwJson;

/**
 * TW_ERROR:
 *
 * Domain of every error that a caller may branch on. Local file errors keep %G_IO_ERROR, cancellation stays
 * %G_IO_ERROR_CANCELLED.
 */
#define TW_ERROR (tw_error_quark ())

/**
 * TwError:
 * @TW_ERROR_AUTH_REQUIRED: sign-in is needed or was refused
 * @TW_ERROR_FORBIDDEN: the account may not do this
 * @TW_ERROR_NOT_FOUND: nothing under that id
 * @TW_ERROR_CONFLICT: refused because of another object's state (an open change order, a stale total)
 * @TW_ERROR_VALIDATION: a value was refused; see tw_error_get_fields()
 * @TW_ERROR_RATE_LIMITED: too many calls, or the day's quota is used up
 * @TW_ERROR_SERVER: the marketplace failed (5xx) without stating a business rule
 * @TW_ERROR_PROTOCOL: an answer that does not fit the contract; the message names the JSON path
 * @TW_ERROR_OFFLINE: no answer: name resolution, connection, TLS or time-out
 * @TW_ERROR_STORE: a local database or the keyring failed
 *
 * What callers branch on. The text of an error is for people and logs, never for decisions.
 */
typedef enum
{
  TW_ERROR_AUTH_REQUIRED,
  TW_ERROR_FORBIDDEN,
  TW_ERROR_NOT_FOUND,
  TW_ERROR_CONFLICT,
  TW_ERROR_VALIDATION,
  TW_ERROR_RATE_LIMITED,
  TW_ERROR_SERVER,
  TW_ERROR_PROTOCOL,
  TW_ERROR_OFFLINE,
  TW_ERROR_STORE,
} TwError;

/**
 * TwEffect:
 * @TW_EFFECT_UNKNOWN: the call may have had its effect (cut, time-out, 5xx, HTML, malformed 2xx)
 * @TW_EFFECT_NONE: the call provably had no effect and may be sent again (connection refused before the first
 *   byte, gateway 429)
 * @TW_EFFECT_REFUSED: the marketplace read the call and refused it (4xx, or 500 stating a business rule)
 *
 * What an error says about the effect of the write that met it (DESIGN: "After a send"). The safe value is
 * zero: an error nobody classified is unknown.
 */
typedef enum
{
  TW_EFFECT_UNKNOWN,
  TW_EFFECT_NONE,
  TW_EFFECT_REFUSED,
} TwEffect;

/**
 * TwFieldError:
 * @field: JSON path of the refused field, as in `contactPersons[0].email`
 * @message: why, for people
 */
typedef struct
{
  char *field;
  char *message;
} TwFieldError;

#define TW_TYPE_FIELD_ERROR (tw_field_error_get_type ())
GType         tw_field_error_get_type (void) G_GNUC_CONST;
TwFieldError *tw_field_error_new      (const char         *field,
                                       const char         *message);
TwFieldError *tw_field_error_copy     (const TwFieldError *self);
void          tw_field_error_free     (TwFieldError       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFieldError, tw_field_error_free)

GQuark tw_error_quark (void);

void        tw_error_set_effect         (GError       *error,
                                         TwEffect      effect);
TwEffect    tw_error_get_effect         (const GError *error);
void        tw_error_set_http_status    (GError       *error,
                                         guint         status);
guint       tw_error_get_http_status    (const GError *error);
void        tw_error_set_correlation_id (GError       *error,
                                         const char   *correlation_id);
const char *tw_error_get_correlation_id (const GError *error);
void        tw_error_set_retry_after    (GError       *error,
                                         int           seconds);
int         tw_error_get_retry_after    (const GError *error);
void        tw_error_add_field          (GError       *error,
                                         const char   *field,
                                         const char   *message);
GPtrArray  *tw_error_get_fields         (const GError *error);
void        tw_error_set_reason         (GError       *error,
                                         TwJson       *reason);
TwJson     *tw_error_get_reason         (const GError *error);

/**
 * TwExit:
 *
 * The exit codes of the command line (tradewind-cli(1), EXIT STATUS).
 */
typedef enum
{
  TW_EXIT_DONE = 0,
  TW_EXIT_FAILED = 1,
  TW_EXIT_USAGE = 2,
  TW_EXIT_SIGN_IN = 3,
  TW_EXIT_OUT_OF_REACH = 4,
  TW_EXIT_REFUSED = 5,
  TW_EXIT_UNKNOWN = 6,
  TW_EXIT_INCOMPLETE = 7,
} TwExit;

TwExit tw_error_to_exit (const GError *error);

G_END_DECLS
