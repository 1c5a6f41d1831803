/* tw-json-writer.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"

G_BEGIN_DECLS

/**
 * TwJsonWriter:
 *
 * Writes JSON text piece by piece; decimals and money are written digit for digit, which the library's own
 * generator cannot do. Commas are its business. Not thread-safe.
 */
typedef struct _TwJsonWriter TwJsonWriter;

TwJsonWriter *tw_json_writer_new           (gboolean        pretty);
void          tw_json_writer_free          (TwJsonWriter   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwJsonWriter, tw_json_writer_free)

void          tw_json_writer_begin_object  (TwJsonWriter   *self);
void          tw_json_writer_end_object    (TwJsonWriter   *self);
void          tw_json_writer_begin_array   (TwJsonWriter   *self);
void          tw_json_writer_end_array     (TwJsonWriter   *self);
void          tw_json_writer_name          (TwJsonWriter   *self,
                                            const char     *name);
void          tw_json_writer_string        (TwJsonWriter   *self,
                                            const char     *value);
void          tw_json_writer_int           (TwJsonWriter   *self,
                                            gint64          value);
void          tw_json_writer_boolean       (TwJsonWriter   *self,
                                            gboolean        value);
void          tw_json_writer_null          (TwJsonWriter   *self);
void          tw_json_writer_decimal       (TwJsonWriter   *self,
                                            TwDecimal       value);
void          tw_json_writer_money         (TwJsonWriter   *self,
                                            const TwMoney  *value);
void          tw_json_writer_json          (TwJsonWriter   *self,
                                            TwJson         *value);

char         *tw_json_writer_steal_text    (TwJsonWriter   *self);
GBytes       *tw_json_writer_steal_bytes   (TwJsonWriter   *self);
TwJson       *tw_json_writer_steal_json    (TwJsonWriter   *self);
char         *tw_json_writer_steal_chunk   (TwJsonWriter   *self);

G_END_DECLS
