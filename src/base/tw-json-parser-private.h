/* tw-json-parser-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json-private.h"

G_BEGIN_DECLS

/*
 * at: where the text is read next
 * depth: levels that are open
 * texts_end: where the next text goes
 */
typedef struct
{
  const char     *text;
  const char     *at;
  const char     *end;
  guint           depth;
  guint           max_depth;
  TwJsonDocument *document;
  guint           n_values;
  guint           n_allocated;
  char           *texts_end;
} TwJsonParser;

static inline gboolean
tw_json_parser_is_at (TwJsonParser *parser,
                      char          c)
{
  return parser->at < parser->end && *parser->at == c;
}

gboolean tw_json_parser_fail   (TwJsonParser  *parser,
                                const char    *what,
                                GError       **error);
guint    tw_json_parser_add    (TwJsonParser  *parser,
                                TwJsonKind     kind);
gboolean tw_json_parser_number (TwJsonParser  *parser,
                                GError       **error);
gboolean tw_json_parser_string (TwJsonParser  *parser,
                                GError       **error);
gboolean tw_json_parser_word   (TwJsonParser  *parser,
                                GError       **error);

G_END_DECLS
