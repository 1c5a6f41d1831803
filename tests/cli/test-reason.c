/* test-reason.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "base/tw-error.h"
#include "cli/tw-cli-output.h"
#include "cli/tw-cli-reason.h"
#include "cli/tw-cli.h"
#include "journal-test.h"

/* Entries 6 to 8 are unknown, not placed, and for a person to settle. */
#define REASONS \
  "UPDATE journal SET state = 'confirmed', error = 'The marketplace has it after all.'," \
  "  reason = '{\"code\":\"of-tomorrow\"}' WHERE id = 6;" \
  "UPDATE journal SET error = 'The marketplace has it after all, as order 11, …'," \
  "  reason = '{\"code\":\"placed-twice\",\"values\":[\"11\",\"9\",\"12\"]}' WHERE id = 8;"

/* An account whose records say all kinds of things. */
static void
set_up_account (void)
{
  g_autoptr (TwAccountStore) store = tw_account_store_new (NULL);
  g_autoptr (TwAccount) account = tw_account_new ("shop", TW_ACCOUNT_CLOUDBLUE);
  g_autofree char *sql_path = g_test_build_filename (G_TEST_DIST, "unit", "journal", "records", "6.sql", NULL);
  g_autofree char *path = tw_account_dup_records_path (account);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (account, "url", "http://127.0.0.1:9", "marketplace", "us", "username", "heron.api", NULL);
  tw_account_store_put (store, account, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  journal_test_create (path, sql);
  journal_test_execute (path, REASONS);
}

/* Ends the process, as the program does. */
static void
run (const char *words)
{
  g_auto (GStrv) argv = g_strsplit (words, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCliArgs) args = NULL;
  g_autoptr (TwCli) cli = NULL;

  set_up_account ();
  args = tw_cli_args_parse ((const char *const *) argv, &error);
  g_assert_no_error (error);
  tw_cli_output_init (FALSE);
  cli = tw_cli_new ();
  tw_cli_args_get_verb (args)->run (cli, args, &error);
  if (error != NULL)
    tw_cli_report_error (error, FALSE);
  tw_cli_output_flush (NULL);
}

/* Each sentence of the journal has its translation, and that says what the sentence says. */
static void
test_all (void)
{
  g_autoptr (GEnumClass) reasons = g_type_class_ref (TW_TYPE_REASON);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  for (guint i = 0; i < reasons->n_values; i++)
    {
      g_autoptr (TwJson) reason = tw_reason_new (reasons->values[i].value, "[1]", "[2]", "[3]", "[4]", NULL);
      g_autofree char *english = tw_reason_dup_english (reason);
      g_autofree char *spanish = tw_cli_reason_dup_text (reason, english);

      g_assert_cmpstr (spanish, !=, english);
      for (guint k = 1; k <= 4; k++)
        {
          g_autofree char *value = g_strdup_printf ("[%u]", k);

          g_assert_true ((strstr (spanish, value) != NULL) == (strstr (english, value) != NULL));
        }
    }
}

static void
test_list (void)
{
  if (g_test_subprocess ())
    {
      run ("tradewind-cli journal list");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*Se ha buscado varias veces en el marketplace*");
  g_test_trap_assert_stdout_unmatched ("*looked through*");
}

static void
test_show (void)
{
  if (g_test_subprocess ())
    {
      run ("tradewind-cli journal show 8");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*como pedido 11, y*entrada 9 del*pedido 12*");
  g_test_trap_assert_stdout_unmatched ("*placed-twice*");
}

/* The looks, and how the sending had ended. */
static void
test_show_looks (void)
{
  if (g_test_subprocess ())
    {
      run ("tradewind-cli journal show 6");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*Las primeras 10000 filas de la lista*");
  g_test_trap_assert_stdout ("*The marketplace has it after all.*");
  g_test_trap_assert_stdout ("*Internal server error (500)*");
}

/* Programs get what stands in the journal, and the reason beside it. */
static void
test_json (void)
{
  if (g_test_subprocess ())
    {
      run ("tradewind-cli journal show 7 --json");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*The marketplace was looked through repeatedly, and it is not there.*");
  g_test_trap_assert_stdout ("*\"not-there\"*The program ended*\"interrupted\"*");
}

static void
test_csv (void)
{
  if (g_test_subprocess ())
    {
      run ("tradewind-cli journal list --csv");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*The marketplace was looked through repeatedly*");
}

static void
test_error (void)
{
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_SEATS_CHANGED, "1369120", "SEAT", "10", "12", NULL);
  g_autoptr (GError) error = tw_reason_to_error (reason, TW_ERROR_CONFLICT);

  if (g_test_subprocess ())
    {
      tw_cli_output_init (FALSE);
      tw_cli_report_error (error, FALSE);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*La suscripción 1369120*: SEAT tenía 10 licencias y ahora tiene 12.*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (!tw_test_speak_spanish ())
    {
      g_print ("1..0 # SKIP no locale of this machine can be translated\n");
      return 0;
    }

  g_test_add_func ("/cli/reason/all", test_all);
  g_test_add_func ("/cli/reason/list", test_list);
  g_test_add_func ("/cli/reason/show", test_show);
  g_test_add_func ("/cli/reason/show-looks", test_show_looks);
  g_test_add_func ("/cli/reason/json", test_json);
  g_test_add_func ("/cli/reason/csv", test_csv);
  g_test_add_func ("/cli/reason/error", test_error);

  return g_test_run ();
}
