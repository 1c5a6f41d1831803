/* tw-test-support.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "support/tw-test-support.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>

/* A blocking iteration is woken at least this often, so that conditions outside the main context are seen. */
#define WAKE_UP_MS 20

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * tw_test_iterate:
 * @deadline: monotonic time, in microseconds
 *
 * Runs one iteration of the default main context, blocking for a moment at most.
 *
 * Returns: %FALSE, at once, when @deadline has passed
 */
gboolean
tw_test_iterate (gint64 deadline)
{
  g_autoptr (GSource) timer = NULL;

  if (g_get_monotonic_time () >= deadline)
    return FALSE;

  timer = g_timeout_source_new (WAKE_UP_MS);
  g_source_set_callback (timer, wake_up_cb, NULL, NULL);
  g_source_attach (timer, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (timer);

  return TRUE;
}

/**
 * tw_test_store_result:
 * @source: (nullable): what finished
 * @result: how
 * @user_data: (type gpointer): where to store @result, a `GAsyncResult **` that holds %NULL
 *
 * A #GAsyncReadyCallback that keeps the result for the test, which waits for it with TW_WAIT_FOR(), calls the
 * matching finish function and releases it.
 */
void
tw_test_store_result (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GAsyncResult **location = user_data;

  g_assert_null (*location);
  *location = g_object_ref (result);
}

/**
 * tw_test_make_temp_dir:
 *
 * Returns: (transfer full): path of a new empty folder; tw_test_remove_dir() removes it
 */
char *
tw_test_make_temp_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("tradewind-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

/**
 * tw_test_remove_dir:
 * @path: a folder
 *
 * Removes the folder with all it holds. Symbolic links are removed, not followed.
 */
void
tw_test_remove_dir (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        tw_test_remove_dir (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

/**
 * tw_test_die_with_parent:
 * @user_data: unused
 *
 * A child setup function for processes that a test starts: they end with the test program, also when it
 * crashes.
 */
void
tw_test_die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * tw_test_speak_spanish:
 *
 * Gives this process the translations of the build, as main() does with those that are installed.
 *
 * Returns: %FALSE when none of this machine's locales can be translated; newer C libraries leave C.UTF-8 as it is
 */
gboolean
tw_test_speak_spanish (void)
{
  static const char * const locales[] = { "C.UTF-8", "en_US.UTF-8", "es_ES.UTF-8" };
  g_autofree char *folder = g_build_filename (g_getenv ("TW_BUILD_ROOT"), "po", NULL);

  g_setenv ("LANGUAGE", "es", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* What stands for the empty text is the head of the translations. */
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    if (setlocale (LC_ALL, locales[i]) != NULL && *gettext ("") != '\0')
      return TRUE;

  return FALSE;
}
