/* tw-records-notice.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-records-backup-private.h"

#include "base/tw-error.h"

#include <glib/gstdio.h>

/*
 * What a person has to know of the records stands in a file beside them. Whoever opens the records first may be a
 * program that nobody watches, so it stays until somebody says that it was read.
 */

static char *
dup_path (const char *path)
{
  return g_strconcat (path, "-notice", NULL);
}

/**
 * tw_records_dup_notice:
 * @path: path of a records file
 *
 * Returns: (transfer full) (nullable): what a person has to be told of it, %NULL for nothing
 */
char *
tw_records_dup_notice (const char *path)
{
  g_autofree char *file = dup_path (path);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return NULL;

  return g_steal_pointer (&text);
}

/**
 * tw_records_add_notice:
 * @path: path of a records file
 * @text: what a person has to be told of it, beside what is there already
 * @error: return location; %TW_ERROR_STORE
 *
 * Returns: whether it is on disk
 */
gboolean
tw_records_add_notice (const char  *path,
                       const char  *text,
                       GError     **error)
{
  g_autofree char *file = dup_path (path);
  g_autofree char *before = tw_records_dup_notice (path);
  g_autofree char *whole = before != NULL ? g_strconcat (before, "\n", text, NULL) : g_strdup (text);
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (file,
                                whole,
                                -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                &local_error))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The file “%s” failed: %s", file, local_error->message);

  return FALSE;
}

/**
 * tw_records_forget_notice:
 * @path: path of a records file
 *
 * A person has read what there was to tell, so nobody needs to be told any more.
 *
 * Returns: whether there was a notice
 */
gboolean
tw_records_forget_notice (const char *path)
{
  g_autofree char *file = dup_path (path);

  return g_unlink (file) == 0;
}
