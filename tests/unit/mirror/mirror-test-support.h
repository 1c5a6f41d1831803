/* mirror-test-support.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-mirror.h"
#include "support/tw-test-support.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A mirror in a folder of its own. */
typedef struct
{
  char     *folder;
  char     *path;
  TwMirror *mirror;
} MirrorFixture;

void            mirror_fixture_set_up      (MirrorFixture   *fixture,
                                            gconstpointer    data);
void            mirror_fixture_tear_down   (MirrorFixture   *fixture,
                                            gconstpointer    data);

TwMirror       *mirror_test_open           (const char      *path);
TwResource     *mirror_test_parse          (TwKind           kind,
                                            const char      *json);
GPtrArray      *mirror_test_parse_rows     (TwKind           kind,
                                            const char      *json);

TwMirrorChange  mirror_test_put_page       (TwMirror        *mirror,
                                            TwKind           kind,
                                            const char      *json);
TwMirrorChange  mirror_test_put_detail     (TwMirror        *mirror,
                                            TwKind           kind,
                                            const char      *json);
TwMirrorChange  mirror_test_complete_list  (TwMirror        *mirror,
                                            TwKind           kind,
                                            const char      *keys,
                                            gint64           total,
                                            GDateTime       *started);
TwMirrorEntry  *mirror_test_get            (TwMirror        *mirror,
                                            TwKind           kind,
                                            const char      *key);
char           *mirror_test_list           (TwMirror        *mirror,
                                            TwQuery         *query);
gint64          mirror_test_count          (TwMirror        *mirror,
                                            TwQuery         *query);

void            mirror_test_fill           (TwMirror        *mirror);

sqlite3        *mirror_test_open_sqlite    (const char      *path);
char           *mirror_test_read_sqlite    (sqlite3         *handle,
                                            const char      *sql);
void            mirror_test_write_sqlite   (const char      *path,
                                            const char      *sql);

G_END_DECLS
