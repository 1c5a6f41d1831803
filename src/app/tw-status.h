/* tw-status.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-resource.h"

G_BEGIN_DECLS

/**
 * TwStatusTone:
 * @TW_TONE_NEUTRAL: nothing to do, nothing to say
 * @TW_TONE_GOOD: as it should be
 * @TW_TONE_WAITING: on its way
 * @TW_TONE_WARNING: held up by somebody
 * @TW_TONE_BAD: failed
 */
typedef enum
{
  TW_TONE_NEUTRAL,
  TW_TONE_GOOD,
  TW_TONE_WAITING,
  TW_TONE_WARNING,
  TW_TONE_BAD,
} TwStatusTone;

const char   *tw_status_tone_get_icon_name (TwStatusTone  tone);
const char   *tw_status_tone_get_style     (TwStatusTone  tone);

/* Names of values of the marketplace's enumerations, and how they feel. */
const char   *tw_status_get_label          (GType         type,
                                            int           value);
TwStatusTone  tw_status_get_tone           (GType         type,
                                            int           value);

/* The same of a resource's own status or type; a word nobody knows stays as it is. */
char         *tw_status_dup_label          (TwResource   *resource,
                                            const char   *field);
TwStatusTone  tw_status_read_tone          (TwResource   *resource,
                                            const char   *field);

G_END_DECLS
