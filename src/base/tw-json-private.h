/* tw-json-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-json.h"

G_BEGIN_DECLS

/*
 * A document is one array of values in the order of its text and one buffer with their texts. A container is followed
 * by what it holds; a member is its name (a string) and its value. From a value one gets to the next by its span, and
 * to the document by its index: nothing is allocated for a single value.
 */
struct _TwJson
{
  TwJsonKind  kind : 8;
  guint       is_integer : 1;  /* a number without point and exponent */
  guint       is_true : 1;     /* which boolean */
  guint       is_replaced : 1; /* a member's name: a later member has the same */
  guint32     index;           /* where it stands in its document */
  guint32     span;            /* values that it takes up with all that it holds */
  guint32     length;          /* elements of an array, members of an object */
  const char *text;            /* of a string or number, terminated */
};

typedef struct
{
  gatomicrefcount ref_count;
  char           *texts;
  TwJson          values[];
} TwJsonDocument;

static inline TwJsonDocument *
tw_json_get_document (TwJson *self)
{
  return (TwJsonDocument *) ((char *) (self - self->index) - G_STRUCT_OFFSET (TwJsonDocument, values));
}

/* Walks over a container's elements or members in the order of the text. */
typedef struct
{
  TwJson *at;
  TwJson *end;
  gboolean named;
} TwJsonIter;

/* @json: (nullable): anything but a container holds nothing. */
static inline void
tw_json_iter_init (TwJsonIter *iter,
                   TwJson     *json)
{
  iter->named = json != NULL && json->kind == TW_JSON_OBJECT;
  iter->at = json != NULL && (iter->named || json->kind == TW_JSON_ARRAY) ? json + 1 : NULL;
  iter->end = iter->at != NULL ? json + json->span : NULL;
}

/* @name: (nullable): set for members only. */
static inline gboolean
tw_json_iter_next (TwJsonIter  *iter,
                   const char **name,
                   TwJson     **value)
{
  while (iter->at != iter->end)
    {
      TwJson *named = iter->at;

      *value = iter->named ? iter->at + 1 : iter->at;
      iter->at = *value + (*value)->span;
      if (iter->named && named->is_replaced)
        continue;

      if (name != NULL)
        *name = named->text;
      return TRUE;
    }

  return FALSE;
}

char     *tw_json_format_double (double           number);
void      tw_json_document_free (TwJsonDocument  *document);
TwJson   *tw_json_parse_within  (const char      *text,
                                 gsize            length,
                                 guint            max_depth,
                                 GError         **error);

G_END_DECLS
