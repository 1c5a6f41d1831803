/* tw-out.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-decimal.h"

G_BEGIN_DECLS

/**
 * TwOut:
 * @text: what was written so far
 *
 * Writes JSON straight into a string: pages of 500 rows are made too often for a tree of nodes. Inside arrays
 * names are %NULL. Texts that are %NULL and amounts without a currency leave their member out.
 */
typedef struct
{
  GString *text;
} TwOut;

void tw_out_init         (TwOut      *self);
void tw_out_clear        (TwOut      *self);

void tw_out_begin_object (TwOut      *self,
                          const char *name);
void tw_out_end_object   (TwOut      *self);
void tw_out_begin_array  (TwOut      *self,
                          const char *name);
void tw_out_end_array    (TwOut      *self);
void tw_out_string       (TwOut      *self,
                          const char *name,
                          const char *value);
void tw_out_id           (TwOut      *self,
                          const char *name,
                          guint32     id);
void tw_out_int          (TwOut      *self,
                          const char *name,
                          gint64      value);
void tw_out_double       (TwOut      *self,
                          const char *name,
                          int         value);
void tw_out_bool         (TwOut      *self,
                          const char *name,
                          gboolean    value);
void tw_out_raw          (TwOut      *self,
                          const char *name,
                          const char *json);
void tw_out_time         (TwOut      *self,
                          const char *name,
                          gint64      seconds);
void tw_out_day          (TwOut      *self,
                          const char *name,
                          guint32     day);
void tw_out_money        (TwOut      *self,
                          const char *name,
                          TwDecimal   amount,
                          const char *currency);

char *tw_amount_to_string (TwDecimal amount);

G_END_DECLS
