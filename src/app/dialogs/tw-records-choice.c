/* tw-records-choice.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "dialogs/tw-records-choice.h"

#include "base/tw-error.h"

#include <glib/gi18n.h>

#define KEY "records-folder"

/**
 * tw_records_choice_dup_folder:
 *
 * Returns: (transfer full): the folder that was used last, the person's documents at first
 */
GFile *
tw_records_choice_dup_folder (void)
{
  g_autoptr (GSettings) settings = g_settings_new (TW_APPLICATION_ID);
  g_autofree char *uri = g_settings_get_string (settings, KEY);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (uri[0] != 0)
    return g_file_new_for_uri (uri);

  return g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
}

/**
 * tw_records_choice_take_file:
 * @file: a file that the person chose
 * @records: path of the records themselves
 * @problem: (out): why it cannot be used
 *
 * Remembers its folder for the next time.
 *
 * Returns: (transfer full) (nullable): its path, %NULL with @problem set
 */
char *
tw_records_choice_take_file (GFile       *file,
                             const char  *records,
                             char       **problem)
{
  g_autoptr (GSettings) settings = g_settings_new (TW_APPLICATION_ID);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) itself = g_file_new_for_path (records);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
  char *path = g_file_get_path (file);

  if (path == NULL)
    *problem = g_strdup (_("This file is not on this computer. Choose one that is."));
  else if (g_file_equal (file, itself))
    *problem = g_strdup (_("These are the records themselves. Choose another file."));
  else
    {
      g_settings_set_string (settings, KEY, uri);
      return path;
    }

  g_free (path);

  return NULL;
}

/**
 * tw_records_choice_dup_problem:
 * @error: why something about records failed
 * @advice: what can be done about a file that cannot be used
 *
 * Returns: (transfer full): text for people, without markup
 */
char *
tw_records_choice_dup_problem (const GError *error,
                               const char   *advice)
{
  if (g_error_matches (error, TW_ERROR, TW_ERROR_CONFLICT))
    advice = _("Somebody works with these records just now. Close the other program, or wait until it is done; then "
               "try again.");

  return g_strdup_printf ("%s\n%s", advice, error->message);
}
